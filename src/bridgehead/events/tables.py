"""The lists of an event: who registered."""

from collections.abc import Callable, Mapping, Sequence

from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import Person
from bridgehead.events import phrases
from bridgehead.events.core.answers import by_question
from bridgehead.events.core.seats import CANCELLED
from bridgehead.events.models import EventQuestion, Registration
from bridgehead.events.phrases import invitees
from bridgehead.kit.list_page import ListPage
from bridgehead.kit.list_tables import ListColumn, ListTable, link

INVITEES = "invite-contacts"
"""The form in which contact persons are ticked."""


def registration_table(
    rows: "Page[Registration]",
    questions: Sequence[EventQuestion],
    request: HttpRequest,
    *,
    changes: bool,
    places: Mapping[str, int],
) -> ListTable[Registration]:
    """Who registered, with what they answered; whoever may change it can cancel for them.

    Parameters
    ----------
    changes
        Whether somebody looks who may cancel.
    places
        Who has which place on the waiting list, by id.
    """
    asked = [each.question for each in questions]
    has_needs = any(row.dietary for row in rows.paginator.object_list)

    def organisation(row: Registration) -> str:
        return row.actor.name if row.actor else row.organisation

    def organisation_link(row: Registration) -> str:
        return link("member", row.actor.pk, row.actor.name) if row.actor else row.organisation

    def status_text(row: Registration) -> str:
        return phrases.status_text(row.status, places.get(row.pk, 0))

    def status(row: Registration) -> str:
        gone = row.status == CANCELLED
        return format_html('<span class="state{}">{}</span>', " no" if gone else "", status_text(row))

    def answered(question: str) -> ListColumn[Registration]:
        return ListColumn(
            question, question, lambda row: by_question(row.answers, asked).get(question, ""), on_page=False
        )

    def cancel(row: Registration) -> str:
        return render_to_string("events/cancel_button.html", {"row": row}, request)

    columns: list[ListColumn[Registration]] = [
        ListColumn("name", _("Name"), lambda row: row.name or row.email, html=_person, style="lead"),
        ListColumn("email", _("Email"), lambda row: row.email, on_page=False),
        ListColumn("organisation", _("Organisation"), organisation, html=organisation_link),
        ListColumn("role", _("Role"), lambda row: row.role, on_page=False),
        ListColumn("phone", _("Phone"), lambda row: row.phone, on_page=False),
        ListColumn(
            "dietary",
            _("Dietary needs"),
            lambda row: row.dietary,
            on_page=has_needs,
        ),
        *(answered(question) for question in asked),
        ListColumn("status", _("Status"), status_text, html=status),
        ListColumn("consent", _("May be written to about other events"), lambda row: row.consent, on_page=False),
        ListColumn("created", _("Registered on"), lambda row: row.created.replace("T", " "), on_page=False),
    ]
    if changes:
        columns.append(ListColumn("cancel", _("Cancel"), lambda _row: "", html=cancel, style="open", in_file=False))
    return ListTable("registrations", _("Registrations"), columns, rows, record="registration" if changes else "")


def _person(row: Registration) -> str:
    if not row.name:
        return row.email
    return format_html('{}<span class="second">{}</span>', row.name, row.email)


def invitee_table(listing: ListPage[Person], standing: Callable[[Person], str]) -> ListTable[Person]:
    """Contact persons whom one can tick, with how they stand to an event's invitations (`phrases.invitees`)."""

    def tick(row: Person) -> str:
        if standing(row) != "none":
            return ""
        label = gettext("Select {name}").format(name=row.name or row.email)
        box = '<input type="checkbox" name="keys" value="{}" form="{}" aria-label="{}">'
        return format_html(box, row.pk, INVITEES, label)

    def text(row: Person) -> str:
        return str(invitees.STANDINGS[standing(row)])

    columns: list[ListColumn[Person]] = [
        ListColumn("select", _("Select"), lambda _row: None, tick, "tick", in_file=False),
        ListColumn("name", _("Name"), lambda row: row.name, style="lead", sorts=True),
        ListColumn(
            "organisation",
            _("Organisation"),
            lambda row: row.actor.name,
            html=lambda row: link("member", row.actor_id, row.actor.name),
            sorts=True,
        ),
        ListColumn("role", _("Role"), lambda row: row.role),
        ListColumn("email", _("Email"), lambda row: row.email),
        ListColumn("standing", _("Invitation"), text, style="nowrap"),
    ]
    return ListTable(
        "invitees", _("Contact persons"), columns, listing.rows, listing.order, has_files=False, tick_form=INVITEES
    )
