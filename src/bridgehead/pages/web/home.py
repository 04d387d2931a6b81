"""Today: what needs somebody now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.importers.queries.set_up import set_up
from bridgehead.importers.services.duplicate_cache import count_duplicates
from bridgehead.kit import change_log, navigation
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page
from bridgehead.kit.request_context import viewer as viewer_of_request
from bridgehead.kit.workers import work_waits
from bridgehead.match.services.index_update import is_index_stale
from bridgehead.opportunities import queries as opportunities
from bridgehead.pages.tables.overviews import change_table, deadline_table, new_member_table, undated_table

FEW = 8


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("", home, name="home"),
    ]


def home(request: HttpRequest) -> HttpResponse:
    """Today: next deadlines, what is open, new members, latest changes."""
    viewer = viewer_of_request(request)
    if not viewer.may(Verb.VIEW, Resource.OPPORTUNITY):  # a coder's or an evaluator's day starts elsewhere
        return redirect(navigation.entries(viewer)[0].route)
    today = timezone.localdate().isoformat()
    own = ecosystem.names_of([viewer.actor]).get(viewer.actor, "") if viewer.actor else ""
    return render_page(
        request,
        "pages/home.html",
        today=today,
        nearest=deadline_table(list(opportunities.nearest(today, FEW))),
        undated=undated_table(list(opportunities.undated(FEW))),
        members=new_member_table(list(ecosystem.newest_members(FEW))),
        batches=change_table(list(change_log.batches()[:FEW])) if viewer.may(Verb.VIEW, Resource.LOG) else None,
        own=own,
        reading_in=bool(own) and is_index_stale(),
        set_up=set_up() if viewer.may(Verb.IMPORT, Resource.CASE) else None,
        waits=viewer.may(Verb.IMPORT, Resource.CASE) and work_waits(),
        twice=count_duplicates() if viewer.may(Verb.CHANGE, Resource.ACTOR) else 0,
        empty=not ecosystem.any_actors() and not opportunities.opportunities().exists(),
    )
