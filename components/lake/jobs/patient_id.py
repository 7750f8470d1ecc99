"""One number a patient: members of all partners and clinics who are the same person by name, date of birth and sex.

Deterministic alone. A member keeps the number that it got once, and a new member gets that of the person it matches; where members with
two numbers turn out to be one person, the older number holds for both from then on.
"""

from lake import arguments, existing, session


def match_key(frame):
    """Letters of the names without accents, case and spaces; date of birth; sex. Without any of them a member matches nobody."""
    from pyspark.sql import functions as f

    def letters(column):
        plain = f.translate(f.upper(column), "ÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇ", "AAAAAAEEEEIIIIOOOOOUUUUNC")
        return f.regexp_replace(plain, "[^A-Z]", "")

    family, given = letters(f.col("family_name")), letters(f.col("given_name"))
    whole = (f.length(family) > 0) & (f.length(given) > 0) & f.col("birth_date").isNotNull() & f.col("sex").isin("F", "M")
    return f.when(whole, f.sha2(f.concat_ws("|", family, given, f.col("birth_date").cast("string"), f.col("sex")), 256))


def members_of(claims):
    """One row a member of a partner, as its latest claim has it."""
    from pyspark.sql import functions as f
    from pyspark.sql.window import Window

    last = Window.partitionBy("partner", "member_id").orderBy(f.col("received").desc(), f.col("claim_id").desc())
    return (
        claims.withColumn("rank", f.row_number().over(last))
        .where("rank = 1")
        .select("partner", "member_id", "clinic_id", "birth_date", "sex", match_key(claims).alias("match_key"))
    )


def numbered(members, known):
    """Members with their numbers; `known` is the table of the last run or None. A new number is random: 64 hex digits."""
    from pyspark.sql import functions as f
    from pyspark.sql.window import Window

    if known is None:
        before = members.withColumn("patient_id", f.lit(None).cast("string")).withColumn("since", f.lit(None).cast("timestamp"))
    else:
        before = members.join(known.select("partner", "member_id", "patient_id", "since"), ["partner", "member_id"], "left")
    # Who matches nobody is a person of its own.
    person = f.coalesce(f.col("match_key"), f.concat_ws("|", f.lit("alone"), f.col("partner"), f.col("member_id")))
    oldest = Window.partitionBy("person").orderBy(f.col("since").asc_nulls_last(), f.col("patient_id"))
    fresh = f.sha2(f.concat(f.expr("uuid()"), f.expr("uuid()")), 256)
    people = before.withColumn("person", person).withColumn("rank", f.row_number().over(oldest)).where("rank = 1")
    # A random number is drawn once: it must not come out differently when the plan is computed again.
    numbers = people.select(
        "person",
        f.coalesce(f.col("patient_id"), fresh).alias("patient_id"),
        f.coalesce(f.col("since"), f.current_timestamp()).alias("since"),
    ).localCheckpoint()
    return before.withColumn("person", person).drop("patient_id", "since").join(numbers, "person").drop("person")


def run(spark, curated, as_of):
    claims = spark.read.parquet(curated + "/claims")
    steps = existing(spark, [curated + "/patients/as_of=*"])
    known = None
    if steps:
        patients = spark.read.parquet(curated + "/patients")
        last = patients.where(f"as_of < '{as_of}'").agg({"as_of": "max"}).first()[0]
        known = None if last is None else patients.where(f"as_of = '{last}'")
    (
        numbered(members_of(claims), known)
        .write.mode("overwrite")
        .parquet(f"{curated}/patients/as_of={as_of}")
    )


if __name__ == "__main__":
    import datetime

    given = arguments(["curated"])
    run(session("patient_id"), given["curated"], datetime.datetime.now(datetime.timezone.utc).date().isoformat())
