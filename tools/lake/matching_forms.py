"""What the tests of matching ask that JSON can't: sets of names, and counts by pattern."""
import itertools
import random

import match_model
import person_names


def given_level(one, other, forms):
    return person_names.given_level(one, other, {name: set(full) for name, full in forms.items()})


def fit_of_planted(m, u):
    """Pairs made with known shares of agreement on every field; the fitted shares for given names."""
    chance = random.Random(5)
    records, matches = 4000, 1500

    def drawn(share):
        return tuple(0 if chance.random() < share else levels - 1 for levels in match_model.LEVELS.values())

    def counts(patterns):
        return {pattern: len(list(group)) for pattern, group in itertools.groupby(sorted(patterns))}

    by_chance = counts(drawn(u) for _ in range(60_000))
    pairs = records * (records - 1) // 2
    # A block lets through what agrees on the telephone number or the birth date, of which chance makes few.
    others = [pattern for pattern in (drawn(u) for _ in range(40_000)) if 0 in (pattern[2], pattern[4])]
    candidates = counts([drawn(m) for _ in range(matches)] + others)
    model = match_model.fitted(candidates, by_chance, pairs)
    return model["m"]["given"][0], model["u"]["given"][0]
