"""Sentences on paths abroad: patterns, orders, and why a figure is missing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.framework.loader import load_framework
from bridgehead.kit.phrases import and_list, probability, running_list, share, signed
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.internationalisation_pattern import InternationalisationPattern, OrderCorrelation


def pattern_name(name: str) -> str:
    """One pattern of a path abroad."""
    if name == "few_entries":
        return _("Too few entries")
    return load_framework().vocabularies["declared_strategy"].get(name, name)


def patterns_found(names: Iterable[str]) -> str:
    """Every pattern that a path abroad shows."""
    return running_list(pattern_name(name) for name in names) or _("No pattern")


def declared_strategy(id_: str) -> str:
    """The strategy that a firm declares."""
    if id_ in ("", "none"):
        return _("Not declared")
    return load_framework().vocabularies["declared_strategy"].get(id_, id_)


def order_correlation(found: OrderCorrelation) -> str:
    """Kendall's τ with its p and the number of entries."""
    if found.tau is None or found.p is None:
        return ""
    return ngettext("τ {tau} (p {p}, {n} entry)", "τ {tau} (p {p}, {n} entries)", found.n).format(
        tau=signed(found.tau), p=probability(found.p), n=found.n
    )


def share_of_first_entries(value: float) -> str:
    """A share of the first entries."""
    return _("{share} of first entries").format(share=share(value))


def yes_no(value: bool) -> str:
    """Whether something holds."""
    return _("Yes") if value else _("No")


def born_global(pattern: InternationalisationPattern) -> str:
    """Whether a firm was born global, or why that is unknown."""
    if pattern.born_global is None:
        return reason_text(pattern.reasons["born_global"])
    return yes_no(pattern.born_global)


def advice_caveat() -> str:
    """What a table of needs is and is not."""
    return _(
        "This describes what each mode needs; it is not a forecast. Studies disagree on whether firms that follow such "
        "tables do better (Brouthers et al. 2003 for, Wulff 2016 against)."
    )


def equity_mode(equity: bool) -> str:
    """Whether an entry mode takes ownership abroad."""
    return _("Equity mode") if equity else _("Non-equity mode")


def reason_text(found: CodedReason) -> str:
    """Why a figure is missing, as a sentence."""
    return _MISSING[found.code](found.parameters)


Parameters = Mapping[str, Any]


def _few_ordered_entries(given: Parameters) -> str:
    return ngettext(
        "The order is known for {known} entry with this distance; at least {needed} are needed.",
        "The order is known for {known} entries with this distance; at least {needed} are needed.",
        int(given["known"]),
    ).format(**given)


def _parts_unknown(given: Parameters) -> str:
    codes = load_framework().codes
    return _("Not enough evidence: {parts}.").format(parts=and_list(codes.get(code, code) for code in given["codes"]))


def _fixed(text: Any) -> Callable[[Parameters], str]:
    return lambda given: str(text).format(**given)


_MISSING: Mapping[str, Callable[[Parameters], str]] = {
    "few_ordered_entries": _few_ordered_entries,
    "parts_unknown": _parts_unknown,
    "one_distance": _fixed(gettext_lazy("All these markets have one distance.")),
    "no_entries": _fixed(gettext_lazy("No market entries recorded.")),
    "no_known_order": _fixed(gettext_lazy("The records do not say which came first, ties or entries.")),
    "no_founding_year": _fixed(gettext_lazy("The founding year is unknown.")),
    "no_entry_year": _fixed(gettext_lazy("No market was entered in a known year.")),
    "undated_entry": _fixed(gettext_lazy("A market entry without a date may have come earlier.")),
    "no_years": _fixed(gettext_lazy("The founding year and the years of market entries are unknown.")),
}
