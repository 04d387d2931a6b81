"""The list of who gets the weekly mail; on a page and in a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.template_tags import date_text
from bridgehead.match.services.mail_recipients import MailRecipient


@dataclass(frozen=True)
class RecipientRow:
    """A recipient of the weekly mail.

    Attributes
    ----------
    last
        The day of their last mail; blank before the first.
    unsent
        Whether that mail is in the outbox and did not go out.
    """

    recipient: MailRecipient
    last: str
    is_due: bool
    unsent: bool = False

    @property
    def name(self) -> str:
        """What a page calls them."""
        return self.recipient.name or self.recipient.id


def recipients(rows: Sequence[RecipientRow]) -> ListTable[RecipientRow]:
    """Who gets the weekly mail."""
    return ListTable("recipients", _("Recipients"), RECIPIENT_COLUMNS, rows)


def _preview_link(row: RecipientRow) -> str:
    address = reverse("mails-preview", args=[row.recipient.actor.pk, row.recipient.id])
    return format_html('<a href="{}">{}<span class="unseen"> {}</span></a>', address, _("Preview"), row.name)


def _last(row: RecipientRow) -> str:
    """The day of the last mail, or that it waits in the outbox."""
    said = date_text(row.last) or _("Never")
    return format_html('{}<span class="second">{}</span>', said, _("In the outbox, not sent")) if row.unsent else said


RECIPIENT_COLUMNS: Sequence[ListColumn[RecipientRow]] = (
    ListColumn("name", gettext_lazy("Recipient"), lambda row: row.name, style="lead"),
    ListColumn(
        "member",
        gettext_lazy("Member"),
        lambda row: row.recipient.actor.name,
        html=lambda row: link("member", row.recipient.actor.pk, row.recipient.actor.name),
    ),
    ListColumn("email", gettext_lazy("Email"), lambda row: row.recipient.email),
    ListColumn(
        "last",
        gettext_lazy("Last mail"),
        lambda row: row.last or _("Never"),
        html=_last,
        style="nowrap",
    ),
    ListColumn("due", gettext_lazy("Due"), lambda row: _("Yes") if row.is_due else _("Not due"), style="nowrap"),
    ListColumn(
        "preview", gettext_lazy("Next mail"), lambda _row: None, html=_preview_link, style="nowrap", in_file=False
    ),
)
