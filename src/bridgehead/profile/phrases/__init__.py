"""Sentences of the profile stage: standings, paths abroad, comparisons, markets, and what is missing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.phrases import and_list, signed
from bridgehead.kit.record_phrases import RecordPhrases
from bridgehead.profile.phrases.expected import EXPECTED
from bridgehead.profile.phrases.paths_abroad import (
    Parameters,
    advice_caveat,
    born_global,
    declared_strategy,
    equity_mode,
    order_correlation,
    pattern_name,
    patterns_found,
    reason_text,
    share_of_first_entries,
    yes_no,
)
from bridgehead.profile.phrases.standings import (
    ambidexterity_rows,
    class_label,
    cluster_part,
    label_with_pieces,
    main_origins,
    plain_shares,
    share_with_interval,
    shares_with_intervals,
    short_standing,
    standing_label,
    standing_word,
    statement_words,
    statements_text,
    value_with_interval,
)

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
    return _("{one} and {other}: τ {tau}").format(tau=signed(tau), **labels)


def correlation(tau: float | None) -> str:
    """Kendall's τ-b by itself."""
    return _("Not enough data") if tau is None else _("τ {tau}").format(tau=signed(tau))


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


__all__ = [
    "CHANGES",
    "EXPECTED",
    "NO_NUMBER",
    "RECORDS",
    "Parameters",
    "activities_without_effect",
    "advice_caveat",
    "ambidexterity_rows",
    "born_global",
    "class_label",
    "cluster_part",
    "comparison_title",
    "connections_unchanged",
    "correlation",
    "declared_strategy",
    "equity_mode",
    "evidence_corrected",
    "label_with_pieces",
    "lens_agreement",
    "lens_label",
    "main_origins",
    "numbered_title",
    "order_correlation",
    "pattern_name",
    "patterns_found",
    "plain_shares",
    "reason_text",
    "share_of_first_entries",
    "share_with_interval",
    "shares_with_intervals",
    "short_standing",
    "standing_label",
    "standing_word",
    "statement_words",
    "statements_text",
    "unknown_country",
    "unknown_evidence",
    "unknown_figure",
    "value_with_interval",
    "yes_no",
]
