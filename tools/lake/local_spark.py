"""A local Spark for the jobs of components/lake/jobs, as they are on Glue; with the Python that tools/setup/validators.ts installs."""
import os
import sys

JOBS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "components", "lake", "jobs")
# Before the jobs are loaded, and for Spark's own Python processes too.
sys.path.insert(0, JOBS)
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [JOBS, os.environ.get("PYTHONPATH")]))
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
sys.dont_write_bytecode = True


def local_session(folder, memory="1g", partitions=4):
    """A session of two cores whose own files lie in `folder`. The jobs' own settings are lake.session's."""
    from pyspark.sql import SparkSession

    (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.shuffle.partitions", str(partitions))
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", memory)
        .config("spark.local.dir", folder)
        .config("spark.sql.warehouse.dir", os.path.join(folder, "warehouse"))
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    from lake import session

    spark = session("local")
    spark.sparkContext.setLogLevel("OFF")
    return spark
