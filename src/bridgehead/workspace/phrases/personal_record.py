"""What personal data is kept where and why, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.access_phrases import SEVERAL
from bridgehead.kit.access_table import Resource, Verb
from bridgehead.kit.permissions import granted_to
from bridgehead.kit.phrases import and_list

HOLDINGS: Mapping[str, tuple[Promise, Promise]] = {
    "contacts": (
        gettext_lazy("Contact persons"),
        gettext_lazy("To reach member organisations, for the purposes that each person agreed to."),
    ),
    "applications": (
        gettext_lazy("Membership applications"),
        gettext_lazy("To decide whether an organisation becomes a member, and to answer whoever asked."),
    ),
    "registrations": (
        gettext_lazy("Registrations for events"),
        gettext_lazy("To hold the event: seats, name list, dietary needs, thanks."),
    ),
    "desk": (
        gettext_lazy("Notes, interactions and documents"),
        gettext_lazy("To serve members: what was agreed with whom."),
    ),
    "tasks": (gettext_lazy("Tasks"), gettext_lazy("To do what was agreed, in time.")),
    "hours": (gettext_lazy("Staff hours"), gettext_lazy("To account for the work of the cluster’s staff.")),
    "interviews": (
        gettext_lazy("Interviews, recordings and codings"),
        gettext_lazy("To study how the cluster helps its members, with the consent of those who were asked."),
    ),
    "evidence": (
        gettext_lazy("Evidence and findings"),
        gettext_lazy("To judge the advantages of organisations; quotes may name people."),
    ),
    "records": (
        gettext_lazy("Organisations, activities and opportunities"),
        gettext_lazy("To know the cluster’s network; a description may name people."),
    ),
    "feedback": (
        gettext_lazy("Feedback, teams and applications"),
        gettext_lazy("To suggest opportunities that fit, and not to suggest twice."),
    ),
    "mails": (gettext_lazy("Emails"), gettext_lazy("To send what was written, and to show what was sent.")),
    "imports": (gettext_lazy("Uploads and their previews"), gettext_lazy("To check a list before it is imported.")),
    "log": (
        gettext_lazy("Change log"),
        gettext_lazy("To show who changed what, and to undo it; it holds earlier versions of every record."),
    ),
    "accounts": (gettext_lazy("Accounts"), gettext_lazy("To let people sign in and to keep others out.")),
    "audit": (
        gettext_lazy("Sign-ins and downloads"),
        gettext_lazy("To notice when somebody else uses an account, and to know who took data along."),
    ),
    "sessions": (gettext_lazy("Ended sign-in sessions"), gettext_lazy("To remember who is signed in.")),
    "server": (gettext_lazy("Settings and background work"), gettext_lazy("To run the workspace.")),
}
"""Title and purpose of each holding."""


def who_sees(kind: Resource | None) -> str:
    """Who sees everybody's, and whether members see their own."""
    if kind is None:
        return _("Whoever runs the server")
    everybody = and_list(str(SEVERAL[role]) for role in granted_to(Verb.VIEW, kind))
    return everybody[:1].upper() + everybody[1:]


def kept_for(months: int | None, *, has_period: bool) -> str:
    """How long a holding is kept."""
    if not has_period:
        return _("As long as the record it belongs to")
    if months is None:
        return _("For good: no period is set")
    return ngettext("{n} month", "{n} months", months).format(n=months)


def counts_of(export: Mapping[str, Any]) -> list[str]:
    """How much is kept of a person, by kind."""
    kept = {**export, **export["followup"]}
    texts: tuple[tuple[str, Callable[[int], str]], ...] = (
        ("history", lambda n: ngettext("{n} entry in the change log", "{n} entries in the change log", n)),
        ("notes", lambda n: ngettext("{n} note", "{n} notes", n)),
        ("interactions", lambda n: ngettext("{n} interaction", "{n} interactions", n)),
        ("tasks", lambda n: ngettext("{n} task", "{n} tasks", n)),
        ("attachments", lambda n: ngettext("{n} document", "{n} documents", n)),
        ("registrations", lambda n: ngettext("{n} registration for an event", "{n} registrations for events", n)),
        ("membership_requests", lambda n: ngettext("{n} membership application", "{n} membership applications", n)),
        ("mails", lambda n: ngettext("{n} email", "{n} emails", n)),
        ("marks", lambda n: ngettext("{n} answer or offer", "{n} answers and offers", n)),
    )
    counted = ((len(kept[name]), text) for name, text in texts)
    return [text(count).format(n=f"{count:,}") for count, text in counted if count]
