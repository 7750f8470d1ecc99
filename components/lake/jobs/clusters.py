"""From pairs to people: who hangs together, and where a group has to come apart again."""


def parted(edges, apart):
    """Groups of members, as member to the lowest member of its group.

    The strongest edges join first, and none joins two groups of which a pair in `apart` says that they are two people.
    edges: (a, b, weight) with any order of a and b. apart: (a, b).
    """
    group = {}
    for a, b, _ in edges:
        group.setdefault(a, {a})
        group.setdefault(b, {b})
    forbidden = {}
    for a, b in apart:
        forbidden.setdefault(a, set()).add(b)
        forbidden.setdefault(b, set()).add(a)
    for a, b, _ in sorted(edges, key=lambda edge: (-edge[2], edge[0], edge[1])):
        left, right = group[a], group[b]
        if left is right or any(forbidden.get(member, set()) & right for member in left):
            continue
        joined = left | right
        for member in joined:
            group[member] = joined
    return {member: min(members) for member, members in group.items()}


def groups_of(spark, edges, apart):
    """Spark: `n` and `person`, the lowest number of its group. edges: a, b, weight. apart: a, b.

    The edges come to the driver, for what joins last hangs on all that joined before: 200 bytes a pair of one person, so that its 16 GB are
    enough for some ten millions of patients.
    """
    from pyspark.sql import functions as f

    ends = edges.select(f.explode(f.array("a", "b")).alias("n")).distinct()
    within = apart.join(ends.toDF("a"), "a", "left_semi").join(ends.toDF("b"), "b", "left_semi")
    rows = parted([tuple(row) for row in edges.collect()], [tuple(row) for row in within.collect()])
    return spark.createDataFrame(list(rows.items()), "n long, person long")
