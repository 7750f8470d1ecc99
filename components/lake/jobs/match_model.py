"""Fellegi and Sunter's model of record linkage: what each way of agreeing says for or against one person.

m is how often two records of one person agree in that way, u how often those of two people do ("A Theory for Record Linkage", Journal of
the American Statistical Association 64, 1969). Both are fitted by expectation and maximisation over the patterns of agreement, with their
counts: plain Python, for there are few thousand patterns whatever the number of patients.
"""

import math

#: Levels of agreement of each field, from the same to another; a pattern has -1 where a record does not say.
LEVELS = {"given": 4, "family": 4, "birth": 5, "postal": 3, "phone": 3, "sex": 2}
FIELDS = tuple(LEVELS)

#: Added to counts of pairs, so that what was never seen is unlikely and not impossible.
SEEN_ONCE = 0.5
ROUNDS, STILL = 200, 1e-7

#: A pair is one person's from the first probability on by itself, and is shown to a person from the second on.
ACCEPT, REVIEW = 0.99, 0.5


def start(random_counts):
    """Where the fit begins: m prefers agreement, u as in pairs by chance, nearly all of which are of two people."""
    model = {"prior": 1e-6, "m": {}, "u": {}}
    for place, field in enumerate(FIELDS):
        levels = LEVELS[field]
        seen = [SEEN_ONCE] * levels
        for pattern, count in random_counts.items():
            if pattern[place] >= 0:
                seen[pattern[place]] += count
        model["u"][field] = [count / sum(seen) for count in seen]
        model["m"][field] = [0.9] + [0.1 / (levels - 1)] * (levels - 1)
    return model


def log_odds(model, pattern):
    """Natural logarithm of the odds that a pair with this pattern is one person."""
    odds = math.log(model["prior"] / (1 - model["prior"]))
    for field, level in zip(FIELDS, pattern):
        if level >= 0:
            odds += math.log(model["m"][field][level] / model["u"][field][level])
    return odds


def probability(model, pattern):
    """Probability in [0, 1] that a pair with this pattern is one person."""
    odds = log_odds(model, pattern)
    return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0


def fitted(candidates, by_chance, people_pairs):
    """The model of best fit.

    candidates: pattern to number of pairs, of the pairs that share a block. by_chance: the same of pairs drawn at random.
    people_pairs: the number of all pairs; those outside of every block count as two people's, which all but a few are.
    """
    model = start(by_chance)
    chance_pairs = sum(by_chance.values())
    for _ in range(ROUNDS):
        shares = {pattern: count * probability(model, pattern) for pattern, count in candidates.items()}
        matches = sum(shares.values())
        fit = {"prior": min(0.5, max(matches, SEEN_ONCE) / people_pairs), "m": {}, "u": {}}
        for place, field in enumerate(FIELDS):
            same, all_seen = [SEEN_ONCE] * LEVELS[field], [SEEN_ONCE] * LEVELS[field]
            for pattern, share in shares.items():
                if pattern[place] >= 0:
                    same[pattern[place]] += share
            for pattern, count in by_chance.items():
                if pattern[place] >= 0:
                    all_seen[pattern[place]] += count * people_pairs / chance_pairs
            fit["m"][field] = [count / sum(same) for count in same]
            # What is left when the expected pairs of one person are taken from all: those of two people.
            others = [max(every - one, SEEN_ONCE) for every, one in zip(all_seen, same)]
            fit["u"][field] = [count / sum(others) for count in others]
        change = max(abs(a - b) for field in FIELDS for a, b in zip(fit["m"][field], model["m"][field]))
        model = fit
        if change < STILL:
            break
    return model


def is_vetoed(pattern, years_apart):
    """What a household shares is no evidence of which of its members: without a like given name and date of birth nothing is accepted.

    Twins differ in the given name alone, father and son of one name in the year of birth.
    """
    by_field = dict(zip(FIELDS, pattern))
    return by_field["given"] == 3 or by_field["birth"] == 4 or (by_field["birth"] == 3 and years_apart > 10)


def verdict(model, pattern, years_apart):
    """`accept`, `review` or `none`, with the log odds."""
    odds = log_odds(model, pattern)
    chance = probability(model, pattern)
    if chance < REVIEW:
        return "none", odds
    return ("accept" if chance >= ACCEPT and not is_vetoed(pattern, years_apart) else "review"), odds
