"""The list of opportunities: its columns on a page and in a file."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from bridgehead.framework.template_tags import term
from bridgehead.kit.list_page import ListPage
from bridgehead.kit.list_tables import ListColumn, ListTable, link
from bridgehead.kit.tags import tags_column
from bridgehead.kit.template_tags import country_list, euros
from bridgehead.opportunities.models import Opportunity


def opportunity_table(listing: ListPage[Opportunity], today: str) -> ListTable[Opportunity]:
    """Opportunities with what they are, until when, where and for how much."""
    columns = (
        ListColumn[Opportunity]("id", _("Id"), lambda o: o.pk, on_page=False),
        title_column(),
        kind_column(),
        ListColumn[Opportunity](
            "status", _("Status"), lambda o: o.status, html=status, style="nowrap", sorts=True, in_file=False
        ),
        ListColumn[Opportunity]("buyer", _("Buyer or funder"), lambda o: o.buyer, on_page=False),
        ListColumn[Opportunity]("countries", _("Countries"), lambda o: ";".join(o.countries), on_page=False),
        ListColumn[Opportunity]("opens", _("Opens"), lambda o: o.opens, on_page=False),
        ListColumn[Opportunity](
            "deadline",
            _("Deadline"),
            lambda o: o.deadline,
            html=lambda o: deadline(o, today),
            style="nowrap",
            sorts=True,
        ),
        ListColumn[Opportunity]("where", _("Countries"), lambda o: country_list(o.countries), in_file=False),
        ListColumn[Opportunity](
            "budget", _("Budget"), lambda o: o.budget, html=lambda o: euros(o.budget), style="number", sorts=True
        ),
        ListColumn[Opportunity]("status", _("Status"), lambda o: o.status, on_page=False),
        ListColumn[Opportunity]("cpv", "CPV", lambda o: ";".join(o.cpv), on_page=False),
        ListColumn[Opportunity]("url", _("Address"), lambda o: o.url, on_page=False),
        *tags_column(listing),
        ListColumn[Opportunity]("open", _("Details"), lambda _row: "", html=_toggle, style="tight open", in_file=False),
    )
    return ListTable(
        "opportunities",
        _("Opportunities"),
        columns,
        listing.rows,
        listing.order,
        ticks="opportunity",
        keys_as_headings=True,
        chosen=listing.columns,
    )


def title_column() -> ListColumn[Opportunity]:
    """What an opportunity is called, with a link to its page."""
    return ListColumn[Opportunity](
        "title",
        _("Title"),
        lambda o: o.title,
        html=lambda o: link("opportunity", o.pk, o.title),
        style="lead",
        sorts=True,
    )


def kind_column() -> ListColumn[Opportunity]:
    """What kind of opportunity it is."""
    return ListColumn[Opportunity](
        "kind",
        _("Kind"),
        lambda o: o.kind,
        html=lambda o: term(o.kind, "opportunity_kind"),
        style="nowrap",
        sorts=True,
    )


def status(found: Opportunity) -> str:
    """Whether an opportunity is open, with its sign."""
    return render_to_string("opportunities/status.html", {"status": found.status})


def deadline(found: Opportunity, today: str) -> str:
    """Until when an opportunity can be answered; one that has passed is marked."""
    return render_to_string("opportunities/deadline.html", {"opportunity": found, "today": today})


def _toggle(found: Opportunity) -> str:
    """The button that opens a row in place."""
    context = {"name": found.title, "fragment": "opportunity-peek", "id": found.pk}
    return render_to_string("kit/row_toggle.html", context)
