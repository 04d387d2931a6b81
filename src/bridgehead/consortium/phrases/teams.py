"""Teams, their proof and the faults of a search in words."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.consortium.core.newcomers import FundedShare, Newcomers
from bridgehead.consortium.core.problem import NamedBuyer
from bridgehead.consortium.core.result import ProofScope, TeamMember, TeamProposal
from bridgehead.consortium.core.verifier import RuleCheck
from bridgehead.consortium.phrases.requirements import (
    _number,
    all_covered,
    budget_sum,
    budget_unknown,
    by_hand,
    cannot_lead,
    country_entities,
    country_names,
    each_eligible,
    excluded,
    excluded_left_out,
    grounded,
    group_share,
    has_declined,
    largest_country_share,
    largest_member_share,
    lead_eligible,
    leads,
    left_out_count,
    member_count,
    member_names,
    member_verdicts,
    met_by_all,
    no_candidate,
    not_covered,
    not_met_by,
    required,
    required_included,
    rule,
    shares_missing,
    shares_wrong,
    team_size,
    tied_pairs,
)
from bridgehead.consortium.phrases.seat_reasons import (
    buyer,
    covers_activity,
    covers_description,
    covers_listed,
    needed_by_rule,
    needed_for_size,
    needed_to_lead,
    trust_activity,
    trust_membership,
    trust_partner,
    trust_tie,
)
from bridgehead.framework.consortium_rule_files import rule_set
from bridgehead.kit.errors import NotFound
from bridgehead.kit.middleware import contact
from bridgehead.kit.phrases import and_list
from bridgehead.match import phrases as matching
from bridgehead.match.core.coded_phrase import CodedPhrase
from bridgehead.match.core.match_result import Reason
from bridgehead.match.phrases import country

TERMS = {
    "fit": gettext_lazy("Fit"),
    "coverage": gettext_lazy("Capabilities covered"),
    "complementarity": gettext_lazy("Different kinds of members"),
    "trust": gettext_lazy("Trust"),
    "additionality": gettext_lazy("Additionality for SMEs"),
    "size": gettext_lazy("Team size"),
    "distance": gettext_lazy("Distance"),
}
"""The terms of a score."""


def reason(found: Reason) -> str:
    """A reason for a seat in words."""
    return phrase(found.phrase)


def phrase(found: CodedPhrase) -> str:
    """A phrase of this stage's core, or of matching's, in words."""
    known = PHRASES.get(found.code)
    return matching.phrase(found) if known is None else known(**found.parameters)


def role(code: str) -> str:
    """A member's role."""
    return {"lead": _("Lead"), "buyer": _("Buyer")}.get(code, _("Partner"))


def seat(member: TeamMember) -> str:
    """A member by name, role and country, with its share of the budget where a rule asks for one."""
    named = {"name": member.name, "role": role(member.role), "country": country(member.country) or _("country unknown")}
    if member.share is None:
        return _("{name} ({role}, {country})").format_map(named)
    named["share"] = f"{100 * member.share:.1f}\u202f%"
    return _("{name} ({role}, {country}, {share} of the budget)").format_map(named)


def met(answer: bool | None) -> str:
    """Whether a team meets a rule."""
    return {True: _("Met"), False: _("Not met"), None: _("Check manually")}[answer]


def rule_detail(check: RuleCheck) -> str:
    """What else is known of a rule beside whether it is met; blank where it would say the same again."""
    detail = phrase(check.detail)
    return "" if detail == met(check.met) else detail


PHRASES: Mapping[str, Callable[..., str]] = {
    "rule": rule,
    "eligible.each": each_eligible,
    "eligible.lead": lead_eligible,
    "size": team_size,
    "chosen.lead": leads,
    "chosen.pin": required,
    "chosen.declined": has_declined,
    "chosen.without": excluded,
    "pinned": required_included,
    "left_out": excluded_left_out,
    "grounds": grounded,
    "needed.rule": needed_by_rule,
    "needed.lead": needed_to_lead,
    "needed.size": needed_for_size,
    "detail.by_hand": by_hand,
    "detail.members": member_count,
    "detail.no_candidate": no_candidate,
    "detail.left_out": left_out_count,
    "detail.names": member_names,
    "detail.verdicts": member_verdicts,
    "detail.not_met_by": not_met_by,
    "detail.all": met_by_all,
    "detail.cannot_lead": cannot_lead,
    "detail.countries": country_names,
    "detail.spread": country_entities,
    "detail.shares_missing": shares_missing,
    "detail.shares_wrong": shares_wrong,
    "detail.group_share": group_share,
    "detail.most_by_partner": largest_member_share,
    "detail.most_by_country": largest_country_share,
    "detail.pairs": tied_pairs,
    "detail.not_covered": not_covered,
    "detail.covered": all_covered,
    "detail.budget_unknown": budget_unknown,
    "detail.budget": budget_sum,
    "covers.capability": covers_listed,
    "covers.activity": covers_activity,
    "covers.description": covers_description,
    "role.buyer": buyer,
    "trust.activity": trust_activity,
    "trust.tie": trust_tie,
    "trust.membership": trust_membership,
    "trust.partner": trust_partner,
}
"""By code of a phrase, what words it."""


def proof(team: TeamProposal) -> str:
    """What is proven of a team's score."""
    named = {"points": f"{team.objective:.1f}", "bound": f"{team.bound:.1f}"}
    if team.status == "optimal":
        return _("Score {points}, proven best under these rules.").format_map(named)
    return _("Score {points}; up to {bound} may be possible. Search longer to decide.").format_map(named)


def newcomers(found: Newcomers, members: int) -> str:
    """How many members are new, and how common that was among funded teams."""
    if found.count is None:
        return _("Newcomers unknown: no funded project is on record.")
    text = ngettext(
        "{count} of {members} members is new to funded projects.",
        "{count} of {members} members are new to funded projects.",
        found.count,
    )
    first = text.format(count=found.count, members=members)
    if found.funded is None:
        return _("{newcomers} No funded teams to compare: the record is shorter than three years.").format(
            newcomers=first
        )
    return _("{newcomers} {comparison}").format(newcomers=first, comparison=_funded(found.funded))


def _funded(found: FundedShare) -> str:
    """How often funded teams had such a share of newcomers."""
    named = {
        "share": _per_cent(found.share),
        "interval": f"{100 * found.interval[0]:.0f}–{_per_cent(found.interval[1])}",
        "teams": _number(found.teams),
        "above": _per_cent(found.above),
        "up_to": _per_cent(found.up_to),
    }
    if not found.up_to:
        return _("{share} ({interval}) of {teams} funded teams had none either.").format_map(named)
    text = _("{share} ({interval}) of {teams} funded teams had a similar share: above {above}, up to {up_to}.")
    return text.format_map(named)


def _per_cent(value: float) -> str:
    return f"{100 * value:.0f}\u202f%"


def beside(buyer: NamedBuyer) -> str:
    """The buyer, which stands beside every team."""
    place = country(buyer.country)
    if not place:
        return _("Buyer, beside the team: {name}").format(name=buyer.name)
    return _("Buyer, beside the team: {name} ({country})").format(name=buyer.name, country=place)


def in_already() -> str:
    """A member that the opportunity has brought into something."""
    return _("In already")


def budget_share(share: str) -> str:
    """A member's share of the budget."""
    return _("{share} of the budget").format(share=share)


def team_heading(place: int, differs: int) -> str:
    """A team among several."""
    if not differs:
        return _("Team {place}").format(place=place)
    text = ngettext("Team {place}: {count} member differs", "Team {place}: {count} members differ", differs)
    return text.format(place=place, count=differs)


def rules_label(name: str) -> str:
    """What a rule set is called; a cluster's own by its name."""
    try:
        return rule_set(name).label
    except NotFound:
        return name


def search_effort(scope: ProofScope) -> str:
    """How large a search was."""
    return _("{count} candidates, solved in {seconds} s (limit {limit} s)").format(
        count=_number(scope.candidates), seconds=f"{scope.seconds:.1f}", limit=f"{scope.limit:g}"
    )


def trust_scope(scope: ProofScope) -> str:
    """Between whom trust was counted; blank where it was between any two members."""
    if scope.shortlist:
        text = _("Proven among the {count} most promising candidates, to count trust between any two.")
        return text.format(count=len(scope.shortlist))
    return _("Trust counts towards the lead and required members only.") if scope.trust == "anchors" else ""


def weights_change(came: Iterable[str], went: Iterable[str]) -> str:
    """What changed weights do to the best team."""
    added, removed = list(came), list(went)
    named = {"added": and_list(added), "removed": and_list(removed)}
    if added and removed:
        return _("Your weights change the best team. Added: {added}. Removed: {removed}.").format_map(named)
    if added:
        return _("Your weights change the best team. Added: {added}.").format_map(named)
    if removed:
        return _("Your weights change the best team. Removed: {removed}.").format_map(named)
    return _("Your weights do not change the best team.")


def time_limit_reached(code: str, seconds: float) -> str:
    """Why a search ended without an answer."""
    if code == "no_team":
        return _("No team found in {seconds} s. Raise the time limit.").format(seconds=f"{seconds:g}")
    text = _("{seconds} s were too short to find the conflicting requirements. Raise the time limit.")
    return text.format(seconds=f"{seconds:g}")


def nothing_to_export() -> str:
    """Why there are no files."""
    return _("no team meets all requirements, so there is nothing to export. Drop a requirement and search again.")


def takes_no_seat(name: str, *, buyer: bool) -> str:
    """Why an organisation that was asked for is no candidate."""
    if buyer:
        return _("{name} is the buyer and stands beside the team. Require another organisation.").format(name=name)
    text = _("{name} takes no seat: it is the cluster itself or stands for an unnamed group.")
    return text.format(name=name)


def check_failed() -> str:
    """Why a team that the checker refuses is not shown."""
    return _("The result failed our check and is not shown. Report this error to {contact}.").format(contact=contact())
