"""Pages of the framework matrix: actors or sources × codes, and one cell of it."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from bridgehead.evidence import forms, phrases
from bridgehead.evidence.queries import codes, coding_sessions, evidence, matrix_summaries
from bridgehead.evidence.queries import framework_matrix as research
from bridgehead.evidence.queries.code_picker import codebook_choices
from bridgehead.evidence.services.matrix_summaries import set_summary
from bridgehead.evidence.web.coder import name_of
from bridgehead.framework.loader import load_framework
from bridgehead.kit.errors import NotFound, shorten
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.list_page import ROWS, ListFilter, ListPage, choices, country_filter
from bridgehead.kit.notices import show_change
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.kit.table_export import XLSX, xlsx


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
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE)
    listing, by = _listing(request)
    found = _matrix(request, listing, by)
    filled = Counter(row for row, _code in found.cells)
    fullest = sorted(found.rows.items(), key=lambda row: -filled[row[0]])
    shown = Paginator(fullest, ROWS).get_page(request.GET.get("page", "1"))
    held = {code for row, _label in shown for code in found.codes if (row, code) in found.cells}
    columns = {code: label for code, label in found.codes.items() if code in held}
    rows = [(row, label, [(code, found.cells.get((row, code))) for code in columns]) for row, label in shown]
    told = {"matrix": found, "columns": columns, "rows": rows, "shown": shown}
    return render_page(request, "evidence/matrix.html", **told, by=by, listing=listing)


def workbook(request: HttpRequest) -> HttpResponse:
    """The matrix as a workbook, all rows that the filters leave."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE)
    name = 'attachment; filename="matrix.xlsx"'
    sheet = _matrix(request, *_listing(request)).sheet()
    return HttpResponse(xlsx([sheet]), content_type=XLSX, headers={"Content-Disposition": name})


def cell(request: HttpRequest, by: str, row: str, code: str) -> HttpResponse:
    """What is said of one row under one code: its summary and its quotes."""
    require_viewer(request, Verb.VIEW, Resource.EVIDENCE)
    return _cell(request, by, row, code)


def _cell(request: HttpRequest, by: str, row: str, code: str, sent: VerbForm | None = None) -> HttpResponse:
    found = research.cell(by, row, code, visible=coding_sessions.visible_to(name_of(request)))
    holder = matrix_summaries.row_of(by, row)
    if holder is None or (found is None and not codes.is_code(code)):
        raise NotFound(phrases.no_cell(row, code))
    label = codes.labels([code])[code]
    back = f"{reverse('matrix')}?{request.GET.urlencode()}"
    known = {"summary": found.written if found else "", "seen": matrix_summaries.position(by, row, code)}
    summary = drawn(sent, forms.WriteSummary, initial=known)
    shown = {"cell": found, "holder": holder, "by": by, "code": code, "label": label, "back": back}
    return with_status(render_page(request, "evidence/cell.html", summary=summary, **shown), sent)


@sent_from("matrix-cell", Resource.EVIDENCE)
def summary(request: HttpRequest, by: str, row: str, code: str) -> HttpResponse:
    """Write the summary of a cell."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.EVIDENCE)
    form = forms.WriteSummary(request.POST)
    if form.is_valid():
        text, seen = form.cleaned_data["summary"], form.cleaned_data["seen"]
        if done := form.carry_out(set_summary, by, row, code, text=text, seen=seen, viewer=viewer):
            show_change(request, done.batch)
            return redirect(f"{reverse('matrix')}?{request.GET.urlencode()}")
    return _cell(request, by, row, code, form)


def _listing(request: HttpRequest) -> tuple[ListPage[Any], str]:
    by = "source" if request.GET.get("by") == "source" else "actor"
    terms = load_framework().vocabularies
    filters = [
        ListFilter("words", _("Words"), hint=_("organisation or source")),
        ListFilter("by", _("Rows"), [("", _("Organisations")), ("source", _("Sources"))]),
        ListFilter("codebook", _("Codebook"), choices(codebook_choices().items())),
        ListFilter("kind", _("Kind"), choices(terms["source_kind" if by == "source" else "actor_kind"].items())),
    ]
    if by == "actor":
        filters += [
            ListFilter("size", _("Size"), choices(terms["actor_size"].items())),
            country_filter("country", _("Country"), evidence.countries_of_actors()),
            ListFilter(
                "sphere", _("Sphere"), choices((name, name) for name in sorted(set(load_framework().spheres.values())))
            ),
        ]
    return ListPage(request.GET, filters=filters, sorts={"name": ("name",)}, order="name"), by


def _matrix(request: HttpRequest, listing: ListPage[Any], by: str) -> research.FrameworkMatrix:
    asked = {name: value for name, value in listing.values.items() if name != "by"}
    codes_asked = request.GET.getlist("code")
    known = evidence.known_codes() if codes_asked else []
    listing.unknown += [(_("Code"), shorten(code)) for code in codes_asked if code not in known]
    wanted = research.MatrixFilter(codes=[code for code in codes_asked if code in known], **asked)
    return research.matrix(by=by, wanted=wanted, visible=coding_sessions.visible_to(name_of(request)))
