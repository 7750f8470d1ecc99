"""How alike two names are: letters alone, short forms of given names, and Jaro and Winkler's measure for slips of the pen.

Plain Python, so that it is tested without Spark; the jobs ask it once for each two names that differ, not once for each two people.
"""

import csv
import io

#: Winkler's bound for two spellings of one name ("String Comparator Metrics", 1990), and how far a common beginning counts.
ALIKE = 0.92
_PREFIX, _PREFIX_WEIGHT = 4, 0.1
#: Letters of a name that was cut short (Dan, Gabi), and from which on one slip of the pen leaves a name alike.
SHORTEST_BEGINNING, SHORTEST_ALIKE = 3, 4


def short_forms(text):
    """Each name with the names that it may stand for, from rows of `name1,relationship,name2` (nicknames.csv)."""
    forms = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["relationship"] == "has_nickname":
            forms.setdefault(row["name2"].upper(), set()).add(row["name1"].upper())
    return forms


def is_short_form(one, other, forms):
    """Whether one may stand for the other: a short form of it or of the same name, its beginning, or its first letter alone."""
    if ({one} | forms.get(one, set())) & ({other} | forms.get(other, set())):
        return True
    short, long = sorted((one, other), key=len)
    return (len(short) == 1 or len(short) >= SHORTEST_BEGINNING) and long.startswith(short)


def jaro_winkler(one, other):
    """In [0, 1]; 1 for the same text (Winkler 1990, prefix of up to 4 letters at 0.1)."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    reach = max(len(one), len(other)) // 2 - 1
    taken = [False] * len(other)
    matched = []
    for at, letter in enumerate(one):
        for to in range(max(0, at - reach), min(len(other), at + reach + 1)):
            if not taken[to] and other[to] == letter:
                taken[to] = True
                matched.append(letter)
                break
    if not matched:
        return 0.0
    in_other = [letter for letter, is_taken in zip(other, taken) if is_taken]
    moved = sum(a != b for a, b in zip(matched, in_other)) / 2
    count = len(matched)
    jaro = (count / len(one) + count / len(other) + (count - moved) / count) / 3
    prefix = 0
    for a, b in zip(one[:_PREFIX], other[:_PREFIX]):
        if a != b:
            break
        prefix += 1
    return jaro + prefix * _PREFIX_WEIGHT * (1 - jaro)


def given_level(one, other, forms):
    """0 the same, 1 a short form, 2 alike, 3 another name."""
    if one == other:
        return 0
    if is_short_form(one, other, forms):
        return 1
    return family_level(one, other)


def family_level(one, other):
    """2 alike, 3 another name; whether two names share a part is seen without it."""
    if is_one_slip(one, other):
        return 2
    return 2 if _may_be_alike(one, other) and jaro_winkler(one, other) >= ALIKE else 3


def is_one_slip(one, other):
    """Whether a letter too many, missing or another one, or two that changed places, is all that differs."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_ALIKE or len(long) - len(short) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(short, long)) if a != b), len(short))
    if len(long) > len(short):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (
        short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    )


def _may_be_alike(one, other):
    """False where even the best order of the letters would not make two names alike; most pairs are done with this."""
    short, long = sorted((one, other), key=len)
    shared = sum(letter in long for letter in short)
    best = (shared / len(short) + shared / len(long) + 1) / 3 if shared else 0.0
    return best + _PREFIX * _PREFIX_WEIGHT * (1 - best) >= ALIKE
