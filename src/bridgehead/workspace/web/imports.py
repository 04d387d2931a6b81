"""Pages on the whole: bringing data in with a preview, and what was changed."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.importers.models import ImportJob
from bridgehead.kit import change_log
from bridgehead.kit.forms import VerbForm, with_status
from bridgehead.kit.list_page import ROWS
from bridgehead.kit.models import Change
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.workers import work_waits
from bridgehead.workspace.forms import ColumnsForm, ConfirmForm, DiscardForm, ImportForm, ReadAgainForm, UndoForm
from bridgehead.workspace.services import import_jobs
from bridgehead.workspace.services.case_folder import CASE_FILES
from bridgehead.workspace.services.undo import undo_batch as take_back
from bridgehead.workspace.tasks import CASE, progress_of

FEW = 8
LINES = 100


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("import", import_page, name="import"),
        path("import/<number:id_>", upload, name="upload"),
        path("import/<number:id_>/state", upload_state, name="upload-state"),
        path("import/<number:id_>/columns", columns, name="upload-columns"),
        path("import/<number:id_>/again", read_again, name="upload-again"),
        path("import/<number:id_>/confirm", confirm, name="upload-confirm"),
        path("import/<number:id_>/discard", discard, name="upload-discard"),
        path("import/<number:id_>/refused/<number:number>", refused, name="upload-refused"),
        path("changes", changes, name="changes"),
        path("changes/<number:id_>", change, name="change"),
        path("changes/<number:id_>/undo", undo, name="change-undo"),
    ]


def import_page(request: HttpRequest) -> HttpResponse:
    """What to bring in: the format, the file."""
    viewer = require_viewer(request, Verb.IMPORT, Resource.CASE)
    form = ImportForm(initial={"format": CASE})
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            given = {"format": form.cleaned_data["format"], "who": viewer.id}
            done = form.carry_out(import_jobs.create_import_job, form.cleaned_data["file"], **given)
            if done is not None and done.result is not None:
                return redirect("upload", done.result)
    answer = render_page(
        request,
        "workspace/import.html",
        form=form,
        formats=import_jobs.choices().values(),
        limit=import_jobs.limit(),
        latest=ImportJob.objects.select_related("who").order_by("-pk")[:FEW],
        waits=work_waits(),
    )
    return with_status(answer, form if form.errors else None)


def upload(request: HttpRequest, id_: int) -> HttpResponse:
    """What an import would change, or did."""
    require_viewer(request, Verb.IMPORT, Resource.CASE)
    return _upload_page(request, import_jobs.upload_of(id_))


def _upload_page(
    request: HttpRequest, found: ImportJob, form: VerbForm | None = None, columns: ColumnsForm | None = None
) -> HttpResponse:
    """The page of an upload; with the form that was refused, if one was."""
    format_ = import_jobs.choices().get(found.format)
    answer = render_page(request, "workspace/import_job.html", format=format_, form=form, **_state(found, columns))
    return with_status(answer, form or columns)


def upload_state(request: HttpRequest, id_: int) -> HttpResponse:
    """The part of an upload's page that changes while it is read and imported."""
    require_viewer(request, Verb.IMPORT, Resource.CASE)
    context = _state(import_jobs.upload_of(id_))
    answer = render_page(request, "workspace/import_state.html", **context)
    if not context["at_work"]:
        answer.headers["HX-Refresh"] = "true"  # the page's title and foot change with it
    return answer


def _state(found: ImportJob, columns: ColumnsForm | None = None) -> dict[str, Any]:
    """What the part of the page shows that changes."""
    cut_off = import_jobs.is_cut_off(found)
    at_work = found.state in import_jobs.AT_WORK and not cut_off
    return {
        "upload": found,
        "names": _table_names(),
        "at_work": at_work,
        "cut_off": cut_off,
        "waits": at_work and work_waits(),
        "progress": progress_of(found) if at_work else "",
        "columns_form": (columns or ColumnsForm(found)) if "columns" in found.tally else None,
    }


@require_POST
def columns(request: HttpRequest, id_: int) -> HttpResponse:
    """Take what the columns of a member list mean, and preview again."""
    require_viewer(request, Verb.IMPORT, Resource.CASE)
    found = import_jobs.upload_of(id_)
    form = ColumnsForm(found, request.POST)
    if form.is_valid():
        given = {"columns": form.chosen, "cluster": form.cleaned_data["cluster"]}
        if form.carry_out(import_jobs.set_columns, id_, **given) is not None:
            return redirect("upload", id_)
    return _upload_page(request, found, columns=form)


@require_POST
def confirm(request: HttpRequest, id_: int) -> HttpResponse:
    """Import what was previewed."""
    require_viewer(request, Verb.IMPORT, Resource.CASE)
    form = ConfirmForm(request.POST)
    if (
        form.is_valid()
        and form.carry_out(import_jobs.confirm, id_, leave_out=form.cleaned_data["leave_out"]) is not None
    ):
        return redirect("upload", id_)
    return _upload_page(request, import_jobs.upload_of(id_), form)


@require_POST
def read_again(request: HttpRequest, id_: int) -> HttpResponse:
    """Read an upload again whose reading was cut off."""
    require_viewer(request, Verb.IMPORT, Resource.CASE)
    form = ReadAgainForm(request.POST)
    if form.carry_out(import_jobs.read_again, id_) is not None:
        return redirect("upload", id_)
    return _upload_page(request, import_jobs.upload_of(id_), form)


@require_POST
def discard(request: HttpRequest, id_: int) -> HttpResponse:
    """Forget what was previewed."""
    require_viewer(request, Verb.IMPORT, Resource.CASE)
    form = DiscardForm(request.POST)
    if form.carry_out(import_jobs.discard, id_) is not None:
        return redirect("import")
    return _upload_page(request, import_jobs.upload_of(id_), form)


def refused(request: HttpRequest, id_: int, number: int) -> FileResponse:
    """The rows that were refused, as they stood, with the reason of each."""
    require_viewer(request, Verb.IMPORT, Resource.CASE)
    found = import_jobs.rejected_rows_file(import_jobs.upload_of(id_), number)
    return FileResponse(found.open("rb"), as_attachment=True, filename=found.name, content_type="text/csv")


def changes(request: HttpRequest) -> HttpResponse:
    """What changed, the latest first."""
    viewer = require_viewer(request, Verb.VIEW, Resource.LOG)
    rows = Paginator(change_log.batches(), ROWS).get_page(request.GET.get("page"))
    return render_page(
        request,
        "workspace/changes.html",
        rows=rows,
        sizes=change_log.batch_sizes(rows),
        may_undo=viewer.may(Verb.UNDO, Resource.LOG),
    )


def change(request: HttpRequest, id_: int) -> HttpResponse:
    """What one change did."""
    viewer = require_viewer(request, Verb.VIEW, Resource.LOG)
    return _change_page(request, id_, may_undo=viewer.may(Verb.UNDO, Resource.LOG))


def _change_page(request: HttpRequest, id_: int, *, may_undo: bool, form: UndoForm | None = None) -> HttpResponse:
    lines = Paginator(change_log.batch_changes(id_), LINES).get_page(request.GET.get("page"))
    answer = render_page(
        request,
        "workspace/change.html",
        batch=change_log.get_batch(id_),
        tables=change_log.batch_tables(id_),
        lines=lines,
        names=_table_names(),
        tells=any(line.action == Change.Action.CHANGE for line in lines),
        may_undo=may_undo,
        form=form or UndoForm(),
    )
    return with_status(answer, form)


@require_POST
def undo(request: HttpRequest, id_: int) -> HttpResponse:
    """Take a change back; whoever presses again is led to the change that did it."""
    viewer = require_viewer(request, Verb.UNDO, Resource.LOG)
    form = UndoForm(request.POST)
    done = form.carry_out(take_back, id_, who=viewer.id)
    if done is None:
        return _change_page(request, id_, may_undo=True, form=form)
    if done.result:
        return render_page(
            request, "workspace/undo_result.html", batch=change_log.get_batch(id_), by=done.batch, kept=done.result
        )
    back = form.cleaned_data["next"]
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        messages.success(request, _("Change undone."))
        return HttpResponseRedirect(back)
    messages.success(request, _("Change undone. This is the change that did it. Undo it to redo the other."))
    return redirect("change", done.batch)


def _table_names() -> dict[str, str]:
    """What a page calls a table, by the name of its model and by that of its file."""
    words = {file.name: file.name.replace("_", " ") for file in CASE_FILES}
    return words | {file.model.__name__.lower(): words[file.name] for file in CASE_FILES}
