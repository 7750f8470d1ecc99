"""One number a patient across partners and the EHR, with the history of every number and the pairs that a person has to look at."""

import match_model
from lake import arguments, existing, session, text_of
from patient_match import DECIDED, LINKED, matched
from patient_numbers import history_of, numbered
from person_names import short_forms

IDENTITY = ["given_name", "family_name", "former_names", "birth_date", "sex", "postal_code", "phone"]


def latest(frame, *order):
    """One row a member of a partner: the last by the columns of `order`."""
    from pyspark.sql import functions as f
    from pyspark.sql.window import Window

    last = Window.partitionBy("partner", "member_id").orderBy(*(f.col(column).desc() for column in order))
    return frame.withColumn("place", f.row_number().over(last)).where("place = 1").drop("place")


def members_of(claims, records):
    """One row a member of a partner, as its latest claim or record has it; either may be None."""
    from pyspark.sql import functions as f

    columns = ["partner", "member_id", "clinic_id", *IDENTITY]
    frames = []
    if claims is not None:
        named = claims.withColumn("former_names", f.array().cast("array<string>"))
        frames.append(latest(named, "received", "claim_id").select(*columns))
    if records is not None:
        frames.append(latest(records, "received", "updated_at").select(*columns))
    return frames[0] if len(frames) == 1 else frames[0].unionByName(frames[1])


def told_of(spark, records, decisions):
    """Pairs that senders' links and people's decisions tell of, the last decision of each pair; see patient_match."""
    from pyspark.sql import functions as f
    from pyspark.sql.window import Window

    shape = "partner_a string, member_a string, partner_b string, member_b string, verdict string, weight double"
    told = spark.createDataFrame([], shape)
    pair = [f.col(name) for name in ("partner_a", "member_a", "partner_b", "member_b")]
    if decisions is not None:
        last = Window.partitionBy(*pair).orderBy(f.col("decided_at").desc(), f.col("received").desc())
        rows = decisions.withColumn("place", f.row_number().over(last)).where("place = 1")
        told = told.unionByName(rows.select(*pair, "verdict", f.lit(DECIDED).alias("weight")))
    if records is not None:
        links = latest(records, "received", "updated_at").select(
            f.col("partner").alias("partner_a"),
            f.col("member_id").alias("member_a"),
            f.col("partner").alias("partner_b"),
            f.explode("linked_ids").alias("member_b"),
            f.lit("same").alias("verdict"),
            f.lit(LINKED).alias("weight"),
        )
        # A person's decision takes the place of the sender's link.
        turned = told.select(
            f.col("partner_b").alias("partner_a"),
            f.col("member_b").alias("member_a"),
            f.col("partner_a").alias("partner_b"),
            f.col("member_a").alias("member_b"),
        )
        names = ["partner_a", "member_a", "partner_b", "member_b"]
        decided = told.select(*names).unionByName(turned.select(*names)).distinct()
        told = told.unionByName(links.join(decided, names, "left_anti"))
    return told


def model_rows(model):
    """The fitted model as rows: field, level of agreement, m and u, and the natural logarithm of their ratio."""
    import math

    return [
        (field, level, m, u, math.log(m / u))
        for field in match_model.FIELDS
        for level, (m, u) in enumerate(zip(model["m"][field], model["u"][field]))
    ]


def run(spark, curated, code, as_of):
    from pyspark.sql import functions as f

    def table(name):
        found = existing(spark, [f"{curated}/{name}/received=*"])
        return spark.read.parquet(f"{curated}/{name}") if found else None

    claims, records = table("claims"), table("ehr_patients")
    if claims is None and records is None:
        return
    forms = short_forms(text_of(spark, code + "/jobs/nicknames.csv"))
    members = members_of(claims, records)
    groups, reviews, model = matched(members, told_of(spark, records, table("decisions")), forms)
    people = numbered(groups, last_run(spark, curated, as_of)).localCheckpoint()

    def write(frame, name):
        frame.write.mode("overwrite").parquet(f"{curated}/{name}/as_of={as_of}")

    kept = ["partner", "member_id", "clinic_id", "birth_date", "sex", "matched_by", "patient_id", "since"]
    write(people.select(*kept), "patients")
    write(history_of(people), "patient_history")
    if model is not None:
        shape = "field string, level int, m double, u double, weight double"
        write(spark.createDataFrame(model_rows(model), shape), "match_model")

        def side(name):
            return people.select(
                f.col("n").alias(name), f.col("partner").alias(f"partner_{name}"), f.col("member_id").alias(f"member_{name}")
            )

        write(reviews.join(side("a"), "a").join(side("b"), "b").drop("a", "b"), "match_reviews")


def last_run(spark, curated, as_of):
    """The table of patients of the last day before, or None."""
    if not existing(spark, [curated + "/patients/as_of=*"]):
        return None
    patients = spark.read.parquet(curated + "/patients")
    last = patients.where(f"as_of < '{as_of}'").agg({"as_of": "max"}).first()[0]
    return None if last is None else patients.where(f"as_of = '{last}'")


if __name__ == "__main__":
    import datetime

    given = arguments(["curated", "code"])
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    run(session("patient_id"), given["curated"], given["code"], today)
