"""Pairs of members that may be one person, and how each pair agrees, in Spark.

A member has a number `n` in this run, `given`, `family`, `families` (its parts and former names), `birth_date`, `sex`, `postal_code`, `phone`.
"""

from match_model import FIELDS
from person_names import family_level, given_level

#: A block with more members is a placeholder (an hospital's own telephone number), and says nothing.
MOST_IN_BLOCK = 400
#: Of how many members pairs are drawn at random, and how many share a number by chance: some 300,000 pairs.
CHANCE_MEMBERS, CHANCE_BLOCK = 20_000, 32

_ACCENTED, _PLAIN = "ÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇ", "AAAAAAEEEEIIIIOOOOOUUUUNC"


def letters(column):
    """Capital letters alone, without accents."""
    from pyspark.sql import functions as f

    return f.regexp_replace(f.translate(f.upper(column), _ACCENTED, _PLAIN), "[^A-Z]", "")


def prepared(members):
    """Members with names in letters, parts of family names, and digits of the telephone number; those without name or birth date are left out."""
    from pyspark.sql import functions as f

    spoken = f.concat(f.array(f.col("family_name")), f.coalesce(f.col("former_names"), f.array().cast("array<string>")))
    parts = f.flatten(f.transform(spoken, lambda name: f.concat(f.array(name), f.split(name, "[- ]+"))))
    families = f.filter(f.array_distinct(f.transform(parts, letters)), lambda name: f.length(name) > 1)
    phone = f.regexp_replace(f.col("phone"), "[^0-9]", "")
    return (
        members.withColumn("given", letters(f.col("given_name")))
        .withColumn("family", letters(f.col("family_name")))
        .withColumn("families", families)
        .withColumn("phone", f.when(f.length(phone) >= 10, f.substring(phone, -10, 10)))
        .withColumn("postal_code", f.when(f.length("postal_code") >= 5, f.substring("postal_code", 1, 5)))
        .withColumn("sex", f.when(f.col("sex").isin("F", "M"), f.col("sex")))
        .where("length(given) > 0 and length(family) > 0 and birth_date is not null")
        .withColumn("sound", f.soundex("given"))
    )


def block_keys(people):
    """What members have to share to be compared: each key survives other faults than the rest do."""
    from pyspark.sql import functions as f

    born = f.col("birth_date").cast("string")
    year, day = f.substring(born, 1, 4), f.substring(born, 6, 5)
    sounds = f.transform("families", f.soundex)

    def by_family(tag, *columns):
        return f.transform(sounds, lambda sound: f.concat_ws("|", f.lit(tag), sound, *columns))

    def alone(tag, *columns):
        # concat_ws leaves out what is missing: a key without its telephone number would put all such members together.
        return f.array(f.when(f.concat(*columns).isNotNull(), f.concat_ws("|", f.lit(tag), *columns)))

    keys = f.concat(
        alone("born-given", born, f.col("sound")),
        by_family("born-family", born),
        alone("phone-given", f.col("phone"), f.col("sound")),
        f.when(f.col("postal_code").isNotNull(), by_family("home-family", f.col("postal_code"), year)).otherwise(
            f.array().cast("array<string>")
        ),
        by_family("names-year", f.col("sound"), year),
        by_family("names-day", f.col("sound"), day),
    )
    return people.select("n", f.explode(f.array_distinct(keys)).alias("key")).where("key is not null")


def chance_keys(people, count):
    """Keys that members share by chance alone."""
    from pyspark.sql import functions as f

    one_of = max(1, count // CHANCE_MEMBERS)
    blocks = max(1, min(count, CHANCE_MEMBERS) // CHANCE_BLOCK)
    drawn = people.where(f.pmod(f.xxhash64("n", f.lit("drawn")), f.lit(one_of)) == 0)
    return drawn.select("n", f.pmod(f.xxhash64("n", f.lit("block")), f.lit(blocks)).cast("string").alias("key"))


def pairs_of(keys):
    """Numbers of two members that share a key, each pair once, the lower first."""
    from pyspark.sql import functions as f

    sizes = keys.groupBy("key").count().where(f"count between 2 and {MOST_IN_BLOCK}").select("key")
    shared = keys.join(sizes, "key")
    one, other = shared.select("key", f.col("n").alias("a")), shared.select("key", f.col("n").alias("b"))
    return one.join(other, "key").where("a < b").select("a", "b").distinct()


def compared(people, pairs, forms):
    """Each pair with its level of agreement by field (see match_model.LEVELS) and the years between the births; `forms` of short_forms."""
    from pyspark.sql import functions as f
    from pyspark.sql import types as t

    columns = ["given", "family", "families", "birth_date", "sex", "postal_code", "phone"]

    def side(name):
        return people.select(f.col("n").alias(name), *(f.col(column).alias(f"{column}_{name}") for column in columns))

    both = pairs.join(side("a"), "a").join(side("b"), "b")
    given = f.udf(lambda one, other: given_level(one, other, forms), t.IntegerType())
    family = f.udf(family_level, t.IntegerType())
    for field, level in (("given", given), ("family", family)):
        both = both.join(_name_levels(both, field, level), [f"{field}_a", f"{field}_b"], "left")
    levels = {
        "given": f.when(f.col("given_a") == f.col("given_b"), 0).otherwise(f.col("given_level")),
        "family": f.when(f.col("family_a") == f.col("family_b"), 0)
        .when(f.arrays_overlap("families_a", "families_b"), 1)
        .otherwise(f.col("family_level")),
        "birth": _birth_level(),
        "postal": _known("postal_code", f.when(_same("postal_code"), 0).when(_same("postal_code", 3), 1).otherwise(2)),
        "phone": _known("phone", f.when(_same("phone"), 0).when(f.levenshtein("phone_a", "phone_b") <= 1, 1).otherwise(2)),
        "sex": _known("sex", f.when(_same("sex"), 0).otherwise(1)),
    }
    apart = f.abs(f.year("birth_date_a") - f.year("birth_date_b")).alias("years_apart")
    return both.select("a", "b", apart, *(levels[field].cast("int").alias(field) for field in FIELDS))


def _name_levels(both, field, level):
    """The level of each two names that differ, reckoned once for all pairs of people that have them."""
    one, other = f"{field}_a", f"{field}_b"
    return both.select(one, other).where(f"{one} <> {other}").distinct().withColumn(f"{field}_level", level(one, other))


def _same(column, length=99):
    from pyspark.sql import functions as f

    return f.substring(f"{column}_a", 1, length) == f.substring(f"{column}_b", 1, length)


def _known(column, level):
    from pyspark.sql import functions as f

    return f.when(f.col(f"{column}_a").isNull() | f.col(f"{column}_b").isNull(), -1).otherwise(level)


def _birth_level():
    """0 the same, 1 day and month changed places, 2 a digit off or two changed places, 3 two of year, month and day the same, 4 another."""
    from pyspark.sql import functions as f

    one, other = (f.date_format(f"birth_date_{name}", "yyyyMMdd") for name in "ab")
    parts = [(f.substring(one, at, size), f.substring(other, at, size)) for at, size in ((1, 4), (5, 2), (7, 2))]
    (year_a, year_b), (month_a, month_b), (day_a, day_b) = parts
    swapped_day = (year_a == year_b) & (month_a == day_b) & (day_a == month_b)
    turned = f.lit(False)
    for at in range(1, 8):
        turned = turned | (
            f.concat(
                f.substring(one, 1, at - 1), f.substring(one, at + 1, 1), f.substring(one, at, 1), f.substring(one, at + 2, 8)
            )
            == other
        )
    same = sum((a == b).cast("int") for a, b in parts)
    return (
        f.when(one == other, 0).when(swapped_day, 1).when((f.levenshtein(one, other) == 1) | turned, 2).when(same == 2, 3).otherwise(4)
    )
