"""Pages of the framework matrix: actors or sources × codes, and one cell of it."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from bridgehead.evidence import forms, queries, sessions, summaries
from bridgehead.evidence import matrix as research
from bridgehead.evidence.chooser import books
from bridgehead.evidence.research_web import name_of
from bridgehead.framework.load import load
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.documents import XLSX, xlsx
from bridgehead.kit.errors import NotFound
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.listing import ROWS, Filter, Listing, choices, countries_as_choices
from bridgehead.kit.pages import allow, page, sent_from


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
    return _cell(request, by, row, code)


def _cell(request: HttpRequest, by: str, row: str, code: str, sent: VerbForm | None = None) -> HttpResponse:
    found = research.cell(by, row, code, visible=sessions.visible_to(name_of(request)))
    holder = summaries.ROWS[by]._default_manager.filter(pk=row).first() if by in summaries.ROWS else None
    if holder is None or (found is None and not research.is_code(code)):
        raise NotFound(f"there is no cell of {row!r} and {code!r}")
    label = research.labels([code])[code]
    back = f"{reverse('matrix')}?{request.GET.urlencode()}"
    known = {"summary": found.written if found else "", "seen": summaries.position(by, row, code)}
    summary = drawn(sent, forms.WriteSummary, initial=known)
    shown = {"cell": found, "holder": holder, "by": by, "code": code, "label": label, "back": back}
    return with_status(page(request, "evidence/cell.html", summary=summary, **shown), sent)


@sent_from("matrix-cell", Kind.SOURCE)
def summary(request: HttpRequest, by: str, row: str, code: str) -> HttpResponse:
    """Write the summary of a cell."""
    viewer = allow(request, Verb.CHANGE, Kind.EVIDENCE)
    form = forms.WriteSummary(request.POST)
    if form.is_valid():
        text, seen = form.cleaned_data["summary"], form.cleaned_data["seen"]
        if form.carry_out(summaries.write, by, row, code, text=text, seen=seen, who=viewer.id):
            return redirect(f"{reverse('matrix')}?{request.GET.urlencode()}")
    return _cell(request, by, row, code, form)


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
