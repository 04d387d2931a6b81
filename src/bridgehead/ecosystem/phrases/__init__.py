"""What the ecosystem says to a person: kinds of organisation, members of clusters, refusals of accounts."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.ecosystem.phrases import consents, memberships
from bridgehead.framework.loader import load_framework
from bridgehead.framework.versions import versions
from bridgehead.kit.permissions import Role
from bridgehead.kit.phrases import and_list, or_list
from bridgehead.kit.record_phrases import RecordPhrases

RECORDS = {
    "actor": RecordPhrases(
        name=gettext_lazy("Organisation"),
        add=gettext_lazy("Add organisation"),
        edit=gettext_lazy("Edit organisation"),
        remove=gettext_lazy("Remove organisation"),
        added=gettext_lazy("Organisation added"),
        changed=gettext_lazy("Organisation changed"),
        removed=gettext_lazy("Organisation removed"),
    ),
    "identifier": RecordPhrases(
        name=gettext_lazy("Identifier"),
        add=gettext_lazy("Add identifier"),
        edit=gettext_lazy("Edit identifier"),
        remove=gettext_lazy("Remove identifier"),
        added=gettext_lazy("Identifier added"),
        changed=gettext_lazy("Identifier changed"),
        removed=gettext_lazy("Identifier removed"),
    ),
    "person": RecordPhrases(
        name=gettext_lazy("Contact person"),
        add=gettext_lazy("Add contact person"),
        edit=gettext_lazy("Edit contact person"),
        remove=gettext_lazy("Remove contact person"),
        added=gettext_lazy("Contact person added"),
        changed=gettext_lazy("Contact person changed"),
        removed=gettext_lazy("Contact person removed"),
    ),
    "tie": RecordPhrases(
        name=gettext_lazy("Tie"),
        add=gettext_lazy("Add tie"),
        edit=gettext_lazy("Edit tie"),
        remove=gettext_lazy("Remove tie"),
        added=gettext_lazy("Tie added"),
        changed=gettext_lazy("Tie changed"),
        removed=gettext_lazy("Tie removed"),
    ),
    "activity": RecordPhrases(
        name=gettext_lazy("Activity"),
        add=gettext_lazy("Add activity"),
        edit=gettext_lazy("Edit activity"),
        remove=gettext_lazy("Remove activity"),
        added=gettext_lazy("Activity added"),
        changed=gettext_lazy("Activity changed"),
        removed=gettext_lazy("Activity removed"),
    ),
    "participation": RecordPhrases(
        name=gettext_lazy("Participant"),
        add=gettext_lazy("Add participant"),
        edit=gettext_lazy("Edit participant"),
        remove=gettext_lazy("Remove participant"),
        added=gettext_lazy("Participant added"),
        changed=gettext_lazy("Participant changed"),
        removed=gettext_lazy("Participant removed"),
    ),
    "outcome": RecordPhrases(
        name=gettext_lazy("Outcome"),
        add=gettext_lazy("Add outcome"),
        edit=gettext_lazy("Edit outcome"),
        remove=gettext_lazy("Remove outcome"),
        added=gettext_lazy("Outcome added"),
        changed=gettext_lazy("Outcome changed"),
        removed=gettext_lazy("Outcome removed"),
    ),
    "counterfactual": RecordPhrases(
        name=gettext_lazy("Counterfactual answer"),
        add=gettext_lazy("Add counterfactual answer"),
        edit=gettext_lazy("Edit counterfactual answer"),
        remove=gettext_lazy("Remove counterfactual answer"),
        added=gettext_lazy("Counterfactual answer added"),
        changed=gettext_lazy("Counterfactual answer changed"),
        removed=gettext_lazy("Counterfactual answer removed"),
    ),
    "entry": RecordPhrases(
        name=gettext_lazy("Market entry"),
        add=gettext_lazy("Add market entry"),
        edit=gettext_lazy("Edit market entry"),
        remove=gettext_lazy("Remove market entry"),
        added=gettext_lazy("Market entry added"),
        changed=gettext_lazy("Market entry changed"),
        removed=gettext_lazy("Market entry removed"),
    ),
    "source": RecordPhrases(
        name=gettext_lazy("Source"),
        add=gettext_lazy("Add source"),
        edit=gettext_lazy("Edit source"),
        remove=gettext_lazy("Remove source"),
        added=gettext_lazy("Source added"),
        changed=gettext_lazy("Source changed"),
        removed=gettext_lazy("Source removed"),
    ),
    "indicator": RecordPhrases(
        name=gettext_lazy("Indicator"),
        add=gettext_lazy("Add indicator"),
        edit=gettext_lazy("Edit indicator"),
        remove=gettext_lazy("Remove indicator"),
        added=gettext_lazy("Indicator added"),
        changed=gettext_lazy("Indicator changed"),
        removed=gettext_lazy("Indicator removed"),
    ),
    **memberships.RECORDS,
}
"""How its kinds of record are called."""
CHANGES = {**memberships.CHANGES, **consents.CHANGES}
"""How its changes read."""


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


def not_a_day(text: str) -> str:
    """Why a day is not taken."""
    return _("“{text}” is not a date. Enter a year, month or day, such as 2019, 2019-05 or 2019-05-31.").format(
        text=text
    )


def dated_activity(name: str, start: str) -> str:
    """An activity with its year, where it is known."""
    return f"{name} ({start[:4]})" if start else name


def computed_by() -> str:
    """By which rules figures are computed, as a line below them: short."""
    found = versions()
    if found.own is None:
        return _("Rules {version}").format(version=found.rules)
    return _("Rules {version}, with own additions {digest}").format(version=found.rules, digest=found.own)


def practice_notice(practice: bool) -> str:
    """What every page and report of a practice workspace says; blank in any other."""
    return _("Practice data: everything here is invented.") if practice else ""


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


EXPECTED = {
    "colleague": gettext_lazy("a colleague with an account"),
    "cluster_to_join": gettext_lazy("a cluster to join; choose it in the settings"),
    "after_joining": gettext_lazy("a day on which the organisation was a member"),
    "free_account_name": gettext_lazy("a name without an account"),
    "free_account_email": gettext_lazy("an address that no other account has"),
    "organisation_of_member": gettext_lazy("the id of the member's organisation"),
}
"""What is expected of an input, by code (`kit.expectations`)."""


def no_such_account(name: str) -> str:
    """An account that there is not."""
    return _("Account “{name}” does not exist.").format(name=name)


def last_administrator() -> str:
    """Why an account keeps its role and stays switched on."""
    return _("this is the last active administrator. Make another account administrator first.")


def account_edited(name: str) -> str:
    """An account was changed on the command line."""
    return _("Account “{name}” changed.").format(name=name)


def session_count(count: int) -> str:
    """In how many browsers somebody is signed in."""
    return ngettext("{count} session", "{count} sessions", count).format(count=count)


def sessions_ended(count: int) -> str:
    """Somebody was signed out everywhere."""
    return ngettext("{count} session ended.", "{count} sessions ended.", count).format(count=count)


def link_to_choose_password(address: str) -> str:
    """The link by which somebody chooses a password; nothing is sent."""
    return _("Send this link; it works once: {address}").format(address=address)


def first_account_link(address: str, code: str) -> str:
    """Where the first account is created, as the server's console says it."""
    return _("No account yet. Create the first one at {address}/first-account?code={code}").format(
        address=address, code=code
    )


def wrong_code() -> str:
    """A code that is not the one on the console."""
    return _("this code is not the one that the server printed. Copy it from the server's console.")


def has_accounts_already() -> str:
    """Somebody else was faster."""
    return _("this workspace has an account now. Sign in, or ask for an invitation.")


def invitation_subject(cluster: str) -> str:
    """The subject of a mail to somebody who was invited to sign in."""
    return _("Your account at {cluster}").format(cluster=cluster)


def invitation_body(name: str, cluster: str, link: str) -> str:
    """The mail to somebody who was invited to sign in."""
    text = _(
        "{cluster} created an account for you. Your username is {name}.\n\n"
        "Choose a password here:\n{link}\n\n"
        "The link works once.\n\nKind regards\n{cluster}\n"
    )
    return text.format(cluster=cluster, name=name, link=link)


def invitation_done(link: str, email: str, *, goes_out: bool) -> str:
    """What became of an invitation: sent, kept in the outbox, or to be sent by hand."""
    if not email:
        return link_to_choose_password(link)
    if goes_out:
        return _("The email to {email} is on its way. Its link works once: {link}").format(email=email, link=link)
    text = _(
        "No mail server is set up, so the email to {email} waits in the outbox. "
        "Send this link yourself; it works once: {link}"
    )
    return text.format(email=email, link=link)
