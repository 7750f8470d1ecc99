"""Which members are one person: by rules that leave no doubt, then by Fellegi and Sunter's model; what a person has to decide is set aside."""

import match_model
from clusters import groups_of
from match_pairs import block_keys, chance_keys, compared, pairs_of, prepared

#: A decision of a person outweighs the sender's own link, this the rules, and these every weight of the model.
DECIDED, LINKED, BY_RULE = 3000.0, 2000.0, 1000.0


def counts_of(levels):
    """Patterns of agreement and how many pairs have each."""
    rows = levels.groupBy(*match_model.FIELDS).count().collect()
    return {tuple(row[field] for field in match_model.FIELDS): row["count"] for row in rows}


def model_of(people, candidates, forms):
    count = people.count()
    by_chance = counts_of(compared(people, pairs_of(chance_keys(people, count)), forms))
    if not by_chance:
        return None
    return match_model.fitted(counts_of(candidates), by_chance, count * (count - 1) / 2)


def judged(candidates, model):
    """Each pair with `verdict`, `weight` and whether a rule alone makes it one person or keeps it two."""
    from pyspark.sql import functions as f
    from pyspark.sql import types as t

    row = t.StructType([t.StructField("verdict", t.StringType()), t.StructField("weight", t.DoubleType())])
    verdict = f.udf(lambda years, *pattern: match_model.verdict(model, pattern, years), row)
    vetoed = f.udf(lambda years, *pattern: match_model.is_vetoed(pattern, years), t.BooleanType())
    # Of the few thousand patterns each is judged once, not once a pair.
    pattern = [f.least("years_apart", f.lit(11)).alias("years_apart"), *match_model.FIELDS]
    patterns = candidates.select(*pattern).distinct()
    verdicts = patterns.withColumn("said", verdict("years_apart", *match_model.FIELDS)).withColumn(
        "vetoed", vetoed("years_apart", *match_model.FIELDS)
    )
    by_rule = f.expr("given = 0 and family = 0 and birth = 0 and sex = 0 and (postal = 0 or phone = 0)")
    return (
        candidates.select("a", "b", *pattern)
        .join(f.broadcast(verdicts), ["years_apart", *match_model.FIELDS])
        .select("a", "b", "said.verdict", "said.weight", "vetoed", by_rule.alias("by_rule"))
    )


def told_pairs(people, told):
    """Pairs that senders or people told of, by this run's numbers. told: partner_a, member_a, partner_b, member_b, and what of it."""
    from pyspark.sql import functions as f

    def side(name):
        return people.select(
            f.col("partner").alias(f"partner_{name}"), f.col("member_id").alias(f"member_{name}"), f.col("n").alias(name)
        )

    both = told.join(side("a"), ["partner_a", "member_a"]).join(side("b"), ["partner_b", "member_b"]).where("a <> b")
    return both.select(f.least("a", "b").alias("a"), f.greatest("a", "b").alias("b"), "verdict", "weight").distinct()


def matched(members, told, forms):
    """Members with their `person`, the pairs to review, and the model, which is None where there are too few members to fit one.

    members: see match_pairs, with partner and member_id. told: see told_pairs; `verdict` is same or different.
    """
    from pyspark.sql import functions as f

    # The numbers have to be the same whenever the plan is reckoned again.
    members = members.withColumn("n", f.monotonically_increasing_id()).localCheckpoint()
    people = prepared(members).cache()
    candidates = compared(people, pairs_of(block_keys(people)), forms).localCheckpoint()
    model = model_of(people, candidates, forms)
    said = told_pairs(members, told).localCheckpoint()
    edges = said.where("verdict = 'same'").select("a", "b", "weight")
    apart = said.where("verdict = 'different'").select("a", "b")
    reviews = None
    if model is not None:
        pairs = judged(candidates, model).join(said.select("a", "b"), ["a", "b"], "left_anti").localCheckpoint()
        found = pairs.where("by_rule or verdict = 'accept'").select(
            "a", "b", f.when(f.col("by_rule"), f.col("weight") + BY_RULE).otherwise(f.col("weight")).alias("weight")
        )
        edges = edges.unionByName(found)
        apart = apart.unionByName(pairs.where("vetoed").select("a", "b"))
        reviews = pairs.where("verdict = 'review' and not by_rule").select("a", "b", "weight")
    groups = groups_of(members.sparkSession, edges, apart)
    strongest = edges.select(f.explode(f.array("a", "b")).alias("n"), "weight").groupBy("n").agg(f.max("weight").alias("strongest"))
    by = (
        f.when(f.col("strongest") >= DECIDED, "decision")
        .when(f.col("strongest") >= LINKED, "link")
        .when(f.col("strongest") >= BY_RULE, "rule")
        .when(f.col("strongest").isNotNull(), "model")
        .otherwise("alone")
    )
    out = (
        members.join(groups, "n", "left")
        .join(strongest, "n", "left")
        .withColumn("person", f.coalesce("person", "n"))
        .withColumn("matched_by", by)
    )
    return out, reviews, model
