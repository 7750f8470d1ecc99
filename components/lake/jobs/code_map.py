"""Diagnosis and procedure codes of the claims to groups that figures are made of.

Groups of ICD-10-CM, whose codes are free to use, stand in `icd10_groups.csv`. CPT is licensed: who has a licence puts a file
`code-maps/cpt_groups.csv` with the columns prefix and group into the bucket of the code; without it procedures keep no group.
"""

import csv
import io

from lake import arguments, days_back, replace_days, session


def groups_of(text):
    """Rows of `prefix,group`, the longest prefix first."""
    rows = [(row["prefix"].strip().upper(), row["group"].strip()) for row in csv.DictReader(io.StringIO(text))]
    return sorted(rows, key=lambda row: (-len(row[0]), row[0]))


def group_of(code, groups):
    """The group of the longest prefix that the code begins with, or None."""
    return next((group for prefix, group in groups if code.startswith(prefix)), None)


def mapped(claims, diagnoses, procedures):
    """One row a claim and code."""
    from pyspark.sql import functions as f

    def rows(system, column, groups):
        pick = f.udf(lambda code: group_of(code, groups))
        return (
            claims.select("partner", "claim_id", "member_id", "service_from", "received", f.explode(column).alias("code"))
            .withColumn("system", f.lit(system))
            .withColumn("code_group", pick("code"))
        )

    return rows("icd-10-cm", "diagnosis_codes", diagnoses).unionByName(rows("cpt", "procedure_codes", procedures))


def text_of(spark, path, needed):
    from lake import existing

    if not needed and not existing(spark, [path]):
        return "prefix,group\n"
    return "\n".join(row[0] for row in spark.read.text(path).collect())


def run(spark, curated, code, days):
    claims = spark.read.parquet(curated + "/claims").where(f"received >= '{days[0]}'")
    diagnoses = groups_of(text_of(spark, code + "/jobs/icd10_groups.csv", True))
    procedures = groups_of(text_of(spark, code + "/code-maps/cpt_groups.csv", False))
    replace_days(mapped(claims, diagnoses, procedures), curated + "/codes", "received")


if __name__ == "__main__":
    import datetime

    given = arguments(["curated", "code", "arrival_days"])
    today = datetime.datetime.now(datetime.timezone.utc).date()
    run(session("code_map"), given["curated"], given["code"], days_back(today, int(given["arrival_days"])))
