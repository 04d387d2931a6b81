"""Sentences on markets: what each part of a market's worth is and why, and what cannot be computed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.framework.distances import load_distances
from bridgehead.kit.phrases import and_list, share
from bridgehead.kit.template_tags import spell_out
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.market_score import PARTS
from bridgehead.profile.core.market_shortlist import Market, RankedMarket

LABELS: Mapping[str, Any] = {
    "law": gettext_lazy("Laws that favour"),
    "demand": gettext_lazy("Demand"),
    "technology": gettext_lazy("Technology fit"),
    "network": gettext_lazy("Network"),
    "size": gettext_lazy("Size"),
}
MOST = 0.5
"""A part below it is no reason for a place."""
FIGURES = ("law_figure", "demand_figures", "size_figure")
"""Reasons that are the same for every firm."""


def part_label(part: str) -> str:
    """A part of a market's worth."""
    return str(LABELS[part])


def market_reasons(market: Market) -> list[str]:
    """Why a market has its place, a sentence each: what is the firm's own first, the strongest before the others.

    A part below one half is no reason, unless it is the network or an opportunity, which lead somewhere.
    """
    parts = [(name, part) for name, part in market.parts.items() if part is not None]
    told = [
        part
        for name, part in sorted(parts, key=lambda row: (row[1].reason.code in FIGURES, -row[1].value))
        if part.value >= MOST or (part.value > 0 and name in ("network", "technology"))
    ]
    return [part_reason(part.reason) for part in told] or [_("No part speaks for it.")]


def part_reason(found: CodedReason) -> str:
    """What a part of a market's worth rests on."""
    return _PARTS[found.code](found.parameters)


def market_gaps(placed: Sequence[RankedMarket]) -> list[str]:
    """What cannot be computed for any of these markets, and what only for some: a sentence each."""
    if not placed:
        return []
    counts = {name: sum(name in row.market.unknown for row in placed) for name in PARTS}
    for_none = [part_label(name) for name, count in counts.items() if count == len(placed)]
    for_some = [
        _("{part} for {count}").format(part=part_label(name), count=count)
        for name, count in counts.items()
        if 0 < count < len(placed)
    ]
    whole = _("Unknown for every market and left out: {parts}.").format(parts=and_list(for_none)) if for_none else ""
    some = _("Unknown and left out: {parts} of {all} markets.").format(parts=and_list(for_some), all=len(placed))
    return [text for text in (whole, some if for_some else "") if text]


def measures_missing(names: Iterable[str]) -> str:
    """Measures of distance that no market has a figure of; blank where there is none."""
    labels = [load_distances().measures[name].label for name in names]
    return _("Cannot be computed from here: {measures}.").format(measures=and_list(labels)) if labels else ""


Parameters = Mapping[str, Any]


def _figure(name: str) -> str:
    facts = load_distances().facts
    return facts[name].label if name in facts else spell_out(name)


def _evidence(one: str, many: str) -> Callable[[Parameters], str]:
    return lambda given: ngettext(one, many, int(given["pieces"])).format(**given)


def _by_figure(given: Parameters) -> str:
    return _("{figure}: higher than in {share} of markets.").format(
        figure=_figure(given["figure"]), share=share(given["share"])
    )


def _by_figures(given: Parameters) -> str:
    return _("{figures}: higher than in {share} of markets.").format(
        figures=and_list(_figure(name) for name in given["figures"]), share=share(given["share"])
    )


def _asked_for(given: Parameters) -> str:
    return ngettext(
        "“{title}” asks for {asked} capability; the firm has {met}.",
        "“{title}” asks for {asked} capabilities; the firm has {met}.",
        int(given["asked"]),
    ).format(**given)


def _reached(given: Parameters) -> str:
    hops = int(given["hops"])
    if hops == 1:
        return _("The firm has a partner there.")
    return ngettext("{n} introduction away.", "{n} introductions away.", hops - 1).format(n=hops - 1)


_PARTS: Mapping[str, Callable[[Parameters], str]] = {
    "law_evidence": _evidence(
        "{pieces} piece of evidence on the laws there.", "{pieces} pieces of evidence on the laws there."
    ),
    "law_figure": _by_figure,
    "demand_evidence": _evidence(
        "{pieces} piece of evidence on what the market offers.",
        "{pieces} pieces of evidence on what the market offers.",
    ),
    "demand_figures": _by_figures,
    "asked_for": _asked_for,
    "reached": _reached,
    "not_reached": lambda _given: _("The network does not reach it."),
    "size_figure": _by_figure,
}
