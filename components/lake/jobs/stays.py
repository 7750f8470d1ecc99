"""Stays in hospital, whoever told of them: a claim and a record of one stay are one, and so are the claims of a stay that was billed in parts."""

#: Back within so many days of a discharge is a readmission (CMS, Hospital Readmissions Reduction Program).
READMISSION_DAYS = 30


def stays_of(rows):
    """A row a stay with `readmitted`: whether the patient's next stay began 1 to 30 days after its end.

    rows: patient_id, clinic_id, service_from, service_to. Rows of a patient that overlap or touch are one stay, of the clinic of the first;
    a transfer on the day of the discharge is no readmission.
    """
    from pyspark.sql import functions as f
    from pyspark.sql.window import Window

    order = Window.partitionBy("patient_id").orderBy("service_from", "service_to", "clinic_id")
    earlier = f.max("service_to").over(order.rowsBetween(Window.unboundedPreceding, -1))
    stay = f.sum(f.when(f.col("earlier").isNull() | (f.col("service_from") > f.col("earlier")), 1).otherwise(0)).over(order)
    in_order = Window.partitionBy("patient_id").orderBy("service_from")
    return (
        rows.where("service_from is not null and service_to is not null")
        .withColumn("earlier", earlier)
        .withColumn("stay", stay)
        .groupBy("patient_id", "stay")
        .agg(
            f.min(f.struct("service_from", "service_to", "clinic_id")).alias("first"),
            f.max("service_to").alias("service_to"),
        )
        .select("patient_id", "first.clinic_id", "first.service_from", "service_to")
        .withColumn("days_to_next", f.datediff(f.lead("service_from").over(in_order), f.col("service_to")))
        .withColumn("readmitted", f.coalesce(f.col("days_to_next").between(1, READMISSION_DAYS), f.lit(False)))
    )
