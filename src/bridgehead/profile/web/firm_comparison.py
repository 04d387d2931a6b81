"""Firms side by side: the study's tables as a page and as files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.ecosystem.queries import actors
from bridgehead.ecosystem.services.record_scope import export_note
from bridgehead.ecosystem.services.scope_control import scope_control
from bridgehead.kit import table_export
from bridgehead.kit.errors import shorten
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, viewer
from bridgehead.kit.table_export import ExportTable
from bridgehead.profile.core.firm_comparison import MOST_FIRMS
from bridgehead.profile.services import firm_comparison
from bridgehead.profile.tables.firm_comparison import characteristic_table, comparison_sheets, comparison_table
from bridgehead.profile.web.origin_shares import all_strengths


@dataclass(frozen=True)
class Download:
    """A form in which tables leave the workbench."""

    label: str
    ending: str
    content_type: str
    write: Callable[[Sequence[ExportTable]], str | bytes]


DOWNLOADS = {
    "xlsx": Download("XLSX", "xlsx", table_export.XLSX, table_export.xlsx),
    "markdown": Download("Markdown", "md", "text/markdown; charset=utf-8", table_export.markdown),
    "latex": Download("LaTeX", "tex", "application/x-tex; charset=utf-8", table_export.latex),
}


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("compare", compare, name="compare")]


def compare(request: HttpRequest) -> HttpResponse:
    """Up to six firms side by side."""
    wanted_firms = [id_ for id_ in dict.fromkeys(request.GET.getlist("firm")) if id_][:MOST_FIRMS]
    who = viewer(request)
    owners: list[str | None] = [*wanted_firms] or [who.actor]
    for owner in owners:
        who.require(Verb.VIEW, Resource.EVIDENCE, owner=owner)
    known = {firm.pk: firm for firm in actors().filter(pk__in=wanted_firms)}
    asked = [id_ for id_ in wanted_firms if id_ in known]
    firms = [known[id_] for id_ in asked]
    control = scope_control(request.GET, who)
    scope, labels = control.scope, firm_comparison.comparison_labels(asked)
    found = firm_comparison.compare(asked, scope) if asked else None
    if found and "list" not in request.GET and (wanted := DOWNLOADS.get(request.GET.get("format", ""))):
        return _download(comparison_sheets(found, labels, export_note(scope)), wanted)
    shown = found.tables[:-1] if found else ()
    listed = [comparison_table(table, labels) for table in shown]
    return render_page(
        request,
        "profile/compare.html",
        firms=firms,
        unknown=[shorten(id_) for id_ in wanted_firms if id_ not in known],
        choices=_comparable(who),
        downloads=DOWNLOADS.items(),
        scope_control=control,
        query=urlencode([*(("firm", id_) for id_ in asked), *control.parameters]),
        seats=[*asked, *[""] * (MOST_FIRMS - len(asked))],
        whole=all_strengths(s for table in shown for row in table.cells.values() for s in row.values()),
        tables=[characteristic_table(found.characteristics, labels), *listed] if found else [],
    )


def _download(sheets: Sequence[ExportTable], wanted: Download) -> HttpResponse:
    """The tables as a file."""
    headers = {"Content-Disposition": f'attachment; filename="comparison.{wanted.ending}"'}
    return HttpResponse(wanted.write(sheets), content_type=wanted.content_type, headers=headers)


def _comparable(who: Viewer) -> list[tuple[str, str]]:
    """Members whose evidence the viewer may see."""
    members = actors(kind="firm").filter(memberships__isnull=False).distinct().values_list("pk", "name")
    return [(id_, name) for id_, name in members if who.may(Verb.VIEW, Resource.EVIDENCE, owner=id_)]
