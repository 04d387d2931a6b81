"""Today: what needs somebody now."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.models import Actor
from bridgehead.importers.queries.duplicates import count_duplicates
from bridgehead.kit import change_log
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.workers import work_waits
from bridgehead.match.services.index_update import is_index_stale
from bridgehead.opportunities import queries as opportunities

FEW = 8


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("", home, name="home"),
    ]


def home(request: HttpRequest) -> HttpResponse:
    """What needs you today: deadlines, what is open, who joined, what changed."""
    viewer = require_viewer(request, Verb.VIEW, Resource.OPPORTUNITY)
    today = timezone.localdate().isoformat()
    own = Actor.objects.filter(pk=viewer.actor).first() if viewer.actor else None
    return render_page(
        request,
        "pages/home.html",
        today=today,
        nearest=opportunities.nearest(today, FEW),
        undated=opportunities.undated(FEW),
        members=ecosystem.newest_members(FEW),
        batches=change_log.batches()[:FEW] if viewer.may(Verb.VIEW, Resource.LOG) else None,
        own=own,
        reading_in=own is not None and is_index_stale(),
        waits=viewer.may(Verb.IMPORT, Resource.CASE) and work_waits(),
        twice=count_duplicates() if viewer.may(Verb.CHANGE, Resource.ACTOR) else 0,
        empty=not Actor.objects.exists() and not opportunities.opportunities().exists(),
    )
