"""Curated to analytics: a score from 0 to 100 a patient with its reasons, and the tables that figures and lists are made of.

The points below are a plain, stated rule, not a validated clinical model: they order patients for outreach and decide nothing else. The
table risk_calibration holds the score of a year ago against the stays in hospital since.
"""

import datetime
import json

from lake import arguments, event_bus, existing, first_day, session
from stays import stays_of

#: Points for a group of diagnoses in the window, once each.
GROUP_POINTS = {
    "heart-failure": 20,
    "kidney-failure": 20,
    "chronic-lung-disease": 12,
    "chronic-kidney-disease": 10,
    "ischaemic-heart-disease": 10,
    "stroke": 10,
    "cancer": 10,
    "diabetes": 8,
    "depression": 5,
    "hypertension": 3,
}
#: Points for stays in hospital, by their number, and for coming back within 30 days.
STAY_POINTS, MOST_STAYS = 10, 3
READMISSION_POINTS = 15
#: Points by age, from which year on.
AGE_POINTS = [(85, 15), (75, 10), (65, 5)]
#: Days that the calibration looks ahead.
OUTCOME_DAYS = 365
#: Figures of fewer patients are not shown (CMS, "Cell Suppression Policy").
FEWEST_SHOWN = 11


def score_of(age, groups, stays, readmitted):
    """Score in [0, 100] and its reasons in order of their weight."""
    reasons = [(GROUP_POINTS[group], "diagnosis:" + group) for group in groups if group in GROUP_POINTS]
    if stays:
        reasons.append((STAY_POINTS * min(stays, MOST_STAYS), "hospital-stays"))
    if readmitted:
        reasons.append((READMISSION_POINTS, "readmitted-within-30-days"))
    by_age = next((points for from_age, points in AGE_POINTS if age is not None and age >= from_age), 0)
    if by_age:
        reasons.append((by_age, "age"))
    reasons.sort(key=lambda reason: (-reason[0], reason[1]))
    return min(100, sum(points for points, _ in reasons)), [reason for _, reason in reasons]


def age_band(age):
    """Bands of ten years; from 90 on one band, as 45 CFR 164.514(b)(2)(i)(C) has it."""
    if age is None or age < 0:
        return "unknown"
    return "90+" if age >= 90 else f"{age // 10 * 10}-{age // 10 * 10 + 9}"


def scored(stays, codes, patients, today):
    """One row a patient: what the score is made of, the score, and its reasons."""
    from pyspark.sql import functions as f
    from pyspark.sql import types as t

    keys = ["partner", "member_id"]
    people = patients.groupBy("patient_id").agg(
        f.min("birth_date").alias("birth_date"), f.first("sex").alias("sex"), f.min("clinic_id").alias("clinic_id")
    )
    groups = (
        codes.where("system = 'icd-10-cm' and code_group is not null")
        .join(patients.select(*keys, "patient_id"), keys)
        .groupBy("patient_id")
        .agg(f.sort_array(f.collect_set("code_group")).alias("groups"))
    )
    stays = stays.groupBy("patient_id").agg(f.count("*").alias("stays"), f.max("readmitted").alias("readmitted"))
    result = t.StructType([t.StructField("risk_score", t.IntegerType()), t.StructField("reasons", t.ArrayType(t.StringType()))])
    score = f.udf(lambda age, groups, stays, readmitted: score_of(age, groups or [], stays or 0, bool(readmitted)), result)
    band = f.udf(age_band)
    return (
        people.join(groups, "patient_id", "left")
        .join(stays, "patient_id", "left")
        .withColumn("age", f.floor(f.months_between(f.lit(today.isoformat()).cast("date"), f.col("birth_date")) / 12).cast("int"))
        .withColumn("result", score("age", "groups", "stays", "readmitted"))
        .select("patient_id", "clinic_id", "sex", band("age").alias("age_band"), "result.risk_score", "result.reasons")
    )


def calibration(stays, codes, patients, today):
    """By ten points of the score of OUTCOME_DAYS ago, from what was known then: patients, and how many were in hospital since."""
    from pyspark.sql import functions as f

    cut = today - datetime.timedelta(days=OUTCOME_DAYS)
    day = cut.isoformat()
    then = scored(stays.where(f"service_to < '{day}'"), codes.where(f"service_from < '{day}'"), patients, cut)
    since = stays.where(f"service_from >= '{day}'").select("patient_id").distinct().withColumn("stayed", f.lit(1))
    band = f.least(f.floor(f.col("risk_score") / 10), f.lit(9)) * 10
    return (
        then.join(since, "patient_id", "left")
        .groupBy(band.cast("int").alias("score_from"))
        .agg(f.count("*").alias("patients"), f.count("stayed").alias("in_hospital_since"))
        .where(f"patients >= {FEWEST_SHOWN}")
        .withColumn("observed_percent", f.round(100 * f.col("in_hospital_since") / f.col("patients"), 1))
    )


def calls_of(spark, curated, patients, since):
    """Calls to patients by their numbers, or None where no note tells of one."""
    from pyspark.sql import functions as f

    if not existing(spark, [curated + "/notes/received=*"]):
        return None
    notes = spark.read.parquet(curated + "/notes").where(f"kind = 'outreach-call' and received >= '{since}'")
    # A clinic's number of a patient is a member's, of whichever partner sends that clinic's claims.
    numbers = patients.groupBy("clinic_id", "member_id").agg(f.min("patient_id").alias("patient_id"))
    return notes.join(numbers, ["clinic_id", "member_id"]).select(
        "patient_id", "clinic_id", f.col("written_at").alias("called_at"), (f.col("outcome") == "reached").alias("reached")
    )


def tell(client, raised):
    """Tells the bus of patients by their numbers, ten at a time; what it does not take is an error."""
    for at in range(0, len(raised), 10):
        entries = [
            {
                "Source": "phiguard.data-platform",
                "DetailType": "Patient risk raised",
                "Detail": json.dumps({"reference": reference, "riskScore": score}),
            }
            for reference, score in raised[at : at + 10]
        ]
        if client.put_events(Entries=entries).get("FailedEntryCount", 0):
            raise RuntimeError("the event bus did not take all events")


def run(spark, curated, analytics, today, window_days, threshold, client):
    from pyspark.sql import functions as f

    as_of = today.isoformat()
    since = first_day(today, window_days)
    patients = spark.read.parquet(curated + "/patients")
    patients = patients.where(f.col("as_of") == patients.agg(f.max("as_of")).first()[0])
    stays = stays_of(in_hospital(spark, curated, since).join(patients.select("partner", "member_id", "patient_id"), ["partner", "member_id"]))
    stays = stays.cache()
    codes = spark.read.parquet(curated + "/codes").where(f"received >= '{since}'")
    scores = scored(stays, codes, patients, today).cache()

    def write(frame, table):
        frame.write.mode("overwrite").parquet(f"{analytics}/{table}/as_of={as_of}")

    # Without a number that leads back to a patient: rows of one patient can't be put together.
    write(scores.drop("patient_id"), "de-identified/patient_risk")
    write(
        stays.select("clinic_id", f.year("service_to").alias("discharge_year"), "readmitted"),
        "de-identified/hospital_stays",
    )
    write(calibration(stays, codes, patients, today), "de-identified/risk_calibration")
    write(scores, "outreach/patient_risk")
    calls = calls_of(spark, curated, patients, since)
    if calls is not None:
        write(calls, "outreach/calls")
    high = scores.where(f"risk_score >= {int(threshold)}").select("patient_id", "risk_score").collect()
    tell(client, [(row["patient_id"], int(row["risk_score"])) for row in high])


def in_hospital(spark, curated, since):
    """Rows of stays in hospital, of claims and of the EHR's encounters, whichever there are."""
    rows = None
    for table in ("claims", "ehr_encounters"):
        if existing(spark, [f"{curated}/{table}/received=*"]):
            frame = spark.read.parquet(f"{curated}/{table}").where(f"received >= '{since}' and inpatient")
            more = frame.select("partner", "member_id", "clinic_id", "service_from", "service_to")
            rows = more if rows is None else rows.unionByName(more)
    return rows


if __name__ == "__main__":
    given = arguments(["curated", "analytics", "window_days", "risk_threshold"])
    run(
        session("risk_score"),
        given["curated"],
        given["analytics"],
        datetime.datetime.now(datetime.timezone.utc).date(),
        int(given["window_days"]),
        int(given["risk_threshold"]),
        event_bus(),
    )
