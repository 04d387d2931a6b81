"""Pages of possible duplicates: the list, two records side by side, merge."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.importers.phrases import duplicate_signs
from bridgehead.importers.queries.duplicates import pair
from bridgehead.importers.services.duplicate_cache import current_duplicates
from bridgehead.importers.services.duplicates import mark_distinct
from bridgehead.kit.forms import VerbForm, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.workspace.forms.duplicates import ApartForm, MergeForm
from bridgehead.workspace.queries.actor_comparison import compare_actors
from bridgehead.workspace.services.merge_actors import merge_actors
from bridgehead.workspace.tables import actor_comparison_table, duplicates_table

ROWS = 25


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("duplicates", duplicates, name="duplicates"),
        path("duplicates/<id:first>/<id:second>", side_by_side, name="duplicate"),
        path("duplicates/<id:first>/<id:second>/merge", merge_view, name="duplicate-merge"),
        path("duplicates/<id:first>/<id:second>/apart", mark_distinct_view, name="duplicate-apart"),
    ]


def duplicates(request: HttpRequest) -> HttpResponse:
    """Possible duplicates."""
    require_viewer(request, Verb.CHANGE, Resource.ACTOR)
    rows = Paginator(current_duplicates(), ROWS).get_page(request.GET.get("page"))
    return render_page(request, "workspace/duplicates.html", rows=rows, table=duplicates_table(rows, request))


def side_by_side(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """Whether two actors are one: what is known of each."""
    require_viewer(request, Verb.CHANGE, Resource.ACTOR)
    return _pair_page(request, first, second)


def _pair_page(request: HttpRequest, first: str, second: str, form: VerbForm | None = None) -> HttpResponse:
    """The page of a pair; with the form that was refused, if one was."""
    likeness = pair(first, second)
    found = compare_actors(first, second)
    answer = render_page(
        request,
        "workspace/duplicate.html",
        signs_for=duplicate_signs(likeness.for_it),
        signs_against=duplicate_signs(likeness.against_it),
        table=actor_comparison_table(found.fields, found.first, found.second),
        first=found.first,
        second=found.second,
        keep=found.by_references,
        form=form,
    )
    return with_status(answer, form)


@require_POST
def merge_view(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """Make two actors one; whoever presses again is led to the change that did it."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTOR)
    form = MergeForm(first, second, request.POST)
    done = form.carry_out(merge_actors, *form.keep_and_drop, viewer=viewer) if form.is_valid() else None
    if done is None:
        return _pair_page(request, first, second, form)
    show_done(request, _("Records merged."), done.batch)
    return redirect("change", done.batch)


@require_POST
def mark_distinct_view(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """Remember that two actors are not the same."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTOR)
    form = ApartForm(request.POST)
    if form.carry_out(mark_distinct, first, second, viewer=viewer) is None:
        return _pair_page(request, first, second, form)
    messages.success(request, _("Marked as different organisations."))
    return redirect("duplicates")
