"""Why a member has its seat, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.framework.labels import translated
from bridgehead.framework.loader import load_framework


def covers_listed(capability: str, label: str) -> str:
    """A capability that a member lists."""
    if label.casefold() == capability.casefold():
        return _("Covers {capability} (listed capability)").format(capability=capability)
    return _("Covers {capability} (listed capability: {label})").format(capability=capability, label=label)


def covers_activity(capability: str, label: str) -> str:
    """A capability that an activity shows."""
    return _("Covers {capability} (project {label})").format(capability=capability, label=label)


def covers_description(capability: str, label: str) -> str:
    """A capability that a description shows."""
    return _("Covers {capability} (own description)").format(capability=capability)


def needed_by_rule(says: str) -> str:
    """A rule that would be broken without the member."""
    return _("Needed for the rule: {rule}").format(rule=translated(says))


def needed_to_lead() -> str:
    """The only member that may lead."""
    return _("The only member that may lead")


def needed_for_size() -> str:
    """A member without whom the team is too small."""
    return _("Needed for the smallest team that the rules allow")


def buyer() -> str:
    """The public organisation that buys."""
    return _("Buyer")


def trust_activity(other: str, label: str, more: int) -> str:
    """Joint work with another member."""
    if not more:
        return _("Worked with {other} in {activity}").format(other=other, activity=label)
    text = ngettext(
        "Worked with {other} in {activity} and {more} more activity",
        "Worked with {other} in {activity} and {more} more activities",
        more,
    )
    return text.format(other=other, activity=label, more=more)


def trust_tie(other: str, label: str, more: int) -> str:
    """A tie to another member."""
    if label == "contact":
        return _("In contact with {other}").format(other=other)
    kind = load_framework().label("tie_kind", label).lower()
    return _("Tie to {other}: {kind}").format(other=other, kind=kind)


def trust_membership(other: str, label: str, more: int) -> str:
    """A cluster that two members share."""
    return _("Member of {cluster}, as is {other}").format(cluster=label, other=other)


def trust_partner(other: str, label: str, more: int) -> str:
    """A partner that two members share."""
    return _("Shares partner {partner} with {other}").format(partner=label, other=other)
