"""Interactions: who spoke with whom; those of unknown senders wait to be assigned."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from bridgehead.ecosystem.queries.colleagues import colleague_names, colleagues
from bridgehead.followup.models import Interaction
from bridgehead.followup.queries import followups
from bridgehead.followup.tables import document_table, interaction_table
from bridgehead.framework.loader import load_framework
from bridgehead.kit.list_page import ListFilter, ListPage, choices
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer

SORTS = {"date": ("date",)}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("interactions", interactions, name="interactions"),
        path("interactions/<id:id_>", interaction, name="interaction"),
    ]


def interactions(request: HttpRequest) -> HttpResponse:
    """Interactions, the latest first."""
    listing = interaction_list(request.GET, require_viewer(request, Verb.VIEW, Resource.NOTE))
    listing.show(followups.interactions(**listing.values))
    names = colleague_names(one.by for one in listing.rows)
    return render_page(
        request,
        "followup/interactions.html",
        listing=listing,
        table=replace(interaction_table(listing.rows, listing.order, names=names), chosen=listing.columns),
        unassigned=followups.unassigned_count(),
    )


def interaction_list(given: QueryDict, _who: Viewer) -> ListPage[Interaction]:
    """What an address asks of the list."""
    return ListPage(
        given,
        filters=(
            ListFilter("words", _("Words"), hint=_("Subject, text, organisation, address")),
            ListFilter("channel", _("Channel"), choices(load_framework().vocabularies["channel"].items())),
            ListFilter("by", _("Colleague"), choices(colleagues().items())),
            ListFilter("assigned", _("With"), choices([("no", _("Not assigned to a member"))])),
        ),
        sorts=SORTS,
        order="-date",
    )


def interaction(request: HttpRequest, id_: str) -> HttpResponse:
    """One interaction, whole, with its documents and the tasks that were agreed."""
    require_viewer(request, Verb.VIEW, Resource.NOTE)
    found = followups.interaction(id_)
    return render_page(
        request,
        "followup/interaction.html",
        interaction=found,
        by=colleague_names([found.by]).get(found.by, ""),
        tasks=list(found.tasks.order_by("due", "pk")),
        documents=document_table(list(found.attachments.order_by("pk"))),
    )
