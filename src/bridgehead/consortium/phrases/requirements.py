"""Requirements of a team, and how a team meets a rule, in words."""

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.framework.labels import translated
from bridgehead.kit import countries
from bridgehead.kit.phrases import and_list
from bridgehead.opportunities.core.eligibility import EligibilityReason
from bridgehead.opportunities.phrases import conditions_text, eligibility_phrase


def rule(says: str) -> str:
    """A rule in the words of its file."""
    return translated(says)


def each_eligible(conditions: Sequence[str]) -> str:
    """The opportunity's conditions, for all members."""
    return _("All members meet the conditions: {conditions}").format(conditions=conditions_text(conditions))


def lead_eligible(conditions: Sequence[str]) -> str:
    """The opportunity's conditions, for the lead alone."""
    return _("The lead meets the conditions: {conditions}").format(conditions=conditions_text(conditions))


def team_size(low: int, high: int) -> str:
    """How many members a team has."""
    if low == high:
        return ngettext("{count} member", "{count} members", low).format(count=low)
    return _("{low} to {high} members").format(low=low, high=high)


def leads(name: str) -> str:
    """A lead who was chosen."""
    return _("{name} leads").format(name=name)


def required(name: str) -> str:
    """A required member."""
    return _("{name} is required").format(name=name)


def has_declined(name: str) -> str:
    """A member who declined."""
    return _("{name} declined").format(name=name)


def excluded(name: str) -> str:
    """An excluded organisation."""
    return _("{name} is excluded").format(name=name)


def required_included() -> str:
    """The check of required members."""
    return _("Required members included")


def excluded_left_out() -> str:
    """The check of excluded and declined organisations."""
    return _("Excluded and declined members left out")


def grounded() -> str:
    """That nobody is in a team for nothing."""
    return _("Every member covers a need, meets a rule or is required")


def by_hand() -> str:
    """What records cannot answer."""
    return _("Check manually")


def member_count(count: int) -> str:
    """How many members a team has."""
    return ngettext("{count} member", "{count} members", count).format(count=count)


def no_candidate() -> str:
    """A member outside the candidates."""
    return _("A member is not among the candidates")


def left_out_count(count: int) -> str:
    """How many are left out."""
    return ngettext("{count} left out", "{count} left out", count).format(count=count)


def member_names(names: Sequence[str]) -> str:
    """Members that a rule counts."""
    return and_list(names) if names else _("No member")


def member_verdicts(verdicts: Sequence[tuple[str, Sequence[EligibilityReason]]]) -> str:
    """Members that conditions exclude, or that leave a doubt."""
    return and_list(
        _("{name} ({reasons})").format(
            name=name, reasons=and_list(eligibility_phrase(reason, name) for reason in reasons)
        )
        for name, reasons in verdicts
    )


def not_met_by(names: Sequence[str]) -> str:
    """Members that do not meet a rule."""
    return _("Not met by {names}").format(names=and_list(names))


def met_by_all() -> str:
    """A rule that every member meets."""
    return _("Met by all")


def cannot_lead(names: Sequence[str]) -> str:
    """A lead that a rule refuses."""
    return _("{name} cannot lead").format(name=and_list(names)) if names else _("No member can lead")


def country_names(countries: Sequence[str]) -> str:
    """Countries that a rule counts."""
    return and_list(map(_country, countries)) if countries else _("No country")


def country_entities(pairs: Sequence[tuple[str, str]]) -> str:
    """Countries, each with the member that stands for it."""
    if not pairs:
        return _("No member in an eligible country")
    return and_list(_("{country}: {name}").format(country=_country(code), name=name) for code, name in pairs)


def shares_missing(names: Sequence[str]) -> str:
    """Members whose share of the budget nobody entered; no name where that is all of them."""
    if not names:
        return _("Budget shares not entered; some split meets this")
    return _("Budget shares not entered for {names}").format(names=and_list(names))


def shares_wrong() -> str:
    """Shares of the budget that make no whole."""
    return _("Budget shares do not add up to 100\u202f%")


def group_share(share: float) -> str:
    """What a group bears of the budget."""
    return _percent(share)


def largest_member_share(bearer: str, share: float) -> str:
    """The member that bears most."""
    return _("Largest share: {name}, {share}").format(name=bearer, share=_percent(share))


def largest_country_share(bearer: str, share: float) -> str:
    """The country that bears most."""
    name = _country(bearer) if bearer else _("unknown country")
    return _("Largest share: {name}, {share}").format(name=name, share=_percent(share))


def tied_pairs(pairs: Sequence[tuple[str, str]]) -> str:
    """Pairs that a rule keeps apart."""
    if not pairs:
        return _("No such tie recorded")
    return and_list(_("{a} with {b}").format(a=a, b=b) for a, b in pairs)


def not_covered(capabilities: Sequence[str]) -> str:
    """Capabilities that no member has."""
    return _("Not covered: {capabilities}").format(capabilities=and_list(capabilities))


def all_covered(count: int) -> str:
    """How many capabilities are covered."""
    return _("{count} of {count}").format(count=count)


def budget_unknown() -> str:
    """An opportunity without a budget."""
    return _("Budget not recorded")


def budget_sum(asked: int, budget: int, unknown: int) -> str:
    """What members ask for."""
    named = {"asked": _number(asked), "budget": _number(budget), "unknown": unknown}
    if not unknown:
        return _("{asked} of {budget} euros").format_map(named)
    text = ngettext(
        "{asked} of {budget} euros, unknown for {unknown} member",
        "{asked} of {budget} euros, unknown for {unknown} members",
        unknown,
    )
    return text.format_map(named)


def _country(code: str) -> str:
    return countries.name(code)


def _number(value: int) -> str:
    return str(number_format(value, force_grouping=True))


def _percent(value: float) -> str:
    return f"{100 * value:.1f}\u202f%"
