"""Runs queries over Parquet files of audit events on Spark in this process; with the Python that tools/setup/spark.ts installs.

Standard input: JSON with `folder` (of `day=YYYY-MM-DD/` folders), `views` and `queries` (name to text), all run as they are.
Standard output: JSON, name to `columns` and `rows`; times in ISO 8601, UTC.
"""
import json
import sys
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from pyspark.sql import SparkSession


def cell(value):
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    return int(value) if isinstance(value, Decimal) else value


def main(asked):
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        # Days are text in every engine.
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    # Athena takes a hash of bytes; Spark has it under another name and takes a text as it is.
    spark.udf.register("to_utf8", lambda text: text)
    spark.udf.register("sha256", lambda text: None if text is None else sha256(text.encode()).hexdigest())
    spark.read.parquet(asked["folder"]).createOrReplaceTempView("audit_events")
    for view in asked["views"]:
        spark.sql(view)
    results = {}
    for name, sql in asked["queries"].items():
        table = spark.sql(sql)
        results[name] = {"columns": table.columns, "rows": [[cell(value) for value in row] for row in table.collect()]}
    json.dump(results, sys.stdout)
    spark.stop()


main(json.load(sys.stdin))
