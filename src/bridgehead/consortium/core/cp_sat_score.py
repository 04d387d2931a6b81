"""The terms of a team's value in the CP-SAT model, each with its weight."""

from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from bridgehead.consortium.core.problem import CLASSES, ONE, is_of

if TYPE_CHECKING:
    from bridgehead.consortium.core.cp_sat_model import TeamModel

Terms = list[tuple[int, Any]]


def member_terms(model: "TeamModel") -> Terms:
    """What each member brings by itself, what is covered and which kinds of member there are."""
    instance, weights = model.instance, model.instance.weights
    terms: Terms = [(instance.own_worth(c), model.seats[c.actor]) for c in instance.candidates]
    if instance.capabilities:
        terms += model.coverage(weights.coverage * ONE // len(instance.capabilities))
    for kinds in CLASSES.values():
        able = [c for c in instance.candidates if is_of(c, kinds)]
        if able:
            terms.append((weights.complementarity * ONE // len(CLASSES), model.present(able)))
    return terms


def best_ties(model: "TeamModel") -> Terms:
    """Each member's best tie inside the team in thousandths, step by step.

    What a member is tied to an anchor by it has at once; each level of trust above adds what it has more than the
    level below, where somebody tied at that level or above is in.
    """
    anchors = model.instance.anchors
    others: dict[str, dict[str, int]] = {}
    for (a, b), trust in model.instance.trust.items():
        if trust and a in model.seats and b in model.seats:
            others.setdefault(a, {})[b] = trust
            others.setdefault(b, {})[a] = trust
    terms: Terms = []
    for actor, tied in others.items():
        below = max((trust for other, trust in tied.items() if other in anchors), default=0)
        if below:
            terms.append((below, model.seats[actor]))
        for level in sorted({trust for trust in tied.values() if trust > below}):
            reached = model.cp.new_bool_var("")
            model.cp.add_implication(reached, model.seats[actor])
            model.cp.add_bool_or([*(model.seats[o] for o, trust in tied.items() if trust >= level), ~reached])
            terms.append((level - below, reached))
            below = level
    return terms


def mean_trust_bound(model: "TeamModel") -> Terms:
    """At least the mean of trust times its weight, whatever the size: each member's best tie to anybody at all.

    A mean is a ratio; with a variable for each size it is linear. That of the size chosen is free, the others are
    0, and size times mean is at most the sum.
    """
    most: dict[str, int] = {}
    for both, trust in model.instance.trust.items():
        if trust and all(actor in model.seats for actor in both):
            most |= {actor: max(most.get(actor, 0), trust) for actor in both}
    weight = model.instance.weights.trust
    low, high = model.instance.members
    sizes = range(low, min(high, len(model.seats)) + 1)
    if not most or not weight or not sizes:
        return []
    top = weight * max(most.values())
    of_size = [model.cp.new_bool_var("") for _ in sizes]
    means = [model.cp.new_int_var(0, top, "") for _ in sizes]
    model.cp.add_exactly_one(of_size)
    model.cp.add(cp_model.LinearExpr.weighted_sum(of_size, list(sizes)) == model.total(model.instance.candidates))
    for chosen, mean in zip(of_size, means, strict=True):
        model.cp.add(mean <= top * chosen)
    whole = cp_model.LinearExpr.weighted_sum([model.seats[a] for a in most], [weight * t for t in most.values()])
    model.cp.add(cp_model.LinearExpr.weighted_sum(means, list(sizes)) <= whole)
    return [(1, mean) for mean in means]
