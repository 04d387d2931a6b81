"""Rows that were ticked in a list: given one value, tagged, added to an activity, merged, removed, or taken along."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.followup.forms import TaskForm
from bridgehead.followup.services.tasks import add_tasks
from bridgehead.kit.csv_files import escape_formula, render
from bridgehead.kit.errors import InputError
from bridgehead.kit.forms import with_status
from bridgehead.kit.list_items import SEPARATOR
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.record_phrases import phrases_of
from bridgehead.kit.request_context import onward, render_page, viewer
from bridgehead.kit.table_export import XLSX, xlsx
from bridgehead.kit.vcards import MEDIA_TYPE
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import table_of
from bridgehead.workspace.forms.records import RECORD_FORMS, EditedRecord, only_field
from bridgehead.workspace.forms.selection import OF_TASKS, SelectionForm
from bridgehead.workspace.phrases import selection
from bridgehead.workspace.services.merge_actors import merge_several
from bridgehead.workspace.services.selected_participants import add_to_activity
from bridgehead.workspace.services.selected_records import (
    SelectionOutcome,
    edit_records,
    export_records,
    remove_records,
    selected_names,
    tag_records,
)
from bridgehead.workspace.services.vcard_export import ENDING, export_cards

Words = Callable[[SelectionOutcome], str]
"""How it is said what was done with a selection."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("records/<id:record>/selected", selected, name="records-selected")]


@require_POST
def selected(request: HttpRequest, record: str) -> HttpResponse:
    """Do with the ticked rows what the pressed button says, and go back to their list."""
    who = viewer(request)
    who.require_some(Verb.CHANGE, table_of(record).file.resource)
    form = SelectionForm(record, request.POST)
    back = onward(request, form.sent("next"), "/")
    if not form.is_valid():
        messages.error(request, form.problem)
        return HttpResponseRedirect(back)
    try:
        return _done(request, form, record, who, back)
    except InputError as error:
        messages.error(request, error.reason)
        return HttpResponseRedirect(back)


def _done(request: HttpRequest, form: SelectionForm, record: str, who: Viewer, back: str) -> HttpResponse:
    keys, verb = form.cleaned_data["keys"], form.cleaned_data["verb"]
    if verb in ("export", "xlsx"):
        return _file(record, keys, verb, who)
    if verb == "vcard":
        return _download(export_cards(record, keys, viewer=who), MEDIA_TYPE, f"contacts.{ENDING}")
    if verb in ("edit", "save"):
        return _edit(request, form, record, who, back)
    if verb in OF_TASKS:
        return _tasks(request, form, record, who, back)
    if verb == "merge":
        return _choose(request, record, keys, who, back)
    done, words = _carried_out(form, record, who)
    return _back(request, form, record, back, done, words)


def _carried_out(form: SelectionForm, record: str, who: Viewer) -> tuple[Receipt[Any] | None, Words]:
    """What the pressed button asks for, done, and how that is said."""
    given = form.cleaned_data
    keys, tags, named = given["keys"], given["tags"], f"{SEPARATOR} ".join(given["tags"])
    words: Words = _in_words(record, "removed")
    match given["verb"]:
        case "merge-save":
            done: Receipt[Any] | None = form.carry_out(merge_several, given["keep"], keys, viewer=who)
            words = lambda _outcome: phrases.merged(len(keys))  # noqa: E731
        case "tag":
            done = form.carry_out(tag_records, record, keys, tags, viewer=who)
            words = lambda outcome: phrases.tagged(named, outcome.done)  # noqa: E731
        case "untag":
            done = form.carry_out(tag_records, record, keys, tags, add=False, viewer=who)
            words = lambda outcome: phrases.untagged(named, outcome.done)  # noqa: E731
        case "join":
            name = find_activity(given["activity"]).name
            done = form.carry_out(add_to_activity, record, keys, given["activity"], viewer=who)
            words = lambda outcome: phrases.joined(name, outcome.done)  # noqa: E731
        case _:
            done = form.carry_out(remove_records, record, keys, viewer=who)
    return done, words


def _file(record: str, keys: list[str], how: str, who: Viewer) -> HttpResponse:
    table = export_records(record, keys, viewer=who)
    if how == "xlsx":
        return _download(xlsx([table]), XLSX, f"{table.name}.xlsx")
    rows = [list(map(escape_formula, row)) for row in table.rows]
    return _download(f"\ufeff{render(table.headings, rows)}", "text/csv; charset=utf-8", f"{table.name}.csv")


def _download(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _edit(request: HttpRequest, form: SelectionForm, record: str, who: Viewer, back: str) -> HttpResponse:
    """Ask for the value of one column, and give it to all."""
    keys, column = form.cleaned_data["keys"], form.cleaned_data["column"]
    sends = form.cleaned_data["verb"] == "save"
    fields = only_field(RECORD_FORMS[record](request.POST) if sends else RECORD_FORMS[record](), column)
    if sends:
        done = fields.carry_out(_save, fields, record, keys, viewer=who)
        if done is not None:
            return _back(request, form, record, back, done, _in_words(record, "changed"))
    names = selected_names(record, keys, viewer=who)
    page = render_page(
        request,
        "workspace/selected_edit.html",
        form=fields,
        kind=record,
        column=column,
        names=names,
        back=back,
        title=phrases.edit_selected(len(names)),
    )
    return with_status(page, fields if fields.is_bound else None)


def _choose(request: HttpRequest, record: str, keys: list[str], who: Viewer, back: str) -> HttpResponse:
    """Ask which of several organisations stays."""
    names = selected_names(record, keys, viewer=who)
    title = phrases.merge_selected(len(names))
    return render_page(
        request, "workspace/selected_merge.html", kind=record, names=names, back=back, title=title, verb="merge-save"
    )


def _tasks(request: HttpRequest, form: SelectionForm, record: str, who: Viewer, back: str) -> HttpResponse:
    """Ask for a task, and give it about each of the ticked rows."""
    keys = form.cleaned_data["keys"]
    if form.cleaned_data["verb"] == "task-save":
        given = TaskForm(request.POST)
        done = given.carry_out(_give, given, record, keys, viewer=who) if given.is_valid() else None
        if done is not None:
            return _back(request, form, record, back, done, lambda outcome: selection.tasks_given(outcome.done))
    else:
        given = TaskForm(initial={"owner": who.name})
    names = selected_names(record, keys, viewer=who)
    page = render_page(
        request,
        "workspace/selected_task.html",
        form=given,
        kind=record,
        names=names,
        back=back,
        title=selection.give_tasks(len(names)),
    )
    return with_status(page, given if given.is_bound else None)


def _give(form: TaskForm, kind: str, keys: list[str], *, viewer: Viewer) -> Receipt[SelectionOutcome]:
    done = add_tasks(kind, keys, form.task, viewer=viewer)
    return Receipt(SelectionOutcome(done.result, ()), done.batch, done.tallies)


def _save(form: EditedRecord, kind: str, keys: list[str], *, viewer: Viewer) -> Any:
    return edit_records(kind, keys, form.values, viewer=viewer)


def _ways_on(form: SelectionForm, record: str, outcome: SelectionOutcome) -> SafeString:
    """Where one record that was not removed is looked at, with what refers to it and what can become of that."""
    if form.cleaned_data["verb"] != "remove" or len(outcome.refused) > 1:
        return SafeString()
    where = reverse("record-remove", args=[record, outcome.refused[0].key])
    return format_html(' <a href="{}">{}</a>', where, _("Choose what becomes of them"))


def _in_words(record: str, done: str) -> Words:
    """How it is said that so many records were `changed` or `removed`."""
    words = getattr(phrases_of(record), done)
    return lambda outcome: phrases.selection_done(words, outcome.done)


def _back(
    request: HttpRequest,
    form: SelectionForm,
    record: str,
    back: str,
    done: Receipt[Any] | None,
    words: Words,
) -> HttpResponse:
    """Say how many were done, with the undo, and name those that were not; back to the list."""
    if done is None:
        messages.error(request, form.problem)
    else:
        outcome: SelectionOutcome = done.result or SelectionOutcome(0, ())
        if outcome.done or not outcome.refused:
            show_done(request, words(outcome), done.batch)
        if outcome.refused:
            said = phrases.selection_refused([(each.name, each.why) for each in outcome.refused])
            messages.error(request, format_html("{}{}", said, _ways_on(form, record, outcome)))
    return HttpResponseRedirect(back)
