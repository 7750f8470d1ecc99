"""The numbers of people over time: kept while they can be, given to the older where two turn out to be one, new where one turns out to be two."""


def numbered(groups, known):
    """Members with `patient_id`, `since` when the number was given first, and `before`, their number until now.

    groups: partner, member_id, person, anything else. known: partner, member_id, patient_id, since of the last run, or None.
    A number stays with the group that has most of its members; a group that two numbers stay with takes the older. A new number is random:
    64 hex digits.
    """
    from pyspark.sql import functions as f
    from pyspark.sql.window import Window

    if known is None:
        before = groups.withColumn("before", f.lit(None).cast("string")).withColumn("given", f.lit(None).cast("timestamp"))
    else:
        held = known.select("partner", "member_id", f.col("patient_id").alias("before"), f.col("since").alias("given"))
        before = groups.join(held, ["partner", "member_id"], "left")
    stays = (
        before.where("before is not null")
        .groupBy("before", "person")
        .agg(f.count("*").alias("members"), f.min("given").alias("given"), f.min(f.struct("partner", "member_id")).alias("first"))
        .withColumn("place", f.row_number().over(Window.partitionBy("before").orderBy(f.col("members").desc(), "first")))
        .where("place = 1")
        .withColumn("place", f.row_number().over(Window.partitionBy("person").orderBy("given", "before")))
        .where("place = 1")
        .select("person", f.col("before").alias("kept"), f.col("given").alias("kept_since"))
    )
    fresh = f.sha2(f.concat(f.expr("uuid()"), f.expr("uuid()")), 256)
    # A random number is drawn once: it must not come out differently when the plan is computed again.
    numbers = (
        before.select("person")
        .distinct()
        .join(stays, "person", "left")
        .select(
            "person",
            f.coalesce("kept", fresh).alias("patient_id"),
            f.coalesce("kept_since", f.current_timestamp()).alias("since"),
        )
        .localCheckpoint()
    )
    return before.drop("given").join(numbers, "person")


def history_of(people):
    """What happened to members' numbers in this run: `assigned`, `merged` into an older one, or `split` off one that others keep."""
    from pyspark.sql import functions as f

    in_use = people.select(f.col("patient_id").alias("before"), f.lit(True).alias("lives")).distinct()
    event = (
        f.when(f.col("before").isNull(), "assigned").when(f.coalesce("lives", f.lit(False)), "split").otherwise("merged")
    )
    return (
        people.where("before is null or before <> patient_id")
        .join(in_use, "before", "left")
        .select(
            event.alias("event"),
            "partner",
            "member_id",
            f.col("before").alias("from_patient_id"),
            f.col("patient_id").alias("to_patient_id"),
            f.col("matched_by").alias("because"),
        )
    )
