"""What the ecosystem says to a person: kinds of organisation, members of clusters, refusals of accounts."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.framework.loader import load_framework
from bridgehead.framework.versions import versions
from bridgehead.kit.permissions import Role
from bridgehead.kit.phrases import and_list, or_list


def kind_and_size(kind: str, size: str) -> str:
    """What an organisation is: `Firm, SME`."""
    framework = load_framework()
    if not size:
        return framework.label("actor_kind", kind) if kind else ""
    return _("{kind}, {size}").format(
        kind=framework.label("actor_kind", kind) if kind else "", size=framework.label("actor_size", size)
    )


def member_of(clusters: Iterable[str]) -> str:
    """The clusters that an organisation belongs to."""
    return and_list(clusters)


def as_of(day: date) -> str:
    """The day of an answer."""
    return _("As of {date}: what is later is left out.").format(date=date_format(day, "j F Y"))


def left_out(activities: Iterable[str]) -> str:
    """Activities that an answer leaves out."""
    return _("Left out: {activities}.").format(activities=and_list(activities))


def computed_by() -> str:
    """By which rules figures are computed, as a line below them: short."""
    found = versions()
    if found.own is None:
        return _("Rules {version}").format(version=found.rules)
    return _("Rules {version}, with own additions {digest}").format(version=found.rules, digest=found.own)


def organisation_count(count: int) -> str:
    """How many organisations a list has."""
    return ngettext("{count} organisation", "{count} organisations", count).format(count=f"{count:,}")


def activity_count(count: int) -> str:
    """How many activities a list has."""
    return ngettext("{count} activity", "{count} activities", count).format(count=f"{count:,}")


def account_created(name: str, role: str) -> str:
    """That somebody can sign in now."""
    return _("Account “{name}” created with the role {role}.").format(name=name, role=role)


def unknown_role(role: str) -> str:
    """That a role is none of ours."""
    return _("“{role}” is not a role. Choose {roles}.").format(role=role, roles=or_list(Role))


def password_needs_terminal() -> str:
    """Why no password can be asked for."""
    return _("There is no terminal to ask for the password. Use --password-stdin.")


def better_password(reasons: Iterable[str]) -> str:
    """What is wrong with a password, by Django's own sentences."""
    return _("a better password ({reasons})").format(reasons=" ".join(reasons))


def expected_role() -> str:
    """What an account may be."""
    return or_list(Role)


def expected_free_name() -> str:
    """What a new account may be called."""
    return _("a name without an account")


def expected_organisation() -> str:
    """What a member's account needs."""
    return _("the id of the member's organisation")


def expected_actor() -> str:
    """Whom an account may belong to."""
    return _("the id of an actor")
