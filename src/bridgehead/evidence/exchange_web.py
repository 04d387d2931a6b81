"""The page of exchange: files of research tools in and out, with the report of what became of them."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.evidence import audit, kept
from bridgehead.evidence.core.beside import beside
from bridgehead.evidence.services.exchanging import COMING, WRITERS, bring_in, hand_out
from bridgehead.framework.load import load
from bridgehead.kit import countries
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.errors import BridgeheadError, InputError, NotFound
from bridgehead.kit.pages import allow, page

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


@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Bring a file in; what became of it."""
    viewer = allow(request, Verb.IMPORT, Kind.SOURCE)
    file = request.FILES.get("file")
    if file is None or file.size is None or file.size > settings.UPLOAD_LIMIT:
        raise InputError(_("a file of at most %(n)s bytes") % {"n": settings.UPLOAD_LIMIT}, found=file or _("none"))
    kind, language = request.POST.get("kind", "document"), request.POST.get("language", "")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / get_valid_filename(file.name or "document")
        with place.open("wb") as target:
            target.writelines(file.chunks())
        try:
            report = bring_in(place, kind=kind, language=language, who=viewer.id)
        except BridgeheadError as error:
            return _page(request, problem=str(error).replace(f"{folder}/", ""), status=400)
    return _page(request, report=report, name=file.name)


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


def _page(request: HttpRequest, *, status: int = 200, **found: object) -> HttpResponse:
    response = page(
        request,
        "evidence/exchange.html",
        **found,
        projects=kept.projects(),
        kinds=load().vocabularies["source_kind"],
        languages=sorted(countries.languages()),
        endings=",".join(COMING),
        everything=request.GET.get("all") == "yes",
    )
    response.status_code = status
    return response
