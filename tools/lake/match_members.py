"""Matches made-up members on a local Spark and holds the groups against who they are.

Standard input: JSON with `members` (a file of lines with partner, memberId, person and a registration) and `scratch`, a folder.
Standard output: JSON with the counts of pairs, seconds of the matching and the fitted model.
"""
import json
import os
import sys
import time

from local_spark import JOBS, local_session


def processor_seconds():
    """Of this process and all that it began, Spark's Java and Python; None where /proc does not tell."""
    if not os.path.isdir("/proc/self"):
        return None
    parents, spent = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        # proc(5): fields 4, and 14 to 17 in ticks.
        parents[int(name)] = int(fields[1])
        spent[int(name)] = sum(int(ticks) for ticks in fields[11:15]) / os.sysconf("SC_CLK_TCK")

    def ours(process):
        while process in parents and process != os.getpid():
            process = parents[process]
        return process == os.getpid()

    return sum(seconds for process, seconds in spent.items() if ours(process))


def main(asked):
    spark = local_session(asked["scratch"], memory="3g", partitions=asked.get("partitions", 4))
    from pyspark.sql import functions as f

    from patient_id import model_rows
    from patient_match import matched
    from person_names import short_forms

    rows = spark.read.json(asked["members"])
    members = rows.select(
        "partner",
        f.col("memberId").alias("member_id"),
        f.upper("given").alias("given_name"),
        f.upper("family").alias("family_name"),
        f.transform("formerNames", lambda name: f.upper(name)).alias("former_names"),
        f.to_date("birthDate").alias("birth_date"),
        "sex",
        f.col("postalCode").alias("postal_code"),
        "phone",
        f.col("person").alias("truth"),
    ).localCheckpoint()
    told = spark.createDataFrame(
        [], "partner_a string, member_a string, partner_b string, member_b string, verdict string, weight double"
    )
    with open(JOBS + "/nicknames.csv", encoding="utf-8") as file:
        forms = short_forms(file.read())
    started, before = time.monotonic(), processor_seconds()
    groups, reviews, model = matched(members, told, forms)
    groups = groups.select("n", "person", "truth", "matched_by").localCheckpoint()
    seconds = time.monotonic() - started
    processor = None if before is None else processor_seconds() - before

    def pairs(*columns):
        return int(groups.groupBy(*columns).count().selectExpr("sum(count * (count - 1) / 2) as pairs").first()["pairs"] or 0)

    found, true, right = pairs("person"), pairs("truth"), pairs("person", "truth")
    truth = groups.select("n", "truth")
    shown = reviews.join(truth.toDF("a", "one"), "a").join(truth.toDF("b", "other"), "b")
    json.dump(
        {
            "members": members.count(),
            "people": members.select("truth").distinct().count(),
            "found": found,
            "true": true,
            "right": right,
            "reviews": shown.count(),
            "reviewsOfOnePerson": shown.where("one = other").count(),
            "seconds": seconds,
            "processorSeconds": processor,
            "model": model_rows(model),
        },
        sys.stdout,
    )
    spark.stop()


main(json.load(sys.stdin))
