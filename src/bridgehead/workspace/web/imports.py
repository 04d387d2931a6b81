"""Pages of imports: a file, its preview, what it changed."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from bridgehead.ecosystem.queries import activity_names
from bridgehead.importers.core.reading_choices import reading_choices
from bridgehead.importers.models import ImportJob, ImportJobFile
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.workers import work_waits
from bridgehead.workspace.case_files import table_names
from bridgehead.workspace.forms.imports import (
    ColumnsForm,
    ConfirmForm,
    DiscardForm,
    ImportForm,
    KindForm,
    ReadAgainForm,
)
from bridgehead.workspace.phrases import FORMAT_GROUPS
from bridgehead.workspace.services import import_jobs
from bridgehead.workspace.services.import_answers import can_be_answered, set_columns, set_kind
from bridgehead.workspace.services.import_formats import IMPORT_FORMATS, ImportFormat
from bridgehead.workspace.services.upload_files import progress_of
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
        path("import/<number:id_>/kind", kind, name="upload-kind"),
        path("import/<number:id_>/columns", columns, name="upload-columns"),
        path("import/<number:id_>/again", read_again, name="upload-again"),
        path("import/<number:id_>/confirm", confirm, name="upload-confirm"),
        path("import/<number:id_>/discard", discard, name="upload-discard"),
        path("import/<number:id_>/refused/<number:number>", refused, name="upload-refused"),
    ]


def import_page(request: HttpRequest) -> HttpResponse:
    """Import data: the file, and what kinds there are."""
    viewer = require_viewer(request, Verb.IMPORT, Resource.CASE)
    form = ImportForm()
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
        groups=_groups(),
        limit=import_jobs.limit(),
        latest=ImportJob.objects.select_related("who").order_by("-pk")[:FEW],
        waits=work_waits(),
    )
    return with_status(answer, form if form.errors else None)


def _groups() -> list[tuple[str, Any, list[ImportFormat]]]:
    """The kinds of files in the order of the page: each group's name, its title, its kinds."""
    return [(n, title, [f for f in IMPORT_FORMATS.values() if f.group == n]) for n, title in FORMAT_GROUPS.items()]


def upload(request: HttpRequest, id_: int) -> HttpResponse:
    """What an import would change, or did."""
    require_viewer(request, Verb.IMPORT, Resource.CASE)
    return _upload_page(request, import_jobs.upload_of(id_))


def _upload_page(request: HttpRequest, found: ImportJob, sent: VerbForm | None = None) -> HttpResponse:
    """The page of an upload; with the form that was refused, if one was."""
    answer = render_page(request, "workspace/import_job.html", **_state(found, sent))
    return with_status(answer, sent)


def upload_state(request: HttpRequest, id_: int) -> HttpResponse:
    """The part of an upload's page that changes while it is read and imported."""
    require_viewer(request, Verb.IMPORT, Resource.CASE)
    context = _state(import_jobs.upload_of(id_))
    answer = render_page(request, "workspace/import_state.html", **context)
    if not context["at_work"]:
        answer.headers["HX-Refresh"] = "true"  # the page's title and foot change with it
    return answer


def _state(found: ImportJob, sent: VerbForm | None = None) -> dict[str, Any]:
    """What the part of the page shows that changes."""
    cut_off = import_jobs.is_cut_off(found)
    at_work = found.state in import_jobs.AT_WORK and not cut_off
    return {
        "upload": found,
        "at_work": at_work,
        "cut_off": cut_off,
        "waits": at_work and work_waits(),
        "progress": progress_of(found) if at_work else "",
        "format": IMPORT_FORMATS.get(found.format),
        "form": None if isinstance(sent, ColumnsForm | KindForm) else sent,
        "kind_form": drawn(sent, KindForm, upload=found) if can_be_answered(found) else None,
        "activity": activity_names([found.activity]).get(found.activity, "") if found.activity else "",
        "columns_form": drawn(sent, ColumnsForm, upload=found) if found.columns.exists() else None,
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
def kind(request: HttpRequest, id_: int) -> HttpResponse:
    """Take what kind of file it is, and preview it as one."""
    viewer = require_viewer(request, Verb.IMPORT, Resource.CASE)
    found = import_jobs.upload_of(id_)
    form = KindForm(found, request.POST)
    if form.carry_out(_set_kind, id_, form, viewer=viewer) is not None:
        return redirect("upload", id_)
    return _upload_page(request, found, form)


def _set_kind(id_: int, form: KindForm, *, viewer: Viewer) -> Receipt[None]:
    values = form.values
    said = reading_choices(values.pop("encoding"), values.pop("dates"))
    return set_kind(id_, **values, said=said, viewer=viewer, preview=preview)


@require_POST
def columns(request: HttpRequest, id_: int) -> HttpResponse:
    """Take what the columns of a member list mean, and preview again."""
    viewer = require_viewer(request, Verb.IMPORT, Resource.CASE)
    found = import_jobs.upload_of(id_)
    form = ColumnsForm(found, request.POST)
    if form.is_valid():
        given = {"columns": form.chosen, "cluster": form.cleaned_data["cluster"], "viewer": viewer, "preview": preview}
        if form.carry_out(set_columns, id_, **given) is not None:
            return redirect("upload", id_)
    return _upload_page(request, found, form)


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
