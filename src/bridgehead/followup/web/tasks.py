"""Tasks: mine first, ticked in place."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem.queries.colleagues import colleague_names, colleagues
from bridgehead.followup.forms import TaskDone, TaskForm
from bridgehead.followup.models import Task
from bridgehead.followup.queries import followups
from bridgehead.followup.services.tasks import add_task, finish_task, reopen_task
from bridgehead.followup.tables import task_table
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.list_page import ListFilter, ListPage
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import onward, render_page, require_viewer, sent_from

SORTS = {"due": ("due_or_last", "title"), "title": ("title",), "owner": ("owner", "due_or_last")}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("tasks", tasks, name="tasks"),
        path("tasks/add", add, name="task-add"),
        path("tasks/<id:id_>/done", done, name="task-done"),
    ]


def tasks(request: HttpRequest) -> HttpResponse:
    """Tasks by their dates; those of whoever looks, unless the address asks for others."""
    return _page(request, require_viewer(request, Verb.VIEW, Resource.TASK))


def _page(request: HttpRequest, who: Viewer, sent: VerbForm | None = None) -> HttpResponse:
    listing = task_list(request.GET, who)
    listing.show(found_tasks(listing))
    names = colleague_names(task.owner for task in listing.rows)
    today = timezone.localdate().isoformat()
    page = render_page(
        request,
        "followup/tasks.html",
        listing=listing,
        table=replace(
            task_table("tasks", listing.rows, listing.order, names=names, today=today), chosen=listing.columns
        ),
        form=drawn(sent, TaskForm, initial={"owner": who.name}),
        may_add=who.may(Verb.CHANGE, Resource.TASK),
    )
    return with_status(page, sent)


def task_list(given: QueryDict, who: Viewer) -> ListPage[Task]:
    """What an address asks of the list."""
    people = colleagues()
    return ListPage(
        given,
        filters=(
            ListFilter("words", _("Words"), hint=_("Task, organisation")),
            ListFilter("owner", _("Whose"), [*people.items(), ("all", _("Everybody's"))]),
            ListFilter("state", _("Status"), [("open", _("Open")), ("done", _("Done")), ("all", _("All"))]),
        ),
        sorts=SORTS,
        order="due",
        defaults={"owner": who.name if who.name in people else "all", "state": "open"},
    )


def found_tasks(listing: ListPage[Task]) -> "QuerySet[Any]":
    """The tasks that a list asks for."""
    asked = {name: "" if value == "all" else value for name, value in listing.values.items()}
    return followups.tasks(**asked)


@sent_from("tasks", Resource.TASK)
def add(request: HttpRequest) -> HttpResponse:
    """Add a task that is about nothing in particular."""
    who = require_viewer(request, Verb.CHANGE, Resource.TASK)
    form = TaskForm(request.POST)
    given = form.carry_out(add_task, form.task, viewer=who) if form.is_valid() else None
    if given is None:
        return _page(request, who, form)
    show_done(request, _("Task added."), given.batch)
    return redirect("tasks")


@require_POST
def done(request: HttpRequest, id_: str) -> HttpResponse:
    """Tick a task, or untick it."""
    who = require_viewer(request, Verb.CHANGE, Resource.TASK)
    form = TaskDone(request.POST)
    form.is_valid()
    ticked = bool(form.cleaned_data.get("done"))
    given = form.carry_out(finish_task if ticked else reopen_task, id_, viewer=who)
    if given is not None:
        show_done(request, _("Task done.") if ticked else _("Task reopened."), given.batch)
    return redirect(onward(request, form.cleaned_data.get("next", ""), "tasks"))
