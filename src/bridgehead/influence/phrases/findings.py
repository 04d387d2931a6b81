"""Sentences on findings."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.framework.loader import load_framework
from bridgehead.influence.core.findings import ClaimVerdict
from bridgehead.influence.phrases.reason_texts import reason_text
from bridgehead.kit.phrases import share


def finding_status(status: str | None) -> str:
    """The status of a finding; of a recommendation, which has none, what it is."""
    if status is None:
        return _("Recommendation")
    return {
        "supported": _("Supported"),
        "refuted": _("Refuted"),
        "contested": _("Contested"),
        "not found": _("Not found"),
    }.get(status, _("Inconclusive"))


def finding_group(status: str | None) -> str:
    """The heading of the findings of a status."""
    return finding_status(status) if status is not None else _("Recommendations")


def finding_reason(found: ClaimVerdict) -> str:
    """The rule that decided on a finding, and how common an absent thing can be."""
    if found.bound is None:
        return reason_text(found.reason)
    return _("{reason} At most {bound} of cases (95 % upper bound).").format(
        reason=reason_text(found.reason), bound=share(found.bound)
    )


def at_most(bound: float) -> str:
    """How common at most something is that was looked for and not found."""
    return _("At most {bound} of cases (95 % upper bound)").format(bound=share(bound))


def absence_readings(found: ClaimVerdict) -> str:
    """What it can mean that something was not found, and how many of those asked have an answer on record."""
    if found.bound is None:
        return ""
    asked = len(set(found.claim.asked))
    return ngettext(
        "Not found can mean three things: it does not happen, it was not reported, or other organisations should have "
        "been asked. The answer of {answered} of {asked} organisation asked is on record.",
        "Not found can mean three things: it does not happen, it was not reported, or other organisations should have "
        "been asked. The answers of {answered} of {asked} organisations asked are on record.",
        asked,
    ).format(answered=found.answered, asked=asked)


def one_kind_only(found: ClaimVerdict) -> str:
    """That all support is of one kind of source; blank where it is not, or the kind is unknown."""
    if not found.one_kind:
        return ""
    kind = load_framework().label("source_kind", found.one_kind).lower()
    return _("One kind of source only: {kind}").format(kind=kind)


def independent_sources(voices: int) -> str:
    """How many independent voices support something."""
    return ngettext("{n} independent source", "{n} independent sources", voices).format(n=voices)
