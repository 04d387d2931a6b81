"""Pages of possible duplicates: the list, two records side by side, merge."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem.models import Actor
from bridgehead.framework.loader import load_framework
from bridgehead.importers.phrases import duplicate_signs
from bridgehead.importers.queries.duplicates import cached_duplicates, pair
from bridgehead.importers.services.duplicates import mark_distinct
from bridgehead.kit import countries
from bridgehead.kit.forms import VerbForm, with_status
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.workspace.forms.duplicates import ApartForm, MergeForm
from bridgehead.workspace.queries.referring_columns import references_to
from bridgehead.workspace.services.merge_actors import merge_actors
from bridgehead.workspace.tables import duplicates_table

ROWS = 25
FIELDS = (
    ("name", _("Name")),
    ("id", _("Id")),
    ("aliases", _("Other names")),
    ("kind", _("Kind")),
    ("size", _("Size")),
    ("country", _("Country")),
    ("city", _("City")),
    ("founded", _("Founded")),
    ("sector", _("Sector")),
    ("website", _("Website")),
    ("capabilities", _("Capabilities")),
)
VOCABULARIES = {"kind": "actor_kind", "size": "actor_size"}


@dataclass(frozen=True)
class FieldComparison:
    """A field of two actors, side by side."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether both have a value, and not the same."""
        return bool(self.first and self.second and self.first != self.second)


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
    rows = Paginator(cached_duplicates(), ROWS).get_page(request.GET.get("page"))
    return render_page(request, "workspace/duplicates.html", rows=rows, table=duplicates_table(rows, request))


def side_by_side(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """Whether two actors are one: what is known of each."""
    require_viewer(request, Verb.CHANGE, Resource.ACTOR)
    return _pair_page(request, first, second)


def _pair_page(request: HttpRequest, first: str, second: str, form: VerbForm | None = None) -> HttpResponse:
    """The page of a pair; with the form that was refused, if one was."""
    likeness = pair(first, second)
    actors = [Actor.objects.get(pk=first), Actor.objects.get(pk=second)]
    lines = [FieldComparison(str(label), *(_shown(name, getattr(a, name)) for a in actors)) for name, label in FIELDS]
    numbers = [sorted(f"{i.scheme.upper()} {i.value}" for i in a.identifiers.all()) for a in actors]
    lines.append(FieldComparison(str(_("Numbers")), *(", ".join(n) for n in numbers)))
    counts = [_count(a) for a in actors]
    lines.append(FieldComparison(str(_("Records that refer to it")), *map(str, counts)))
    answer = render_page(
        request,
        "workspace/duplicate.html",
        signs_for=duplicate_signs(likeness.for_it),
        signs_against=duplicate_signs(likeness.against_it),
        lines=[line for line in lines if line.first or line.second],
        first=actors[0],
        second=actors[1],
        keep=actors if counts[0] >= counts[1] else actors[::-1],
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
    messages.success(request, _("Records merged. You can undo this change."))
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


def _shown(name: str, value: Any) -> str:
    if name == "country" and value:
        return countries.name(value)
    if name in VOCABULARIES and value:
        return load_framework().label(VOCABULARIES[name], value)
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def _count(actor: Actor) -> int:
    return sum(1 for reference in references_to(Actor) for _row in reference.rows([actor.pk]))
