"""Pages of imports: a file, its preview, what it changed."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from bridgehead.importers.models import ImportJob, ImportJobFile
from bridgehead.kit.forms import VerbForm, with_status
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.workers import work_waits
from bridgehead.workspace.case_files import table_names
from bridgehead.workspace.forms.imports import ColumnsForm, ConfirmForm, DiscardForm, ImportForm, ReadAgainForm
from bridgehead.workspace.services import import_jobs
from bridgehead.workspace.services.upload_files import CASE, progress_of
from bridgehead.workspace.tables import (
    import_blanked_table,
    import_counts_table,
    import_matches_table,
    import_records_table,
    import_rejections_table,
)
from bridgehead.workspace.tasks import preview, write

FEW = 8


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
    ]


def import_page(request: HttpRequest) -> HttpResponse:
    """Import data: the format, the file."""
    viewer = require_viewer(request, Verb.IMPORT, Resource.CASE)
    form = ImportForm(initial={"format": CASE})
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            given = {"format": form.cleaned_data["format"], "viewer": viewer, "preview": preview}
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
        "at_work": at_work,
        "cut_off": cut_off,
        "waits": at_work and work_waits(),
        "progress": progress_of(found) if at_work else "",
        "columns_form": (columns or ColumnsForm(found)) if found.columns.exists() else None,
        "edited": list(found.files.filter(kind=ImportJobFile.Kind.EDITED).values_list("name", flat=True)),
        "rejected_files": found.files.filter(kind=ImportJobFile.Kind.REJECTED),
        **_tables(found),
    }


def _tables(found: ImportJob) -> dict[str, Any]:
    """The lists of an upload: what it would change or did, and what was rejected."""
    names = table_names()
    records = found.records.prefetch_related("values") if found.state == ImportJob.State.READY else ()
    return {
        "base": reverse("upload", args=[found.pk]),
        "counts_table": import_counts_table(list(found.counts.all()), names),
        "records_table": import_records_table(list(records), names) if records else None,
        "matches_table": import_matches_table(list(found.matches.all())),
        "rejections_table": import_rejections_table(list(found.rejections.filter(cells=0))),
        "blanked_table": import_blanked_table(list(found.rejections.filter(cells__gt=0))),
    }


@require_POST
def columns(request: HttpRequest, id_: int) -> HttpResponse:
    """Take what the columns of a member list mean, and preview again."""
    viewer = require_viewer(request, Verb.IMPORT, Resource.CASE)
    found = import_jobs.upload_of(id_)
    form = ColumnsForm(found, request.POST)
    if form.is_valid():
        given = {"columns": form.chosen, "cluster": form.cleaned_data["cluster"], "viewer": viewer, "preview": preview}
        if form.carry_out(import_jobs.set_columns, id_, **given) is not None:
            return redirect("upload", id_)
    return _upload_page(request, found, columns=form)


@require_POST
def confirm(request: HttpRequest, id_: int) -> HttpResponse:
    """Import what was previewed."""
    viewer = require_viewer(request, Verb.IMPORT, Resource.CASE)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        given = {"viewer": viewer, "write": write, "leave_out": form.cleaned_data["leave_out"]}
        if form.carry_out(import_jobs.confirm, id_, **given) is not None:
            return redirect("upload", id_)
    return _upload_page(request, import_jobs.upload_of(id_), form)


@require_POST
def read_again(request: HttpRequest, id_: int) -> HttpResponse:
    """Read an upload again whose reading was cut off."""
    viewer = require_viewer(request, Verb.IMPORT, Resource.CASE)
    form = ReadAgainForm(request.POST)
    if form.carry_out(import_jobs.read_again, id_, viewer=viewer, preview=preview) is not None:
        return redirect("upload", id_)
    return _upload_page(request, import_jobs.upload_of(id_), form)


@require_POST
def discard(request: HttpRequest, id_: int) -> HttpResponse:
    """Forget what was previewed."""
    viewer = require_viewer(request, Verb.IMPORT, Resource.CASE)
    form = DiscardForm(request.POST)
    if form.carry_out(import_jobs.discard, id_, viewer=viewer) is not None:
        return redirect("import")
    return _upload_page(request, import_jobs.upload_of(id_), form)


def refused(request: HttpRequest, id_: int, number: int) -> FileResponse:
    """The rows that were refused, as they stood, with the reason of each."""
    require_viewer(request, Verb.IMPORT, Resource.CASE)
    found = import_jobs.rejected_rows_file(import_jobs.upload_of(id_), number)
    return FileResponse(found.open("rb"), as_attachment=True, filename=found.name, content_type="text/csv")
