"""The EHR's own records, as FHIR R4 in newline-delimited JSON, to curated tables; and people's decisions on who is who.

A record keeps its sender and its own id; one that comes again takes the place of the one before when the later is looked for.
"""

from lake import files_of

#: What of each type is read; Spark leaves the rest of a resource alone.
_CODED = "struct<coding: array<struct<system: string, code: string>>>"
_REFERENCE = "struct<reference: string>"
_SCHEMAS = {
    "Patient": "name array<struct<use: string, family: string, given: array<string>, period: struct<`end`: string>>>, "
    "telecom array<struct<system: string, value: string>>, gender string, birthDate string, "
    "address array<struct<use: string, postalCode: string>>, "
    f"managingOrganization {_REFERENCE}, link array<struct<other: {_REFERENCE}, type: string>>",
    "Encounter": f"status string, class struct<code: string>, subject {_REFERENCE}, period struct<start: string, `end`: string>, "
    f"serviceProvider {_REFERENCE}",
    "Condition": f"code {_CODED}, subject {_REFERENCE}, onsetDateTime string, recordedDate string, "
    "verificationStatus struct<coding: array<struct<code: string>>>",
    "Procedure": f"status string, code {_CODED}, subject {_REFERENCE}, performedDateTime string, performedPeriod struct<start: string>",
}
_HEAD = "resourceType string, id string, meta struct<lastUpdated: string>"

ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
CPT = "http://www.ama-assn.org/go/cpt"
#: Says nothing of a patient: what was entered by mistake, or ruled out.
_NO_CONDITION = ("entered-in-error", "refuted")


def read_ehr(spark, raw, days):
    """Tables of the days' accepted files; no table where no file came."""
    paths = [path for day in days for path in files_of(spark, f"{raw}/ehr/accepted/received={day}/partner=*/*.ndjson")]
    if not paths:
        return {}
    made = {"ehr_patients": ("Patient", patients), "ehr_encounters": ("Encounter", encounters)}
    made |= {"ehr_conditions": ("Condition", conditions), "ehr_procedures": ("Procedure", procedures)}
    return {table: make(_resources(spark, paths, kind)) for table, (kind, make) in made.items()}


def _resources(spark, paths, kind):
    """Resources of a type with `partner` and `received`, which their path tells, and `updated_at`."""
    from pyspark.sql import functions as f

    def of_path(name):
        return f.regexp_extract(f.input_file_name(), f"/{name}=([^/]+)/", 1)

    return (
        spark.read.schema(f"{_HEAD}, {_SCHEMAS[kind]}")
        .json(paths)
        .withColumn("partner", of_path("partner"))
        .withColumn("received", of_path("received"))
        .where((f.col("resourceType") == kind) & f.col("id").isNotNull())
        .withColumn("updated_at", f.to_timestamp("meta.lastUpdated"))
    )


def _id(column):
    """The id that a reference ends with."""
    from pyspark.sql import functions as f

    return f.regexp_extract(f.col(column), r"([A-Za-z0-9.-]{1,64})$", 1)


def patients(frame):
    from pyspark.sql import functions as f

    names = f.filter("name", lambda name: name["family"].isNotNull())
    now = f.filter(names, lambda name: name["period"]["end"].isNull() & ~f.coalesce(name["use"], f.lit("")).isin("old", "maiden"))
    name = f.coalesce(f.try_element_at(now, f.lit(1)), f.try_element_at(names, f.lit(-1)))
    homes = f.filter("address", lambda home: ~f.coalesce(home["use"], f.lit("")).isin("old", "temp"))
    phones = f.filter("telecom", lambda one: one["system"] == "phone")
    merged = f.filter("link", lambda link: link["type"].isin("replaces", "replaced-by", "seealso"))
    return frame.select(
        "partner",
        f.col("id").alias("member_id"),
        f.upper(f.try_element_at(name["given"], f.lit(1))).alias("given_name"),
        f.upper(name["family"]).alias("family_name"),
        f.transform(f.filter(names, lambda one: one["family"] != name["family"]), lambda one: f.upper(one["family"])).alias("former_names"),
        f.to_date("birthDate").alias("birth_date"),
        f.when(f.col("gender") == "female", "F").when(f.col("gender") == "male", "M").otherwise("U").alias("sex"),
        f.try_element_at(homes, f.lit(-1))["postalCode"].alias("postal_code"),
        f.try_element_at(phones, f.lit(1))["value"].alias("phone"),
        _id("managingOrganization.reference").alias("clinic_id"),
        f.transform(f.coalesce(merged, f.array()), lambda link: f.regexp_extract(link["other"]["reference"], "([^/]+)$", 1)).alias(
            "linked_ids"
        ),
        "updated_at",
        "received",
    )


def encounters(frame):
    from pyspark.sql import functions as f

    begun = frame.where("status is null or status not in ('planned', 'cancelled', 'entered-in-error')")
    return begun.select(
        "partner",
        f.col("id").alias("record_id"),
        _id("subject.reference").alias("member_id"),
        _id("serviceProvider.reference").alias("clinic_id"),
        (f.col("class.code") == "IMP").alias("inpatient"),
        f.to_date(f.substring("period.start", 1, 10)).alias("service_from"),
        f.to_date(f.substring(f.coalesce("period.end", "period.start"), 1, 10)).alias("service_to"),
        "updated_at",
        "received",
    )


def _codes(system):
    """Codes of a system, without dots and in capitals, as claims have them."""
    from pyspark.sql import functions as f

    of_system = f.filter("code.coding", lambda one: (one["system"] == system) & one["code"].isNotNull())
    return f.coalesce(f.transform(of_system, lambda one: f.upper(f.regexp_replace(one["code"], r"\.", ""))), f.array().cast("array<string>"))


def _coded(frame, system, *times):
    """Whose it is, which codes of the system it has, and the day of the first of its times that there is."""
    from pyspark.sql import functions as f

    return frame.select(
        "partner",
        f.col("id").alias("record_id"),
        _id("subject.reference").alias("member_id"),
        _codes(system).alias("codes"),
        f.to_date(f.substring(f.coalesce(*times), 1, 10)).alias("service_from"),
        "received",
    )


def conditions(frame):
    from pyspark.sql import functions as f

    sure = frame.where(~f.coalesce(f.try_element_at("verificationStatus.coding.code", f.lit(1)), f.lit("")).isin(*_NO_CONDITION))
    return _coded(sure, ICD_10_CM, "onsetDateTime", "recordedDate")


def procedures(frame):
    done = frame.where("status is null or status not in ('preparation', 'not-done', 'entered-in-error')")
    return _coded(done, CPT, "performedDateTime", "performedPeriod.start")


def read_decisions(spark, raw, days):
    """What people decided of two members, the lower first, or None: `same` or `different`, and when."""
    from pyspark.sql import functions as f

    paths = [path for day in days for path in files_of(spark, f"{raw}/decisions/accepted/received={day}/partner=*/*.csv")]
    if not paths:
        return None
    columns = ["partner_a", "member_a", "partner_b", "member_b", "verdict", "decided_at"]
    rows = spark.read.csv(paths, header=True).select(
        *(f.trim(f.col(name)).alias(name) for name in columns), f.regexp_extract(f.input_file_name(), "/received=([^/]+)/", 1).alias("received")
    )
    is_turned = f.concat_ws("\n", "partner_b", "member_b") < f.concat_ws("\n", "partner_a", "member_a")

    def ordered(left, right):
        return [
            f.when(is_turned, f.col(right)).otherwise(f.col(left)).alias(left),
            f.when(is_turned, f.col(left)).otherwise(f.col(right)).alias(right),
        ]

    return rows.where("verdict in ('same', 'different')").select(
        *ordered("partner_a", "partner_b"),
        *ordered("member_a", "member_b"),
        "verdict",
        f.to_timestamp("decided_at").alias("decided_at"),
        "received",
    )
