"""The list of sign-ins and downloads; on a page and in a file."""

from collections.abc import Sequence

from django.core.paginator import Page
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.phrases.audit import EVENTS, by_whom
from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.kit.models import AuditEntry


def audit_table(rows: "Page[AuditEntry] | QuerySet[AuditEntry]", order: str) -> ListTable[AuditEntry]:
    """Events: who, what, when, from where."""
    return ListTable("audit", _("Sign-ins and downloads"), AUDIT_COLUMNS, rows, order)


AUDIT_COLUMNS: Sequence[ListColumn[AuditEntry]] = (
    ListColumn(
        "at",
        _("Time"),
        lambda entry: localtime(entry.at).isoformat(timespec="seconds"),
        html=lambda entry: date_format(localtime(entry.at), "j M Y, H:i"),
        style="lead nowrap",
        sorts=True,
    ),
    ListColumn("event", _("Event"), lambda entry: str(EVENTS[entry.event]), sorts=True),
    ListColumn("who", _("By"), by_whom, sorts=True),
    ListColumn("what", _("Account, page or command"), lambda entry: entry.what),
    ListColumn("address", _("IP address"), lambda entry: entry.address or "", style="nowrap"),
)
