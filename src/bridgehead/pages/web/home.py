"""Today: what needs somebody now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.followup.forms import TaskForm
from bridgehead.followup.queries.changed_tasks import changed_tasks
from bridgehead.importers.queries.set_up import set_up
from bridgehead.kit import change_log, navigation
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.request_context import viewer as viewer_of_request
from bridgehead.kit.workers import work_waits
from bridgehead.match.services.fitting_members import count_fitting_members
from bridgehead.match.services.index_update import is_index_stale
from bridgehead.opportunities import queries as opportunities
from bridgehead.pages.services.desk import desk_of
from bridgehead.pages.tables.desk import deadline_table, planned_table, year_table
from bridgehead.pages.tables.overviews import change_table, new_member_table, undated_table
from bridgehead.pages.web.desk_parts import attention_line, year_bars

FEW = 8


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("", home, name="home"),
        path("deadlines/fits", deadline_fits, name="deadline-fits"),
    ]


def home(request: HttpRequest) -> HttpResponse:
    """Today: next deadlines, what is open, new members, latest changes."""
    viewer = viewer_of_request(request)
    if not viewer.may(Verb.VIEW, Resource.OPPORTUNITY):  # a coder's or an evaluator's day starts elsewhere
        return redirect(navigation.entries(viewer)[0].route)
    if viewer.may(Verb.VIEW, Resource.TASK):
        return _desk(request, viewer)
    today = timezone.localdate().isoformat()
    own = ecosystem.names_of([viewer.actor]).get(viewer.actor, "") if viewer.actor else ""
    return render_page(
        request,
        "pages/home.html",
        today=today,
        nearest=deadline_table(list(opportunities.nearest(today, FEW))),
        undated=undated_table(list(opportunities.undated(FEW))),
        members=new_member_table(list(ecosystem.newest_members(FEW))),
        batches=change_table(list(change_log.batches()[:FEW]), {}) if viewer.may(Verb.VIEW, Resource.LOG) else None,
        own=own,
        reading_in=bool(own) and is_index_stale(),
        empty=not ecosystem.any_actors() and not opportunities.opportunities().exists(),
    )


def _desk(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The desk of a colleague: their tasks first, then what is ahead and what wants attention."""
    day = timezone.localdate()
    today = day.isoformat()
    may_import = viewer.may(Verb.IMPORT, Resource.CASE)
    desk = desk_of(viewer, day)
    latest = list(change_log.batches()[:FEW])
    return render_page(
        request,
        "pages/desk.html",
        today=today,
        desk=desk,
        form=TaskForm(initial={"owner": viewer.name}),
        nearest=deadline_table(list(opportunities.nearest(today, FEW)), counting=viewer.may(Verb.VIEW, Resource.MATCH)),
        undated=opportunities.undated(FEW + 1).count(),
        ahead=planned_table(desk.ahead),
        year=year_table(desk.year),
        year_bars=year_bars(desk.year),
        attention=[attention_line(one) for one in desk.attention],
        batches=change_table(latest, changed_tasks(latest)),
        set_up=set_up() if may_import else None,
        waits=may_import and work_waits(),
        empty=not ecosystem.any_actors() and not opportunities.opportunities().exists(),
    )


def deadline_fits(request: HttpRequest) -> HttpResponse:
    """How many members each of the next opportunities fits: a part of the desk that comes after the rest."""
    viewer = require_viewer(request, Verb.VIEW, Resource.MATCH)
    found = list(opportunities.nearest(timezone.localdate().isoformat(), FEW))
    counts = count_fitting_members(found, viewer=viewer)
    return render_page(request, "pages/deadline_fits.html", nearest=deadline_table(found, counts))
