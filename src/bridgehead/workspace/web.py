"""Pages on the whole: bringing data in with a preview, and what was changed."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem.queries import actors
from bridgehead.intake.members import LABELS
from bridgehead.intake.models import Upload
from bridgehead.kit import log
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.errors import BridgeheadError, NotFound
from bridgehead.kit.listing import ROWS
from bridgehead.kit.models import Change
from bridgehead.kit.pages import allow, page
from bridgehead.workspace import uploads, web_duplicates
from bridgehead.workspace.case import CASE_FILES
from bridgehead.workspace.undo import undo as take_back

FEW = 8
LINES = 100


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("import", bring_in, name="import"),
        path("import/<number:id_>", upload, name="upload"),
        path("import/<number:id_>/state", upload_state, name="upload-state"),
        path("import/<number:id_>/columns", columns, name="upload-columns"),
        path("import/<number:id_>/confirm", confirm, name="upload-confirm"),
        path("import/<number:id_>/discard", discard, name="upload-discard"),
        path("import/<number:id_>/refused/<number:number>", refused, name="upload-refused"),
        path("changes", changes, name="changes"),
        path("changes/<number:id_>", change, name="change"),
        path("changes/<number:id_>/undo", undo, name="change-undo"),
        *web_duplicates.urls(),
    ]


def bring_in(request: HttpRequest) -> HttpResponse:
    """What to bring in: the format, the file."""
    viewer = allow(request, Verb.IMPORT, Kind.CASE)
    problem = None
    if request.method == "POST":
        try:
            found = uploads.receive(request.FILES.get("file"), format=request.POST.get("format", ""), who=viewer.id)
        except BridgeheadError as error:
            problem = error
        else:
            return redirect("upload", found.pk)
    return page(
        request,
        "workspace/import.html",
        formats=uploads.choices().values(),
        chosen=request.POST.get("format", uploads.CASE),
        limit=uploads.limit(),
        problem=problem,
        latest=Upload.objects.select_related("who").order_by("-pk")[:FEW],
    )


def upload(request: HttpRequest, id_: int) -> HttpResponse:
    """What an import would change, or did."""
    allow(request, Verb.IMPORT, Kind.CASE)
    found = _upload(id_)
    return page(
        request,
        "workspace/upload.html",
        upload=found,
        format=uploads.choices().get(found.format),
        names=_table_names(),
        **_column_choices(found),
    )


def upload_state(request: HttpRequest, id_: int) -> HttpResponse:
    """The part of an upload's page that changes while it is read and imported."""
    allow(request, Verb.IMPORT, Kind.CASE)
    found = _upload(id_)
    answer = page(request, "workspace/upload_state.html", upload=found, names=_table_names(), **_column_choices(found))
    if found.state not in (Upload.State.READING, Upload.State.IMPORTING):
        answer.headers["HX-Refresh"] = "true"  # the page's title and foot change with it
    return answer


def _column_choices(upload: Upload) -> dict[str, Any]:
    if "columns" not in upload.tally:
        return {}
    return {"fields": LABELS, "clusters": list(actors(kind="cluster").values_list("pk", "name"))}


@require_POST
def columns(request: HttpRequest, id_: int) -> HttpResponse:
    """Take what the columns of a member list mean, and preview again."""
    allow(request, Verb.IMPORT, Kind.CASE)
    found = _upload(id_)
    asked = {c["heading"]: request.POST.get(f"column-{n}", "") for n, c in enumerate(found.tally.get("columns", ()))}
    chosen = {heading: field for heading, field in asked.items() if heading and field}
    uploads.set_columns(found, columns=chosen, cluster=request.POST.get("cluster", ""))
    return redirect("upload", id_)


@require_POST
def confirm(request: HttpRequest, id_: int) -> HttpResponse:
    """Import what was previewed."""
    allow(request, Verb.IMPORT, Kind.CASE)
    uploads.confirm(_upload(id_), leave_out="leave_out" in request.POST)
    return redirect("upload", id_)


@require_POST
def discard(request: HttpRequest, id_: int) -> HttpResponse:
    """Forget what was previewed."""
    allow(request, Verb.IMPORT, Kind.CASE)
    uploads.discard(_upload(id_))
    return redirect("import")


def refused(request: HttpRequest, id_: int, number: int) -> FileResponse:
    """The rows that were refused, as they stood, with the reason of each."""
    allow(request, Verb.IMPORT, Kind.CASE)
    found = uploads.refused_file(_upload(id_), number)
    return FileResponse(found.open("rb"), as_attachment=True, filename=found.name, content_type="text/csv")


def changes(request: HttpRequest) -> HttpResponse:
    """What changed, the latest first."""
    viewer = allow(request, Verb.VIEW, Kind.LOG)
    rows = Paginator(log.batches(), ROWS).get_page(request.GET.get("page"))
    return page(
        request,
        "workspace/changes.html",
        rows=rows,
        sizes=log.sizes(rows),
        may_undo=viewer.may(Verb.UNDO, Kind.LOG),
    )


def change(request: HttpRequest, id_: int) -> HttpResponse:
    """What one change did."""
    viewer = allow(request, Verb.VIEW, Kind.LOG)
    lines = Paginator(log.lines_of(id_), LINES).get_page(request.GET.get("page"))
    return page(
        request,
        "workspace/change.html",
        batch=log.batch_of(id_),
        tables=log.tables_of(id_),
        lines=lines,
        names=_table_names(),
        tells=any(line.action == Change.Action.CHANGE for line in lines),
        may_undo=viewer.may(Verb.UNDO, Kind.LOG),
    )


@require_POST
def undo(request: HttpRequest, id_: int) -> HttpResponse:
    """Take a change back."""
    viewer = allow(request, Verb.UNDO, Kind.LOG)
    done = take_back(id_, who=viewer.id)
    if done.kept:
        return page(request, "workspace/kept.html", batch=log.batch_of(id_), done=done)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        messages.success(request, _("Taken back."))
        return redirect(back)
    messages.success(request, _("Taken back. This is the change that did it; undo it to have the other back."))
    return redirect("change", done.batch)


def _table_names() -> dict[str, str]:
    """What a page calls a table, by the name of its model and by that of its file."""
    words = {file.name: file.name.replace("_", " ") for file in CASE_FILES}
    return words | {file.model.__name__.lower(): words[file.name] for file in CASE_FILES}


def _upload(id_: int) -> Upload:
    found = Upload.objects.select_related("batch").filter(pk=id_).first()
    if found is None:
        raise NotFound(_("this upload is gone"))
    return found
