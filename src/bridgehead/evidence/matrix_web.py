"""Pages of the framework matrix: actors or sources × codes, and one cell of it."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bridgehead.evidence import matrix as research
from bridgehead.evidence import queries, sessions, summaries
from bridgehead.evidence.chooser import books
from bridgehead.evidence.research_web import name_of
from bridgehead.framework.load import load
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.documents import XLSX, xlsx
from bridgehead.kit.errors import NotFound
from bridgehead.kit.listing import ROWS, Filter, Listing, choices, countries_as_choices
from bridgehead.kit.pages import allow, page


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("matrix", matrix, name="matrix"),
        path("matrix.xlsx", workbook, name="matrix-xlsx"),
        path("matrix/<id:by>/<id:row>/<id:code>", cell, name="matrix-cell"),
        path("matrix/<id:by>/<id:row>/<id:code>/summary", summary, name="matrix-summary"),
    ]


def matrix(request: HttpRequest) -> HttpResponse:
    """What is said about whom under which code: of whom most is said first, then by name."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    listing, by = _listing(request)
    found = _matrix(request, listing, by)
    filled = Counter(row for row, _code in found.cells)
    fullest = sorted(found.rows.items(), key=lambda row: -filled[row[0]])
    shown = Paginator(fullest, ROWS).get_page(request.GET.get("page", "1"))
    rows = [(row, label, [(code, found.cells.get((row, code))) for code in found.codes]) for row, label in shown]
    return page(request, "evidence/matrix.html", matrix=found, rows=rows, shown=shown, by=by, listing=listing)


def workbook(request: HttpRequest) -> HttpResponse:
    """The matrix as a workbook, all rows that the filters leave."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    name = 'attachment; filename="matrix.xlsx"'
    sheet = _matrix(request, *_listing(request)).sheet()
    return HttpResponse(xlsx([sheet]), content_type=XLSX, headers={"Content-Disposition": name})


def cell(request: HttpRequest, by: str, row: str, code: str) -> HttpResponse:
    """What is said of one row under one code: its summary and its quotes."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    found = research.cell(by, row, code, visible=sessions.visible_to(name_of(request)))
    holder = summaries.ROWS[by]._default_manager.filter(pk=row).first() if by in summaries.ROWS else None
    if holder is None or (found is None and not research.is_code(code)):
        raise NotFound(f"there is no cell of {row!r} and {code!r}")
    label = research.labels([code])[code]
    back = f"{reverse('matrix')}?{request.GET.urlencode()}"
    return page(request, "evidence/cell.html", cell=found, holder=holder, by=by, code=code, label=label, back=back)


@require_POST
def summary(request: HttpRequest, by: str, row: str, code: str) -> HttpResponse:
    """Write the summary of a cell."""
    viewer = allow(request, Verb.CHANGE, Kind.EVIDENCE)
    summaries.write(by, row, code, text=request.POST.get("summary", ""), who=viewer.id)
    return redirect(f"{reverse('matrix')}?{request.GET.urlencode()}")


def _listing(request: HttpRequest) -> tuple[Listing[Any], str]:
    by = "source" if request.GET.get("by") == "source" else "actor"
    terms = load().vocabularies
    filters = [
        Filter("words", _("Words"), hint=_("name of the row")),
        Filter("by", _("Rows"), [("", _("Actors")), ("source", _("Sources"))]),
        Filter("codebook", _("Codes of"), choices(books().items())),
        Filter("kind", _("Kind"), choices(terms["source_kind" if by == "source" else "actor_kind"].items())),
    ]
    if by == "actor":
        filters += [
            Filter("size", _("Size"), choices(terms["actor_size"].items())),
            Filter("country", _("Country"), countries_as_choices(queries.countries_of_actors())),
            Filter("sphere", _("Sphere"), choices((name, name) for name in sorted(set(load().spheres.values())))),
        ]
    return Listing(request, filters=filters, sorts={"name": ("name",)}, order="name"), by


def _matrix(request: HttpRequest, listing: Listing[Any], by: str) -> research.Matrix:
    asked = {name: value for name, value in listing.values.items() if name != "by"}
    wanted = research.Wanted(codes=request.GET.getlist("code"), **asked)
    return research.matrix(by=by, wanted=wanted, visible=sessions.visible_to(name_of(request)))
