"""Following up: what is written down about a record, what is to be done, and everything that happened, by date."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgehead.ecosystem.models import Person
from bridgehead.followup.forms import DocumentForm, InteractionForm, NoteText, TaskForm
from bridgehead.followup.queries import followups
from bridgehead.followup.services.about import kinds, record_about
from bridgehead.followup.services.attachments import attach
from bridgehead.followup.services.interactions import VALUES, log_interaction
from bridgehead.followup.services.notes import add_note
from bridgehead.followup.services.tasks import add_task
from bridgehead.followup.tables import document_table
from bridgehead.kit.forms import VerbForm, drawn, ids_of, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.pages.services.timeline import timeline

MOST = 300
ADDRESSES = {
    "actor": "members",
    "person": "people",
    "opportunity": "opportunities",
    "activity": "activities",
    "application": "applications",
}
VERBS = ("note", "task", "interaction", "document")


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    pages = [
        path(f"{where}/<id:id_>/follow-up", follow_up, {"kind": kind}, name=f"follow-up-{kind}")
        for kind, where in ADDRESSES.items()
    ]
    added = [path(f"follow-up/<id:kind>/<id:id_>/{verb}", VIEWS[verb], name=f"follow-up-add-{verb}") for verb in VERBS]
    return [*pages, *added]


def follow_up(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """What is written down about a record, with forms to write more."""
    return _page(request, require_viewer(request, Verb.VIEW, Resource.NOTE), kind, id_)


def _page(request: HttpRequest, who: Viewer, kind: str, id_: str, sent: VerbForm | None = None) -> HttpResponse:
    record = record_about(kind, id_)
    found = followups.followups_of(kind, id_, MOST)
    today = timezone.localdate().isoformat()
    mine = {"owner": who.name}
    logged = {**mine, "date": today, "channel": "phone"}
    forms = {
        "interaction": drawn(
            sent, InteractionForm, people=_people(record), initial=logged, auto_id=ids_of("interaction")
        ),
        "task": drawn(sent, TaskForm, initial=mine, auto_id=ids_of("task")),
        "note": drawn(sent, NoteText, auto_id=ids_of("note")),
        "document": drawn(sent, DocumentForm, auto_id=ids_of("document")),
    }
    page = render_page(
        request,
        "pages/follow_up.html",
        record=record,
        kind=kind,
        found=found,
        documents=document_table(found.documents),
        items=timeline(record, found),
        forms=forms,
        opened=next((verb for verb, form in forms.items() if form is sent), ""),
        may_write=who.may(Verb.CHANGE, Resource.NOTE),
        today=today,
    )
    return with_status(page, sent)


def _people(record: Any) -> list[tuple[str, str]]:
    """The contact persons that an interaction about a record can be with."""
    if isinstance(record, Person):
        return [(record.pk, record.name)]
    people = getattr(record, "people", None)
    return [(person.pk, person.name) for person in people.order_by("name", "pk")] if people is not None else []


def _added(request: HttpRequest, kind: str, id_: str, text: str, done: Receipt[Any]) -> HttpResponse:
    show_done(request, text, done.batch)
    return HttpResponseRedirect(reverse(f"follow-up-{kind}", args=[id_]))


def _sent(view: Any) -> Any:
    """A view that takes a form of the page; asked for its address, it leads to the page."""

    @wraps(view)
    def answer(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
        record_about(kind, id_)
        return sent_from(f"follow-up-{kind}", Resource.NOTE, "id_")(view)(request, kind=kind, id_=id_)

    return answer


@_sent
def add_note_view(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """A note is written on a record."""
    who, record, form = _writer(request), record_about(kind, id_), NoteText(request.POST)
    done = form.carry_out(add_note, record, form.cleaned_data["text"], viewer=who) if form.is_valid() else None
    return _page(request, who, kind, id_, form) if done is None else _added(request, kind, id_, _("Note saved."), done)


@_sent
def add_task_view(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """A task about a record is added."""
    who, record, form = _writer(request), record_about(kind, id_), TaskForm(request.POST)
    done = form.carry_out(add_task, form.task, record=record, viewer=who) if form.is_valid() else None
    return _page(request, who, kind, id_, form) if done is None else _added(request, kind, id_, _("Task added."), done)


@_sent
def log_interaction_view(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """An interaction with or about a record is logged, with its next step."""
    who, record = _writer(request), record_about(kind, id_)
    form = InteractionForm(_people(record), request.POST)
    done = None
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in (*VALUES, "person") if name in form.cleaned_data}
        done = form.carry_out(log_interaction, record, given, next_step=form.agreed, viewer=who)
    if done is None:
        return _page(request, who, kind, id_, form)
    return _added(request, kind, id_, _("Interaction logged."), done)


@_sent
def add_document_view(request: HttpRequest, kind: str, id_: str) -> HttpResponse:
    """A document is kept with a record."""
    who, record, form = _writer(request), record_about(kind, id_), DocumentForm(request.POST, request.FILES)
    done = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        done = form.carry_out(attach, record, file.name, file.read(), viewer=who)
    if done is None:
        return _page(request, who, kind, id_, form)
    return _added(request, kind, id_, _("Document added."), done)


def _writer(request: HttpRequest) -> Viewer:
    return require_viewer(request, Verb.CHANGE, Resource.NOTE)


VIEWS = {
    "note": add_note_view,
    "task": add_task_view,
    "interaction": log_interaction_view,
    "document": add_document_view,
}
TABS = {model: f"follow-up-{kind}" for kind, model in kinds().items() if kind != "person"}
"""The routes of these pages by table; a person's page is reached from that of their organisation."""
