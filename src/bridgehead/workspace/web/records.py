"""Pages on which a record of any kind is added, edited and removed."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from bridgehead.followup.phrases import documents_elsewhere
from bridgehead.importers.queries.similar_names import similar_actors
from bridgehead.kit import change_log, record_pages
from bridgehead.kit.case_tables import CaseTable
from bridgehead.kit.errors import NotAllowed, NotFound
from bridgehead.kit.field_limits import LINE_LENGTH
from bridgehead.kit.forms import with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Verb, Viewer
from bridgehead.kit.record_phrases import phrases_of
from bridgehead.kit.request_context import onward, render_page, require_viewer, viewer
from bridgehead.kit.tags import completions
from bridgehead.workspace.case_files import table_of
from bridgehead.workspace.forms.records import RECORD_FORMS, EditedRecord, RemoveRecord
from bridgehead.workspace.services.record_access import require_record
from bridgehead.workspace.services.record_choices import SHOWN, RecordChoice, matching_records
from bridgehead.workspace.services.record_removal import Fate, referring_records, remove_record
from bridgehead.workspace.services.records import add_record, called, edit_record, stored_record
from bridgehead.workspace.tables import referring_table


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("records/<id:record>/new", new_record, name="record-new"),
        path("records/<id:record>/choices", choices, name="record-choices"),
        path("records/<id:record>/tags", tags, name="record-tags"),
        path("records/<id:record>/similar", similar, name="record-similar"),
        path("records/<id:record>/edit/<id:key>", edit, name="record-edit"),
        path("records/<id:record>/remove/<id:key>", remove, name="record-remove"),
    ]


def new_record(request: HttpRequest, record: str) -> HttpResponse:
    """Add a record; what the address says of it stands in the form already."""
    table = table_of(record)
    if not table.is_made_by_hand:
        raise NotFound(documents_elsewhere())
    if request.method == "POST":
        form = RECORD_FORMS[record](request.POST)
    else:
        form = RECORD_FORMS[record](initial=request.GET.dict())
    who = viewer(request)
    who.require(Verb.CHANGE, table.file.resource, owner=form.owner, by=who.id)
    done = form.carry_out(_add, form, viewer=who) if form.is_bound else None
    if done is None:
        return _form_page(request, table, form)
    show_done(request, f"{phrases_of(record).added}.", done.batch)
    return _onward(request, form.cleaned_data["next"], table, done.result or "", who)


def _add(form: EditedRecord, *, viewer: Viewer) -> Any:
    return add_record(form.record_kind, form.values, viewer=viewer)


def edit(request: HttpRequest, record: str, key: str) -> HttpResponse:
    """Edit a record."""
    table = table_of(record)
    who, stored = permitted_record(request, table, key)
    if request.method == "POST":
        form = RECORD_FORMS[record](request.POST)
    else:
        initial = {name: stored[attribute] for name, attribute in RECORD_FORMS[record].attributes.items()}
        seen = change_log.position_of(table.model, key)
        form = RECORD_FORMS[record](initial={**initial, "seen": seen, "next": request.GET.get("next", "")})
    form.keep_to(who)
    done = form.carry_out(save_edit, form, key, viewer=who) if form.is_bound else None
    if done is None:
        may_remove = _may_remove(table, stored, who)
        return _form_page(request, table, form, key=key, called=called(table, stored), may_remove=may_remove)
    show_done(request, f"{phrases_of(record).changed}.", done.batch)
    return _onward(request, form.cleaned_data["next"], table, done.result or key, who)


def save_edit(form: EditedRecord, key: str, *, viewer: Viewer) -> Any:
    """Give the record what the form says."""
    return edit_record(form.record_kind, key, form.values, seen=form.cleaned_data["seen"], viewer=viewer)


def remove(request: HttpRequest, record: str, key: str) -> HttpResponse:
    """Remove a record; where others refer to it, first say which and what becomes of them."""
    table = table_of(record)
    who, stored = permitted_record(request, table, key, Verb.REMOVE)
    if request.method == "POST":
        form = RemoveRecord(record, request.POST)
    else:
        form = RemoveRecord(record, initial=request.GET.dict())
    done = form.carry_out(_remove, form, record, key, viewer=who) if form.is_bound else None
    if done is not None:
        show_done(request, f"{phrases_of(record).removed}.", done.batch)
        return _onward(request, form.cleaned_data["next"], table, "", who)
    referring = referring_records(record, key, viewer=who)
    page = render_page(
        request,
        "workspace/record_remove.html",
        form=form,
        kind=record,
        key=key,
        words=phrases_of(record),
        called=called(table, stored),
        table=referring_table(referring),
        can_stay=any(records.fate is Fate.SUBJECT for records in referring),
    )
    return with_status(page, form if form.is_bound else None)


def _remove(form: RemoveRecord, kind: str, key: str, *, viewer: Viewer) -> Any:
    given = form.cleaned_data
    asked = {name: given[name] for name in ("move_to", "with_referring", "keep_without")}
    return remove_record(kind, key, **asked, viewer=viewer)


def choices(request: HttpRequest, record: str) -> HttpResponse:
    """Suggestions for a field in which a record is picked by typing."""
    who = viewer(request)
    who.require_some(Verb.VIEW, table_of(record).file.resource)
    words = request.GET.get(request.GET.get("field", ""), "").replace("\0", "")
    return render_page(request, "workspace/record_choices.html", choices=matching_records(record, words, viewer=who))


def tags(request: HttpRequest, record: str) -> HttpResponse:
    """Suggestions for a field of tags: those that such records have."""
    who, table = viewer(request), table_of(record)
    who.require(Verb.CHANGE, table.file.resource)
    text = request.GET.get(request.GET.get("field", ""), "").replace("\0", "")[:LINE_LENGTH]
    has_tags = any(column.name == "tags" for column in table.columns)
    found = [RecordChoice(each, "") for each in completions(table.model, text, SHOWN)] if has_tags else []
    return render_page(request, "workspace/record_choices.html", choices=found)


def similar(request: HttpRequest, record: str) -> HttpResponse:
    """Organisations on record whose name is like the one that is typed."""
    require_viewer(request, Verb.CHANGE, table_of(record).file.resource)
    name = request.GET.get("name", "").replace("\0", "")
    found = similar_actors(name) if record == "actor" else []
    return render_page(request, "workspace/record_similar.html", actors=found)


def permitted_record(
    request: HttpRequest, table: CaseTable, key: str, verb: Verb = Verb.CHANGE
) -> tuple[Viewer, Mapping[str, Any]]:
    """The viewer and the record, if they may do this to it: whoever may do it to no such record learns of none."""
    who = viewer(request)
    who.require_some(verb, table.file.resource)
    stored = stored_record(table, key, viewer=who)
    require_record(verb, table, stored, who)
    return who, stored


def _may_remove(table: CaseTable, stored: Mapping[str, Any], who: Viewer) -> bool:
    try:
        require_record(Verb.REMOVE, table, stored, who)
    except NotAllowed:
        return False
    return True


def _form_page(
    request: HttpRequest,
    table: CaseTable,
    form: EditedRecord,
    *,
    key: str = "",
    called: str = "",
    may_remove: bool = False,
) -> HttpResponse:
    page = render_page(
        request,
        "workspace/record_form.html",
        form=form,
        kind=table.file.kind,
        key=key,
        called=called,
        may_remove=may_remove,
        words=phrases_of(table.file.kind),
    )
    return with_status(page, form if form.is_bound else None)


def _onward(request: HttpRequest, asked: str, table: CaseTable, key: str, who: Viewer) -> HttpResponse:
    """To the page where the button was pressed, else to that of the record, else to the start."""
    row = stored_record(table, key, viewer=who) if key else {}
    where = record_pages.path_of(table.model, row) if row else ""
    return HttpResponseRedirect(onward(request, asked, where or "/"))
