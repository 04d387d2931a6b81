"""The page of exchange: files of research tools in and out, with the report of what became of them."""

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.evidence import forms, phrases
from bridgehead.evidence.core.qda.exchange_report import ExchangeReport
from bridgehead.evidence.core.qda.unmapped_content import read_unmapped_content
from bridgehead.evidence.queries import qda_projects
from bridgehead.evidence.services import audit_trail
from bridgehead.evidence.services.exchange import WRITERS, export_file, import_file
from bridgehead.evidence.tables.exchange import case_table, link_table, report_table, set_table, variable_table
from bridgehead.kit.errors import NotFound
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.kit.uploads import file_on_disk

TYPES = {"qdpx": "application/zip", "qdc": "application/xml", "csv": "text/csv", "xlsx": "application/octet-stream"}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("exchange", exchange, name="exchange"),
        path("exchange/in", import_view, name="exchange-in"),
        path("exchange/out", export_view, name="exchange-out"),
        path("exchange/trail.csv", trail, name="trail"),
        path("exchange/projects/<id:id_>", project, name="research-project"),
    ]


def exchange(request: HttpRequest) -> HttpResponse:
    """What can come in and go out."""
    require_viewer(request, Verb.EXPORT, Resource.SOURCE)
    return _page(request)


@sent_from("exchange", Resource.SOURCE)
def import_view(request: HttpRequest) -> HttpResponse:
    """Bring a file in; what became of it."""
    viewer = require_viewer(request, Verb.IMPORT, Resource.SOURCE)
    form = forms.ImportFile(request.POST, request.FILES)
    if form.is_valid():
        file, kind, language = (form.cleaned_data[name] for name in ("file", "kind", "language"))
        done = form.carry_out(_bring_in, file, kind=kind, language=language, viewer=viewer)
        if done:
            return _page(request, report=done.result, name=file.name, repeated=done.result is None)
    return _page(request, sent=form)


def _bring_in(file: "UploadedFile[bytes]", *, kind: str, language: str, viewer: Viewer) -> Receipt[ExchangeReport]:
    with file_on_disk(file.name or "", file.chunks()) as place:
        return import_file(place, kind=kind, language=language, viewer=viewer)


def export_view(request: HttpRequest) -> HttpResponse:
    """A file for other tools; with `report`, what it would carry and what not."""
    viewer = require_viewer(request, Verb.EXPORT, Resource.SOURCE)
    ending = request.GET.get("format", "")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"bridgehead.{ending if f'.{ending}' in WRITERS else 'none'}"
        report = export_file(place, viewer=viewer, presets=request.GET.get("all") == "yes")
        if "report" in request.GET:
            return _page(request, report=report, going=ending)
        return _file(place.read_bytes(), place.name, ending)


def trail(request: HttpRequest) -> HttpResponse:
    """Every change of codebooks, codings, sources and evidence."""
    viewer = require_viewer(request, Verb.EXPORT, Resource.SOURCE)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "trail.csv"
        audit_trail.write(place, viewer=viewer)
        return _file(place.read_bytes(), place.name, "csv")


def project(request: HttpRequest, id_: str) -> HttpResponse:
    """What an imported project holds that has no page of its own."""
    require_viewer(request, Verb.EXPORT, Resource.SOURCE)
    if id_ not in qda_projects.projects():
        raise NotFound(phrases.no_project(id_))
    root = qda_projects.tree(id_)
    found = read_unmapped_content(root)
    return render_page(
        request,
        "evidence/unmapped_content.html",
        name=root.get("name") or id_,
        origin=root.get("origin", ""),
        cases_table=case_table(found.cases),
        sources_table=variable_table(found.sources),
        sets_table=set_table(found.sets),
        links_table=link_table(found.links),
        graphs=found.graphs,
    )


def _file(content: bytes, name: str, ending: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=TYPES[ending], headers=headers)


def _page(
    request: HttpRequest, *, sent: VerbForm | None = None, report: ExchangeReport | None = None, **found: object
) -> HttpResponse:
    response = render_page(
        request,
        "evidence/exchange.html",
        **found,
        table=None if report is None else report_table(report),
        bring=drawn(sent, forms.ImportFile),
        projects=qda_projects.projects(),
        everything=request.GET.get("all") == "yes",
    )
    return with_status(response, sent)
