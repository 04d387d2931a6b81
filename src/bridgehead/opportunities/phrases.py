"""What opportunities say to a person: eligibility by condition, conditions in words."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit import countries
from bridgehead.kit.phrases import and_list, or_list
from bridgehead.kit.record_phrases import RecordPhrases
from bridgehead.opportunities.core.eligibility import EligibilityReason, EligibilityVerdict, sort_conditions

RECORDS = {
    "opportunity": RecordPhrases(
        name=gettext_lazy("Opportunity"),
        add=gettext_lazy("Add opportunity"),
        edit=gettext_lazy("Edit opportunity"),
        remove=gettext_lazy("Remove opportunity"),
        added=gettext_lazy("Opportunity added"),
        changed=gettext_lazy("Opportunity changed"),
        removed=gettext_lazy("Opportunity removed"),
    ),
    "opportunity_component": RecordPhrases(
        name=gettext_lazy("Advantage"),
        add=gettext_lazy("Add advantage"),
        edit=gettext_lazy("Edit advantage"),
        remove=gettext_lazy("Remove advantage"),
        added=gettext_lazy("Advantage added"),
        changed=gettext_lazy("Advantage changed"),
        removed=gettext_lazy("Advantage removed"),
    ),
}
"""How its kinds of record are called."""

KINDS: Mapping[str, str | Promise] = {
    "sme": gettext_lazy("SME"),
    "large": gettext_lazy("large firm"),
    "firm": gettext_lazy("firm"),
    "knowledge": gettext_lazy("knowledge institution"),
    "public": gettext_lazy("public organisation"),
    "investor": gettext_lazy("investor"),
    "cluster": gettext_lazy("cluster"),
    "cluster_network": gettext_lazy("network of clusters"),
    "other": gettext_lazy("other organisation"),
}
"""Kinds and sizes of organisation within a sentence."""
ONE_OF_KIND: Mapping[str, str | Promise] = {
    "sme": gettext_lazy("an SME"),
    "large": gettext_lazy("a large firm"),
    "firm": gettext_lazy("a firm"),
    "knowledge": gettext_lazy("a knowledge institution"),
    "public": gettext_lazy("a public organisation"),
    "investor": gettext_lazy("an investor"),
    "cluster": gettext_lazy("a cluster"),
    "cluster_network": gettext_lazy("a network of clusters"),
    "other": gettext_lazy("an organisation of another kind"),
}
"""The same with their articles."""


def eligibility_phrases(verdict: EligibilityVerdict, name: str) -> tuple[str, ...]:
    """What each condition says of an organisation, by its name."""
    return tuple(eligibility_phrase(reason, name) for reason in verdict.reasons)


def eligibility_phrase(reason: EligibilityReason, name: str) -> str:
    """What one condition says of an organisation, by its name."""
    return str(_ELIGIBILITY[reason.code]).format(
        name=name,
        kind=KINDS.get(reason.found, reason.found),
        one=ONE_OF_KIND.get(reason.found, reason.found),
        wanted=or_list(ONE_OF_KIND.get(term, term) for term in reason.wanted),
        country=countries.name(reason.found) if reason.code.startswith("where") else "",
        countries=or_list(map(countries.name, reason.wanted)) if reason.code.startswith("where") else "",
        text=reason.found,
    )


_ELIGIBILITY: Mapping[str, str | Promise] = {
    "open": gettext_lazy("Open to all"),
    "who_met": gettext_lazy("Meets the condition: {kind}"),
    "who_unmet": gettext_lazy("Requires {wanted}; {name} is {one}"),
    "kind_unknown": gettext_lazy("Requires {wanted}; type not recorded"),
    "size_unknown": gettext_lazy("Requires {wanted}; size not recorded"),
    "where_met": gettext_lazy("Meets the condition: {country}"),
    "where_unmet": gettext_lazy("Requires {countries}; based in {country}"),
    "country_unknown": gettext_lazy("Country not recorded"),
    "by_hand": gettext_lazy("Check manually: {text}"),
}


def condition_phrases(conditions: Iterable[str]) -> list[str]:
    """The conditions of an opportunity in words, each by itself; none where it is open to all."""
    found = sort_conditions(conditions)
    who = [capitalised(or_list(KINDS.get(term, term) for term in found.asked))] if found.asked else []
    places = or_list(map(countries.name, found.where))
    where = [_("Based in {countries}").format(countries=places)] if found.where else []
    return [*who, *where, *found.by_hand]


def conditions_text(conditions: Iterable[str]) -> str:
    """The conditions as one text: `SME and based in Denmark`; blank where there are none."""
    found = sort_conditions(conditions)
    who = [or_list(KINDS.get(term, term) for term in found.asked)] if found.asked else []
    places = or_list(map(countries.name, found.where))
    where = [_("based in {countries}").format(countries=places)] if found.where else []
    return and_list([*who, *where, *found.by_hand])


def capitalised(text: str) -> str:
    """A phrase as the beginning of a line."""
    return text[:1].upper() + text[1:]


def opportunity_count(count: int) -> str:
    """How many opportunities a list has."""
    return ngettext("{count} opportunity", "{count} opportunities", count).format(count=f"{count:,}")
