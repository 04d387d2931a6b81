"""Rows that were ticked in a list: removed, given one value, or taken along as a file."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from bridgehead.kit.errors import InputError
from bridgehead.kit.forms import with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Verb, Viewer
from bridgehead.kit.record_phrases import phrases_of
from bridgehead.kit.request_context import onward, render_page, viewer
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import table_of
from bridgehead.workspace.forms.records import RECORD_FORMS, EditedRecord, SelectionForm, only_field
from bridgehead.workspace.services.selected_records import (
    SelectionOutcome,
    edit_records,
    export_records,
    remove_records,
    selected_names,
)


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
    if verb == "export":
        answer = HttpResponse(f"\ufeff{export_records(record, keys, viewer=who)}", "text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="{table_of(record).name}.csv"'
        return answer
    if verb != "remove":
        return _edit(request, form, record, who, back)
    done = form.carry_out(remove_records, record, keys, viewer=who)
    if done is None:
        messages.error(request, form.problem)
    else:
        _say(request, record, "removed", done.result, done.batch)
    return HttpResponseRedirect(back)


def _edit(request: HttpRequest, form: SelectionForm, record: str, who: Viewer, back: str) -> HttpResponse:
    """Ask for the value of one column, and give it to all."""
    keys, column = form.cleaned_data["keys"], form.cleaned_data["column"]
    sends = form.cleaned_data["verb"] == "save"
    fields = only_field(RECORD_FORMS[record](request.POST) if sends else RECORD_FORMS[record](), column)
    if sends:
        done = fields.carry_out(_save, fields, record, keys, viewer=who)
        if done is not None:
            _say(request, record, "changed", done.result, done.batch)
            return HttpResponseRedirect(back)
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


def _save(form: EditedRecord, kind: str, keys: list[str], *, viewer: Viewer) -> Any:
    return edit_records(kind, keys, form.values, viewer=viewer)


def _say(request: HttpRequest, kind: str, done: str, outcome: SelectionOutcome | None, batch: int | None) -> None:
    """Say how many were done, with the undo, and name those that were not."""
    words = phrases_of(kind)
    if outcome is None:  # sent twice: the first press has said it
        show_done(request, f"{getattr(words, done)}.", batch)
        return
    if outcome.done:
        show_done(request, phrases.selection_done(getattr(words, done), outcome.done), batch)
    if outcome.refused:
        messages.error(request, phrases.selection_refused([(each.name, each.why) for each in outcome.refused]))
