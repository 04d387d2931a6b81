"""The list of contact persons: its columns on a page and in a file."""

from django.utils.translation import gettext as _

from bridgehead.ecosystem.core.consent import read_consent
from bridgehead.ecosystem.models import Person
from bridgehead.ecosystem.phrases.consents import consent_text
from bridgehead.kit.list_page import ListPage
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.tags import tags_column
from bridgehead.kit.template_tags import language


def person_table(listing: ListPage[Person], *, opens: bool = False) -> ListTable[Person]:
    """Contact persons with their organisation and how to reach them.

    Parameters
    ----------
    opens
        Whether names lead to what is kept of each.
    """
    columns = (
        ListColumn[Person]("id", _("Id"), lambda p: p.pk, on_page=False),
        ListColumn[Person](
            "name",
            _("Name"),
            lambda p: p.name,
            html=(lambda p: link("person-data", p.pk, p.name)) if opens else None,
            style="lead",
            sorts=True,
        ),
        ListColumn[Person](
            "organisation",
            _("Organisation"),
            lambda p: p.actor.name,
            html=lambda p: link("member", p.actor_id, p.actor.name),
            sorts=True,
        ),
        ListColumn[Person]("role", _("Role"), lambda p: p.role, sorts=True),
        ListColumn[Person]("email", _("Email"), lambda p: p.email, sorts=True),
        ListColumn[Person]("phone", _("Phone"), lambda p: p.phone, style="nowrap"),
        ListColumn[Person]("language", _("Language"), lambda p: p.language, html=lambda p: language(p.language)),
        ListColumn[Person](
            "consent", _("Consent"), lambda p: p.consent, html=lambda p: consent_text(p.consent), style="labelled"
        ),
        ListColumn[Person](
            "consent_read", _("Consent as read"), lambda p: read_consent(p.consent).answer, on_page=False
        ),
        *tags_column(listing),
    )
    return ListTable(
        "people",
        _("Contact persons"),
        columns,
        listing.rows,
        listing.order,
        record="person",
        ticks="person",
        keys_as_headings=True,
        chosen=listing.columns,
    )
