"""Sentences on how far parts in activities led."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.framework.loader import load_framework
from bridgehead.influence.core.funnel import Funnel, FunnelPart, FunnelStep
from bridgehead.influence.phrases.influence_account import share_interval
from bridgehead.kit.phrases import share


def funnel_step(step: str) -> str:
    """A step of a funnel."""
    return load_framework().label("outcome_kind", step)


def funnel_family(found: Funnel) -> str:
    """A family of activities with how many parts firms took: `Funding: 3 parts`."""
    return ngettext("{family}: {n} part", "{family}: {n} parts", found.parts).format(
        family=found.family.label, n=found.parts
    )


def funnel_drop(found: Funnel) -> str:
    """Where a funnel loses most; blank where nothing is known to be lost."""
    if found.leak is None:
        return ""
    steps = found.family.steps
    previous = steps[steps.index(found.leak.step) - 1]
    return _("Largest drop: from {previous} to {step}").format(
        previous=funnel_step(previous).lower(), step=funnel_step(found.leak.step).lower()
    )


def funnel_rate(found: FunnelStep) -> str:
    """The share of the parts that took the step before, with its interval, or that the step is not recorded."""
    if found.rate is not None and found.interval is not None:
        return _("{rate} ({interval})").format(rate=share(found.rate), interval=share_interval(found.interval))
    return "" if found.spoken else _("Not recorded")


def furthest_step(step: str) -> str:
    """The furthest step of a part; blank where only the part itself is on record."""
    return funnel_step(step) if step else _("Took part")


def part_steps(found: FunnelPart) -> list[str]:
    """The steps of a part in order, those inferred marked."""
    if not found.recorded:
        return [_("took part")]
    return [
        funnel_step(step).lower()
        if step in found.recorded
        else _("{step} (inferred)").format(step=funnel_step(step).lower())
        for step in found.family.steps[: found.reached + 1]
    ]


def funnel_note() -> str:
    """How the funnels are to be read."""
    return _(
        "One part is one firm in one activity. Recorded: an outcome, meeting, tie or entry says so. Inferred: only a "
        "later step is recorded. An explored market is not a sale."
    )


def programme_comparison() -> str:
    """One public programme to compare with, with its definition."""
    return _(
        "For comparison: the cluster partnerships of the EU's first ESCP-4i generation (2016–2017) reported over 2,700 "
        "SMEs in activities aimed at markets beyond Europe, 3,010 business meetings, 39 memoranda and 45 projects. "
        "These are sums over the programme and not steps of the same firms, so no rate follows from them. Source: "
        "European Cluster Collaboration Platform, 21 February 2018."
    )
