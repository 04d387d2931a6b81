"""Tables and figures of the study: each with its place; what no other page draws is drawn here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from bridgehead.evidence.queries.sources import titles
from bridgehead.kit.list_tables import ListTable
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.pages import queries
from bridgehead.pages.phrases import method_parts
from bridgehead.pages.services.study_items import PAGE, study_items
from bridgehead.pages.tables.study_items import (
    country_figure_table,
    dynamic_table,
    method_table,
    mode_table,
    spoken_source_table,
    study_item_table,
    written_source_table,
)


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("study", study, name=PAGE)]


def study(request: HttpRequest) -> HttpResponse:
    """The list of the study's tables and figures, then those that are drawn from records here."""
    viewer = require_viewer(request, Verb.VIEW, Resource.FIGURE)
    tables, figures = study_items(viewer)
    sections: list[ListTable[Any]] = [dynamic_table(queries.dynamics_in_records())]
    if viewer.may(Verb.VIEW, Resource.SOURCE):
        sections.append(spoken_source_table(list(queries.spoken_sources())))
        sections.append(written_source_table(list(queries.written_sources())))
    countries = list(queries.country_figures())
    sections += [
        mode_table(queries.modes_in_records()),
        method_table(method_parts(queries.method_counts())),
        country_figure_table(countries, titles(row.source for row in countries)),
    ]
    return render_page(
        request,
        "pages/study.html",
        listed=[
            study_item_table("study-tables", _("Tables"), tables),
            study_item_table("study-figures", _("Figures"), figures),
        ],
        sections=sections,
    )
