"""What opportunities say to a person: eligibility by condition, conditions in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.framework.regions import region_text
from bridgehead.kit import countries, partial_dates
from bridgehead.kit.phrases import and_list, or_list
from bridgehead.kit.record_phrases import RecordPhrases
from bridgehead.opportunities.core.conditions import Bound, Conditions, parse_bound, sort_conditions
from bridgehead.opportunities.core.eligibility import EligibilityReason

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


def eligibility_phrase(reason: EligibilityReason, name: str) -> str:
    """What one condition says of an organisation, by its name."""
    about, _separator, _answer = reason.code.partition("_")
    wanted, found = _WANTED.get(about, _kinds), _FOUND.get(about, str)
    return str(_ELIGIBILITY[reason.code]).format(
        name=name,
        wanted=wanted(reason.wanted),
        found=found(reason.found) if reason.found else "",
        one=ONE_OF_KIND.get(reason.found, reason.found),
    )


_ELIGIBILITY: Mapping[str, str | Promise] = {
    "open": gettext_lazy("Open to all"),
    "who_met": gettext_lazy("Meets the condition: {found}"),
    "who_unmet": gettext_lazy("Requires {wanted}; {name} is {one}"),
    "kind_unknown": gettext_lazy("Requires {wanted}; type not recorded"),
    "size_unknown": gettext_lazy("Requires {wanted}; size not recorded"),
    "where_met": gettext_lazy("Meets the condition: {found}"),
    "where_unmet": gettext_lazy("Requires {wanted}; based in {found}"),
    "country_unknown": gettext_lazy("Country not recorded"),
    "region_met": gettext_lazy("Meets the condition: {found}"),
    "region_unmet": gettext_lazy("Requires {wanted}; based in {found}"),
    "region_unclear": gettext_lazy("Requires {wanted}; recorded only as {found}"),
    "region_unknown": gettext_lazy("Requires {wanted}; region not recorded as a NUTS code"),
    "age_met": gettext_lazy("Meets the condition: {wanted} (founded {found})"),
    "age_unmet": gettext_lazy("Requires {wanted}; founded {found}"),
    "age_unclear": gettext_lazy("Requires {wanted}; exact date of founding not recorded ({found})"),
    "age_unknown": gettext_lazy("Requires {wanted}; date of founding not recorded"),
    "staff_met": gettext_lazy("Meets the condition: {wanted} ({found} recorded)"),
    "staff_unmet": gettext_lazy("Requires {wanted}; {found} recorded"),
    "staff_unknown": gettext_lazy("Requires {wanted}; number of employees not recorded"),
    "turnover_met": gettext_lazy("Meets the condition: {wanted} ({found} recorded)"),
    "turnover_unmet": gettext_lazy("Requires {wanted}; {found} recorded"),
    "turnover_unknown": gettext_lazy("Requires {wanted}; turnover not recorded"),
    "sector_met": gettext_lazy("Meets the condition: sector {found}"),
    "sector_unmet": gettext_lazy("Requires the sector {wanted}; {found} recorded"),
    "sector_unknown": gettext_lazy("Requires the sector {wanted}; sector not recorded"),
    "technology_met": gettext_lazy("Meets the condition: {found}"),
    "technology_unclear": gettext_lazy("Requires {wanted}; not among the recorded capabilities"),
    "technology_unknown": gettext_lazy("Requires {wanted}; capabilities not recorded"),
    "by_hand": gettext_lazy("Check manually: {found}"),
}


def condition_phrases(conditions: Iterable[str]) -> list[str]:
    """The conditions of an opportunity in words, each by itself; none where it is open to all."""
    found = sort_conditions(conditions)
    return [*map(capitalised, _conditions(found)), *found.by_hand]


def conditions_text(conditions: Iterable[str]) -> str:
    """The conditions as one text: `SME and based in Denmark`; blank where there are none."""
    found = sort_conditions(conditions)
    return and_list([*_conditions(found), *found.by_hand])


def _conditions(found: Conditions) -> Iterator[str]:
    if found.asked:
        yield or_list(KINDS.get(term, term) for term in found.asked)
    for places, of in ((found.where, "where"), (found.regions, "region")):
        if places:
            yield _("based in {countries}").format(countries=_WANTED[of](places))
    for measure, bound in found.bounds:
        yield _WANTED[measure](bound.parts)
    if found.sectors:
        yield _("sector {names}").format(names=or_list(found.sectors))
    if found.technologies:
        yield _("technology {names}").format(names=or_list(found.technologies))


def _kinds(wanted: Iterable[str]) -> str:
    return or_list(ONE_OF_KIND.get(term, term) for term in wanted)


def _countries(wanted: Iterable[str]) -> str:
    return or_list(map(countries.name, wanted))


def _regions(wanted: Iterable[str]) -> str:
    return or_list(map(region_text, wanted))


def _years(wanted: Iterable[str]) -> str:
    """A bound on an age."""
    bound = _bound(wanted)
    low, high = int(bound.low or 0), int(bound.high or 0)
    if bound.low is not None and bound.high is not None:
        return _("{low} to {high} years since founding").format(low=low, high=high)
    if bound.high is None:
        over = ngettext("more than {low} year since founding", "more than {low} years since founding", low)
        least = ngettext("at least {low} year since founding", "at least {low} years since founding", low)
        return (over if bound.over else least).format(low=low)
    under = ngettext("less than {high} year since founding", "less than {high} years since founding", high)
    most = ngettext("at most {high} year since founding", "at most {high} years since founding", high)
    return (under if bound.under else most).format(high=high)


def _employees(wanted: Iterable[str]) -> str:
    """A bound on a number of people; part-time work makes halves of them."""
    bound = _bound(wanted)
    low, high = _amount(bound.low), _amount(bound.high)
    if low and high:
        return _("{low} to {high} employees").format(low=low, high=high)
    if high:
        text = _("fewer than {high} employees") if bound.under else _("at most {high} employees")
        return text.format(high=high)
    return (_("more than {low} employees") if bound.over else _("at least {low} employees")).format(low=low)


def _turnover(wanted: Iterable[str]) -> str:
    """A bound on a turnover."""
    bound = _bound(wanted)
    low, high = _euros(bound.low), _euros(bound.high)
    if low and high:
        return _("a turnover of {low} to {high}").format(low=low, high=high)
    if high:
        text = _("a turnover below {high}") if bound.under else _("a turnover of at most {high}")
        return text.format(high=high)
    return (_("a turnover above {low}") if bound.over else _("a turnover of at least {low}")).format(low=low)


def _bound(wanted: Iterable[str]) -> Bound:
    return parse_bound(" ".join(wanted)) or Bound()


def _amount(value: float | str | None) -> str:
    """A number with its thousands set apart; blank for none."""
    if value is None:
        return ""
    number = float(value)
    return number_format(number, None if number % 1 else 0, force_grouping=True)


def _date(text: str) -> str:
    """A partial date as people write it."""
    return date_format(partial_dates.starts(text), {4: "Y", 7: "M Y"}.get(len(text), "j M Y"))


def _euros(value: float | str | None) -> str:
    """An amount of money; blank for none."""
    return "" if value is None else f"€\N{NO-BREAK SPACE}{_amount(value)}"


_WANTED: Mapping[str, Callable[[Iterable[str]], str]] = {
    "where": _countries,
    "country": _countries,
    "region": _regions,
    "age": _years,
    "staff": _employees,
    "turnover": _turnover,
    "sector": or_list,
    "technology": or_list,
}
"""How a sentence names what a condition asks for; kinds of organisation otherwise."""
_FOUND: Mapping[str, Callable[[str], str]] = {
    "who": lambda kind: str(KINDS.get(kind, kind)),
    "where": countries.name,
    "region": region_text,
    "age": _date,
    "staff": _amount,
    "turnover": _euros,
}
"""How a sentence names what is recorded; as it is recorded otherwise."""


def capitalised(text: str) -> str:
    """A phrase as the beginning of a line."""
    return text[:1].upper() + text[1:]


EXPECTED: Mapping[str, str | Promise] = {
    "conditions": gettext_lazy("conditions such as sme or region: DK04, separated by {separator}"),
    "condition_country": gettext_lazy("countries as codes of two letters, such as country: DK, SE"),
    "condition_region": gettext_lazy("regions as NUTS codes, such as region: DK04, DK05"),
    "condition_list": gettext_lazy("names separated by commas, such as sector: water, energy"),
    "condition_age": gettext_lazy("an age in whole years, such as age: at most 5"),
    "condition_number": gettext_lazy("a limit such as staff: under 250 or turnover: 1000000 to 5000000"),
}
"""What a condition should have been."""


def opportunity_count(count: int) -> str:
    """How many opportunities a list has."""
    return ngettext("{count} opportunity", "{count} opportunities", count).format(count=f"{count:,}")
