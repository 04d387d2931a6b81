"""The list of the outbox; on a page and in a file."""

from collections.abc import Sequence
from datetime import datetime

from django.core.paginator import Page
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.mail.models import FAILED, OutboxMail
from bridgehead.mail.phrases import KINDS, STATES, reason_text


def outbox_table(rows: "Page[OutboxMail] | QuerySet[OutboxMail]", order: str) -> ListTable[OutboxMail]:
    """Mails with what became of each."""
    return ListTable("outbox", _("Emails"), OUTBOX_COLUMNS, rows, order)


def _link(mail: OutboxMail) -> str:
    return format_html('<a href="{}">{}</a>', reverse("outbox-mail", args=[mail.pk]), mail.subject or _("No subject"))


def _state(mail: OutboxMail) -> str:
    text = reason_text(mail)
    shown = format_html(
        '<span class="{}">{}</span>', "state broken" if mail.state == FAILED else "state", STATES[mail.state]
    )
    return format_html('{}<span class="second">{}</span>', shown, text) if text else shown


def _written(mail: OutboxMail) -> str | None:
    return _iso(mail.at)


def _written_when(mail: OutboxMail) -> str:
    return _when(mail.at)


def _sent(mail: OutboxMail) -> str | None:
    return _iso(mail.sent_at)


def _sent_when(mail: OutboxMail) -> str:
    return _when(mail.sent_at)


def _when(moment: datetime | None) -> str:
    return date_format(localtime(moment), "j M Y, H:i") if moment else ""


def _iso(moment: datetime | None) -> str | None:
    return localtime(moment).isoformat(timespec="minutes") if moment else None


OUTBOX_COLUMNS: Sequence[ListColumn[OutboxMail]] = (
    ListColumn("subject", _("Subject"), lambda mail: mail.subject, html=_link, style="lead"),
    ListColumn("to", _("To"), lambda mail: mail.to, sorts=True),
    ListColumn("kind", _("Kind"), lambda mail: str(KINDS.get(mail.kind, mail.kind)), style="nowrap"),
    ListColumn("state", _("Status"), lambda mail: str(STATES.get(mail.state, mail.state)), html=_state, sorts=True),
    ListColumn("reason", _("Reason"), reason_text, on_page=False),
    ListColumn(
        "written",
        _("Written"),
        _written,
        html=_written_when,
        style="nowrap",
        sorts=True,
    ),
    ListColumn("sent", _("Sent"), _sent, html=_sent_when, style="nowrap"),
)
