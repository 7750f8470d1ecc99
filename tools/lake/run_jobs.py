"""Runs the jobs of the lake on a local Spark as their workflow does, and asks queries of what they wrote.

Standard input: JSON with `lake` (a folder with raw, code and, afterwards, curated and analytics), `runs` (a list of asOf, days) and
`queries` (a list of name, zone as a folder below the lake, sql). Standard output: JSON with `answers` (name to rows as objects) and
`told`, what the event bus was told.
"""
import datetime
import json
import os
import sys
from decimal import Decimal

from local_spark import local_session

WINDOW_DAYS, THRESHOLD = 730, 80


class Bus:
    def __init__(self):
        self.told = []

    def put_events(self, Entries):
        self.told += Entries
        return {"FailedEntryCount": 0}


def cell(value):
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def ask(spark, lake, query):
    zone = os.path.join(lake, query["zone"])
    for table in sorted(os.listdir(zone)):
        spark.read.parquet(os.path.join(zone, table)).createOrReplaceTempView(table)
    return [{name: cell(value) for name, value in row.asDict().items()} for row in spark.sql(query["sql"]).collect()]


def main(asked):
    spark = local_session(os.path.join(asked["lake"], "scratch"))
    import code_map
    import patient_id
    import risk_score
    import standardise

    lake, bus = asked["lake"], Bus()
    raw, curated, analytics, code = (os.path.join(lake, zone) for zone in ("raw", "curated", "analytics", "code"))
    for one in asked["runs"]:
        standardise.run(spark, raw, curated, one["days"])
        patient_id.run(spark, curated, code, one["asOf"])
        code_map.run(spark, curated, code, one["days"])
        risk_score.run(
            spark, curated, analytics, datetime.date.fromisoformat(one["asOf"]), WINDOW_DAYS, THRESHOLD, bus
        )
    answers = {query["name"]: ask(spark, lake, query) for query in asked["queries"]}
    json.dump({"answers": answers, "told": bus.told}, sys.stdout)
    spark.stop()


main(json.load(sys.stdin))
