"""Raw to curated: claims, care notes, the EHR's records and people's decisions on who is who, of the last days, with types."""

import datetime

from ehr import read_decisions, read_ehr
from lake import arguments, days_back, existing, files_of, replace_days, session

CLAIM_COLUMNS = [
    "claim_id",
    "member_id",
    "given_name",
    "family_name",
    "birth_date",
    "sex",
    "clinic_id",
    "service_from",
    "service_to",
    "inpatient",
    "diagnosis_codes",
    "procedure_codes",
    "allowed_amount",
]
#: Columns that a partner may send beside: they help to tell patients apart.
OPTIONAL_COLUMNS = ["postal_code", "phone"]


def read_claims(spark, raw, days):
    """Every accepted file of the days. Headers differ in order from partner to partner."""
    frames = []
    for day in days:
        # Each file by itself: two files of one partner need not have their columns in the same order either.
        for path in files_of(spark, f"{raw}/claims/accepted/received={day}/partner=*/*.csv"):
            frame = spark.read.csv(path, header=True, mode="PERMISSIVE", multiLine=True, escape='"')
            frames.append(frame.select(*claim_columns(frame, day, path.rsplit("partner=", 1)[1])))
    if not frames:
        return None
    whole = frames[0]
    for frame in frames[1:]:
        whole = whole.unionByName(frame)
    return whole


def claim_columns(frame, day, rest):
    """Typed columns of a file. A clean value is trimmed; codes lose their dot and are written large."""
    from pyspark.sql import functions as f

    by_name = {name.replace("\ufeff", "").strip().lower(): name for name in frame.columns}
    value = {name: f.trim(f.col("`" + by_name[name] + "`")) for name in CLAIM_COLUMNS}
    for name in OPTIONAL_COLUMNS:
        value[name] = f.trim(f.col("`" + by_name[name] + "`")) if name in by_name else f.lit(None).cast("string")
    codes = {
        name: f.split(f.upper(f.regexp_replace(f.coalesce(value[name], f.lit("")), r"\.", "")), ";")
        for name in ("diagnosis_codes", "procedure_codes")
    }
    return [
        value["claim_id"].alias("claim_id"),
        value["member_id"].alias("member_id"),
        f.upper(value["given_name"]).alias("given_name"),
        f.upper(value["family_name"]).alias("family_name"),
        f.to_date(value["birth_date"]).alias("birth_date"),
        value["sex"].alias("sex"),
        value["postal_code"].alias("postal_code"),
        value["phone"].alias("phone"),
        value["clinic_id"].alias("clinic_id"),
        f.to_date(value["service_from"]).alias("service_from"),
        f.to_date(value["service_to"]).alias("service_to"),
        (value["inpatient"] == "Y").alias("inpatient"),
        f.array_remove(codes["diagnosis_codes"], "").alias("diagnosis_codes"),
        f.array_remove(codes["procedure_codes"], "").alias("procedure_codes"),
        value["allowed_amount"].cast("decimal(11,2)").alias("allowed_amount"),
        f.lit(rest.split("/", 1)[0]).alias("partner"),
        f.lit(day).alias("received"),
    ]


def read_notes(spark, raw, days):
    """Notes of the days as the intake API took them, the last of each `noteId` that was sent more than once."""
    from pyspark.sql import functions as f
    from pyspark.sql.window import Window

    paths = existing(spark, [raw + "/notes/year=" + day.replace("-", "/month=", 1).replace("-", "/day=", 1) + "/*/*" for day in days])
    if not paths:
        return None
    schema = "noteId string, clinicId string, patientId string, kind string, writtenAt string, outcome string, text string, receivedAt string"
    notes = spark.read.schema(schema).json(paths)
    last = Window.partitionBy("noteId").orderBy(f.col("receivedAt").desc())
    return (
        notes.where(f.col("noteId").isNotNull())
        .withColumn("rank", f.row_number().over(last))
        .where("rank = 1")
        .select(
            f.col("noteId").alias("note_id"),
            f.col("clinicId").alias("clinic_id"),
            f.col("patientId").alias("member_id"),
            "kind",
            "outcome",
            f.to_timestamp("writtenAt").alias("written_at"),
            "text",
            f.substring("receivedAt", 1, 10).alias("received"),
        )
    )


def last_of_each_claim(claims):
    """A claim that was sent again takes the place of the one before: the same partner, the same number."""
    from pyspark.sql import functions as f
    from pyspark.sql.window import Window

    last = Window.partitionBy("partner", "claim_id").orderBy(f.col("received").desc())
    return claims.withColumn("rank", f.row_number().over(last)).where("rank = 1").drop("rank")


def run(spark, raw, curated, days):
    claims = read_claims(spark, raw, days)
    if claims is not None:
        replace_days(last_of_each_claim(claims), curated + "/claims", "received")
    notes = read_notes(spark, raw, days)
    if notes is not None:
        replace_days(notes, curated + "/notes", "received")
    for table, frame in [*read_ehr(spark, raw, days).items(), ("decisions", read_decisions(spark, raw, days))]:
        if frame is not None:
            replace_days(frame, f"{curated}/{table}", "received")


if __name__ == "__main__":
    given = arguments(["raw", "curated", "arrival_days"])
    run(
        session("standardise"),
        given["raw"],
        given["curated"],
        days_back(datetime.datetime.now(datetime.timezone.utc).date(), int(given["arrival_days"])),
    )
