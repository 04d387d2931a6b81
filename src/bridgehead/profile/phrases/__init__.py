"""Sentences of the profile stage: standings, paths abroad, comparisons, markets, and what is missing."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import pgettext as context

from bridgehead.framework.loader import load_framework
from bridgehead.kit.phrases import and_list, probability, share
from bridgehead.kit.record_phrases import RecordPhrases
from bridgehead.profile.core.ambidexterity import EXPLOITATION, EXPLORATION, Ambidexterity
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.internationalisation_pattern import InternationalisationPattern, OrderCorrelation
from bridgehead.profile.core.standing import Standing, WeightShare
from bridgehead.profile.core.statements import CONTESTED, DENIED, STATED, Statement

RECORDS = {
    "survey_answer": RecordPhrases(
        name=gettext_lazy("Survey answer"),
        add=gettext_lazy("Add survey answer"),
        edit=gettext_lazy("Edit survey answer"),
        remove=gettext_lazy("Remove survey answer"),
        added=gettext_lazy("Survey answer added"),
        changed=gettext_lazy("Survey answer changed"),
        removed=gettext_lazy("Survey answer removed"),
    ),
}
"""How its kinds of record are called."""

NO_NUMBER = "–"


def evidence_corrected(parameters: Mapping[str, Any]) -> str:
    """The change of a piece of evidence in the list of changes."""
    if parameters.get("organisation"):
        return _("Evidence on {code} of {organisation} corrected").format(**parameters)
    return _("Evidence on {code} corrected").format(**parameters)


CHANGES = {"evidence.correct": evidence_corrected}


def standing_word(label: str) -> str:
    """A standing in one word."""
    return {
        "strong": context("standing", "strong"),
        "adequate": context("standing", "adequate"),
        "weak": context("standing", "weak"),
    }.get(label, context("standing", "unknown"))


def standing_label(standing: Standing) -> str:
    """A standing with its number of pieces of evidence: `strong, 3 pieces`."""
    return label_with_pieces(standing.label, standing.evidence)


def label_with_pieces(label: str, pieces: int) -> str:
    """A standing's word with its number of pieces of evidence, if there is any."""
    if not pieces:
        return standing_word(label)
    return ngettext("{label}, {n} piece", "{label}, {n} pieces", pieces).format(label=standing_word(label), n=pieces)


def statement_words(found: Statement) -> str:
    """A statement with its voices: `stated, 2 voices`, `contested, 2 voices for and 1 against`."""
    if not found.is_known:
        return _("unknown")
    if found.status == CONTESTED:
        return _("contested, {n} for and {m} against").format(n=found.voices_for, m=found.voices_against)
    n = found.voices_for + found.voices_against
    if found.triangulated:
        said = {STATED: _("stated by {n} voices of several kinds"), DENIED: _("denied by {n} voices of several kinds")}
        return said[found.status].format(n=n)
    if found.status == STATED:
        return ngettext("stated by {n} voice", "stated by {n} voices", n).format(n=n)
    return ngettext("denied by {n} voice", "denied by {n} voices", n).format(n=n)


def ambidexterity_rows(found: Ambidexterity) -> list[tuple[str, str]]:
    """Exploration, exploitation and their product, each with its interval, or why there is none."""
    codes = load_framework().codes
    rows = [
        (codes[code], value_with_interval(part.standing, part.interval) if part.known else standing_label(part))
        for code, part in ((EXPLORATION, found.exploration), (EXPLOITATION, found.exploitation))
    ]
    if found.product is not None and found.interval is not None:
        return [*rows, (_("Product of the two"), value_with_interval(found.product, found.interval))]
    return [*rows, (_("Product of the two"), reason_text(found.reason) if found.reason else "")]


def value_with_interval(value: float, interval: tuple[float, float]) -> str:
    """A figure between 0 and 1 with its interval: `0.62 (0.41–0.80)`."""
    low, high = interval
    return _("{value} ({low}–{high})").format(value=f"{value:.2f}", low=f"{low:.2f}", high=f"{high:.2f}")


def class_label(id_: str, vocabulary: Mapping[str, str]) -> str:
    """An origin or a mechanism in words."""
    return vocabulary.get(id_, id_) if id_ else _("Not recorded")


def share_with_interval(name: str, found: WeightShare) -> str:
    """A share with its interval: `The cluster 80 % (57–94 %)`."""
    low, high = found.interval
    return _("{name} {share} ({low:.0f}–{high})").format(
        name=name, share=share(found.share), low=100 * low, high=share(high)
    )


def shares_with_intervals(shares: Mapping[str, WeightShare], vocabulary: Mapping[str, str]) -> str:
    """All shares of a standing's strengths, the largest first."""
    return and_list(share_with_interval(class_label(id_, vocabulary), found) for id_, found in shares.items())


def plain_shares(shares: Mapping[str, WeightShare], vocabulary: Mapping[str, str]) -> str:
    """All shares of a standing's strengths without their intervals."""
    parts = (
        _("{name} {share}").format(name=class_label(id_, vocabulary), share=share(found.share))
        for id_, found in shares.items()
    )
    return and_list(parts)


def short_standing(standing: Standing, origins: Mapping[str, str]) -> str:
    """A standing in a cell: its value, the own standing, its label, and where most of its strength came from."""
    if not standing.known:
        return standing_label(standing)
    values = {"value": f"{standing.standing:.2f}", "own": f"{standing.own.standing:.2f}"}
    text = _("{value}, own {own} ({label})").format(label=standing_label(standing), **values)
    mostly = main_origins(standing, origins)
    return _("{text}. {origins}").format(text=text, origins=mostly) if mostly else text


def main_origins(standing: Standing, origins: Mapping[str, str]) -> str:
    """Where most of a standing's strength came from: every origin that ties, with the share; blank without strength."""
    names = [class_label(id_, origins) for id_ in standing.main_origins]
    if not names:
        return ""
    part = share(standing.origins[standing.main_origins[0]].share)
    if len(names) == 1:
        return _("{origin}: {share}").format(origin=names[0], share=part)
    return _("{origins}: {share} each").format(origins=and_list(names), share=part)


def cluster_part(standing: Standing, mechanisms: Mapping[str, str]) -> str:
    """How the cluster contributed: mechanisms as shares of its part; blank where it has no part."""
    if not standing.cluster_mechanisms:
        return ""
    return _("By way of the cluster: {mechanisms}").format(
        mechanisms=plain_shares(standing.cluster_mechanisms, mechanisms)
    )


def statements_text(said: Mapping[str, Statement]) -> str:
    """Statements by name with their voices: `Market seeking: stated by 2 voices`."""
    codes = load_framework().codes
    return and_list(
        _("{name} ({said})").format(name=codes.get(code, code), said=statement_words(found))
        for code, found in said.items()
    )


def comparison_title(number: int) -> str:
    """What one of the study's tables 4 to 8 is about."""
    return {
        4: _("Characteristics, motives and approach"),
        5: _("Asset-specific advantages"),
        6: _("Transaction cost minimising advantages"),
        7: _("Institutional advantages"),
        8: _("Ownership advantages combined"),
    }[number]


def numbered_title(number: int) -> str:
    """The same with the table's number in the study."""
    return _("Table {number}: {title}").format(number=number, title=comparison_title(number))


def pattern_name(name: str) -> str:
    """One pattern of a path abroad."""
    if name == "few_entries":
        return _("Too few entries")
    return load_framework().vocabularies["declared_strategy"].get(name, name)


def patterns_found(names: Iterable[str]) -> str:
    """Every pattern that a path abroad shows."""
    return and_list(pattern_name(name) for name in names) or _("No pattern")


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
        tau=f"{found.tau:.2f}", p=probability(found.p), n=found.n
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


def lens_label(lens: str) -> str:
    """What a list of markets is ordered by."""
    return {
        "nearest": _("Nearest first"),
        "network": _("Through the network"),
        "best": _("Weighed together"),
    }[lens]


def lens_agreement(one: str, other: str, tau: float | None) -> str:
    """How far two orders of markets agree."""
    labels = {"one": lens_label(one), "other": lens_label(other)}
    if tau is None:
        return _("{one} and {other}: not enough data").format(**labels)
    return _("{one} and {other}: τ {tau}").format(tau=f"{tau:.2f}", **labels)


def correlation(tau: float | None) -> str:
    """Kendall's τ-b by itself."""
    return _("Not enough data") if tau is None else _("τ {tau}").format(tau=f"{tau:.2f}")


def unknown_evidence(id_: str) -> str:
    """No piece of evidence has the id."""
    return _("Evidence “{id}” does not exist. It may have been removed; open it from its profile.").format(id=id_)


def unknown_figure(name: str, known: Iterable[str]) -> str:
    """No market has the figure that markets are to be ordered by."""
    return _("No market has a figure “{name}”. Choose one of {known}, or an imported indicator.").format(
        name=name, known=and_list(known)
    )


def unknown_country(code: str) -> str:
    """No country has the code."""
    return _("“{code}” is not a country code. Use two letters, such as DK.").format(code=code)


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


def connections_unchanged(count: int, cluster: str) -> str:
    """How many connections to markets a cluster's removal leaves as they are."""
    return ngettext(
        "{count} other connection: no change without {cluster}.",
        "{count} other connections: no change without {cluster}.",
        count,
    ).format(count=count, cluster=cluster)


def activities_without_effect(count: int) -> str:
    """How many of a cluster's activities add nothing to a firm's reach."""
    return ngettext(
        "{count} other activity of the cluster: no change without it.",
        "{count} other activities of the cluster: no change without any one of them.",
        count,
    ).format(count=count)
