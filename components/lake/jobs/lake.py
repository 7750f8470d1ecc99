"""What the jobs of the lake share: their arguments, and reading and writing of days.

A job takes in the last days of arrivals anew and replaces exactly these days in what it writes, so that a run may be repeated.
Nothing of a patient's is ever logged.
"""

import datetime
import sys


def arguments(names):
    """The named arguments of the run: `--name value` as Glue hands them over. Exits with the names of those that are missing."""
    given = dict(zip(sys.argv[1:], sys.argv[2:]))
    missing = [name for name in names if "--" + name not in given]
    if missing:
        sys.exit("missing arguments: " + ", ".join(missing))
    return {name: given["--" + name] for name in names}


def session(name):
    """A Spark session that replaces the partitions that are written, and no others."""
    from pyspark.sql import SparkSession

    return (
        SparkSession.builder.appName(name)
        .config("spark.sql.sources.partitionOverwriteMode", "dynamic")
        .config("spark.sql.session.timeZone", "UTC")
        # What can't be read is null, in Spark 4 as in 3.
        .config("spark.sql.ansi.enabled", "false")
        .getOrCreate()
    )


def first_day(today, days):
    """The first of the last `days` days, today included, as an ISO date."""
    return (today - datetime.timedelta(days=days - 1)).isoformat()


def days_back(today, days):
    """The last `days` days, today included, as ISO dates in order."""
    return [(today - datetime.timedelta(days=back)).isoformat() for back in range(days - 1, -1, -1)]


def existing(spark, paths):
    """Those of the paths below which there is a file: Spark fails on a path without any."""
    jvm = spark._jvm
    configuration = spark._jsc.hadoopConfiguration()

    def there(path):
        hadoop_path = jvm.org.apache.hadoop.fs.Path(path)
        return hadoop_path.getFileSystem(configuration).globStatus(hadoop_path)

    return [path for path in paths if there(path)]


def replace_days(frame, path, *partitions):
    """Writes Parquet; the days that the frame has take the place of the same days there."""
    frame.write.mode("overwrite").partitionBy(*partitions).parquet(path)


def files_of(spark, pattern):
    """Paths of all files that a pattern names."""
    path = spark._jvm.org.apache.hadoop.fs.Path(pattern)
    found = path.getFileSystem(spark._jsc.hadoopConfiguration()).globStatus(path)
    return [status.getPath().toString() for status in (found or [])]


def text_of(spark, path):
    """The text of a small file."""
    return "\n".join(row[0] for row in spark.read.text(path).collect())


def event_bus():
    """The client of the event bus. It is all of AWS that the jobs know but for Spark's own way to the buckets."""
    import boto3

    return boto3.client("events")
