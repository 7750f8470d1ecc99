"""Diagnosis and procedure codes of claims and of the EHR to groups that figures are made of.

Groups of ICD-10-CM, whose codes are free to use, stand in `icd10_groups.csv`. CPT is licensed: who has a licence puts a file
`code-maps/cpt_groups.csv` with the columns prefix and group into the bucket of the code; without it procedures keep no group.
"""

import csv
import io

from lake import arguments, days_back, existing, replace_days, session, text_of


def groups_of(text):
    """Rows of `prefix,group`, the longest prefix first."""
    rows = [(row["prefix"].strip().upper(), row["group"].strip()) for row in csv.DictReader(io.StringIO(text))]
    return sorted(rows, key=lambda row: (-len(row[0]), row[0]))


def group_of(code, groups):
    """The group of the longest prefix that the code begins with, or None."""
    return next((group for prefix, group in groups if code.startswith(prefix)), None)


#: The tables of codes: where each lies, the system of its codes, and the column that lists them.
SOURCES = [
    ("claims", "icd-10-cm", "diagnosis_codes"),
    ("claims", "cpt", "procedure_codes"),
    ("ehr_conditions", "icd-10-cm", "codes"),
    ("ehr_procedures", "cpt", "codes"),
]
COLUMNS = ["partner", "member_id", "service_from", "received"]


def mapped(frame, source, system, column, groups):
    """One row a claim or record and code."""
    from pyspark.sql import functions as f

    pick = f.udf(lambda code: group_of(code, groups))
    return (
        frame.select(*COLUMNS, f.col("claim_id" if source == "claims" else "record_id").alias("record_id"), f.explode(column).alias("code"))
        .withColumn("source", f.lit(source))
        .withColumn("system", f.lit(system))
        .withColumn("code_group", pick("code"))
    )


def run(spark, curated, code, days):
    groups = {
        "icd-10-cm": groups_of(text_of(spark, code + "/jobs/icd10_groups.csv")),
        "cpt": groups_of(text_of(spark, code + "/code-maps/cpt_groups.csv")) if existing(spark, [code + "/code-maps/cpt_groups.csv"]) else [],
    }
    rows = None
    for source, system, column in SOURCES:
        if existing(spark, [f"{curated}/{source}/received=*"]):
            frame = spark.read.parquet(f"{curated}/{source}").where(f"received >= '{days[0]}'")
            more = mapped(frame, source, system, column, groups[system])
            rows = more if rows is None else rows.unionByName(more)
    if rows is not None:
        replace_days(rows, curated + "/codes", "received")


if __name__ == "__main__":
    import datetime

    given = arguments(["curated", "code", "arrival_days"])
    today = datetime.datetime.now(datetime.timezone.utc).date()
    run(session("code_map"), given["curated"], given["code"], days_back(today, int(given["arrival_days"])))
