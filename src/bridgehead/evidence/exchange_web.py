"""The page of exchange: files of research tools in and out, with the report of what became of them."""

import tempfile
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.evidence import audit, forms, kept
from bridgehead.evidence.core.beside import beside
from bridgehead.evidence.core.report import Report
from bridgehead.evidence.services.exchanging import WRITERS, bring_in, hand_out
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.pages import allow, page, sent_from
from bridgehead.kit.receipt import Receipt

TYPES = {"qdpx": "application/zip", "qdc": "application/xml", "csv": "text/csv", "xlsx": "application/octet-stream"}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("exchange", exchange, name="exchange"),
        path("exchange/in", receive, name="exchange-in"),
        path("exchange/out", out, name="exchange-out"),
        path("exchange/trail.csv", trail, name="trail"),
        path("exchange/projects/<id:id_>", project, name="research-project"),
    ]


def exchange(request: HttpRequest) -> HttpResponse:
    """What can come in and go out."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    return _page(request)


@sent_from("exchange", Kind.SOURCE)
def receive(request: HttpRequest) -> HttpResponse:
    """Bring a file in; what became of it."""
    viewer = allow(request, Verb.IMPORT, Kind.SOURCE)
    form = forms.ImportFile(request.POST, request.FILES)
    if form.is_valid():
        file, kind, language = (form.cleaned_data[name] for name in ("file", "kind", "language"))
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / file.name
            with place.open("wb") as target:
                target.writelines(file.chunks())
            done = form.carry_out(_bring_in, place, kind=kind, language=language, who=viewer.id)
        if done:
            return _page(request, report=done.result, name=file.name, repeated=done.result is None)
    return _page(request, sent=form)


def _bring_in(place: Path, *, kind: str, language: str, who: int) -> Receipt[Report]:
    """Bring in, and name the file without the place that it lies in for the moment."""
    try:
        return bring_in(place, kind=kind, language=language, who=who)
    except InputError as error:
        folder = f"{place.parent}/"
        error.file, error.found = (text and text.replace(folder, "") for text in (error.file, error.found))
        raise


def out(request: HttpRequest) -> HttpResponse:
    """A file for other tools; with `report`, what it would carry and what not."""
    allow(request, Verb.EXPORT, Kind.SOURCE)
    ending = request.GET.get("format", "")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"bridgehead.{ending if f'.{ending}' in WRITERS else 'none'}"
        report = hand_out(place, presets=request.GET.get("all") == "yes")
        if "report" in request.GET:
            return _page(request, report=report, going=ending)
        return _file(place.read_bytes(), place.name, ending)


def trail(request: HttpRequest) -> HttpResponse:
    """Every change of codebooks, codings, sources and evidence."""
    allow(request, Verb.EXPORT, Kind.SOURCE)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "trail.csv"
        audit.write(place)
        return _file(place.read_bytes(), place.name, "csv")


def project(request: HttpRequest, id_: str) -> HttpResponse:
    """What an imported project holds that has no page of its own."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    if id_ not in kept.projects():
        raise NotFound(f"there is no research project {id_!r}")
    root = kept.tree(id_)
    found = {"name": root.get("name") or id_, "origin": root.get("origin", ""), "beside": beside(root)}
    return page(request, "evidence/project.html", **found)


def _file(content: bytes, name: str, ending: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=TYPES[ending], headers=headers)


def _page(request: HttpRequest, *, sent: VerbForm | None = None, **found: object) -> HttpResponse:
    response = page(
        request,
        "evidence/exchange.html",
        **found,
        bring=drawn(sent, forms.ImportFile),
        projects=kept.projects(),
        everything=request.GET.get("all") == "yes",
    )
    return with_status(response, sent)
