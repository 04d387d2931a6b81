"""Pages on sources: their list, reading and coding one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.models import Source
from bridgehead.evidence import forms, phrases
from bridgehead.evidence.queries import code_picker, coding_sessions, codings, evidence, source_texts
from bridgehead.evidence.queries.codes import labels
from bridgehead.evidence.queries.sources import find_sources
from bridgehead.evidence.services import coding as service
from bridgehead.evidence.services.sources import add_document, describe, pseudonymise
from bridgehead.evidence.tables.sources import source_table
from bridgehead.evidence.web.annotated_text import part_of, places
from bridgehead.evidence.web.coder import name_of, undo_of
from bridgehead.framework.loader import load_framework
from bridgehead.kit import change_log
from bridgehead.kit.form_fields import values_of
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.list_page import ListFilter, ListPage, choices
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Viewer
from bridgehead.kit.request_context import render_page, sent_from
from bridgehead.kit.request_context import viewer as asking

AROUND, SHOWN, LONGEST, LONGEST_PASSAGE = 40, 50, 10, 120


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("sources", sources, name="sources"),
        path("sources/<id:id_>", read, name="source"),
        path("sources/<id:id_>/describe", describe_source, name="source-describe"),
        path("sources/<id:id_>/text", add_text, name="source-text"),
        path("sources/<id:id_>/pseudonym", pseudonym, name="source-pseudonym"),
        path("sources/<id:id_>/apply", apply, name="source-apply"),
    ]


def sources(request: HttpRequest) -> HttpResponse:
    """What was said and written, and how far it is coded."""
    listing = source_list(request.GET, asking(request))
    listing.show(find_sources(**listing.values, viewer=asking(request)))
    ids = [row.pk for row in listing.rows]
    seen = coding_sessions.seen_by(asking(request)).filter(source__in=ids)
    return render_page(
        request,
        "evidence/sources.html",
        listing=listing,
        table=source_table(listing, codings.counted_by("source", seen), source_texts.readable(ids)),
        bring=forms.ImportFile(),
    )


def source_list(given: QueryDict, _who: Viewer) -> ListPage[Source]:
    """What an address asks of the list."""
    return ListPage(
        given,
        filters=(
            ListFilter("words", gettext_lazy("Words"), hint=gettext_lazy("title")),
            ListFilter("kind", gettext_lazy("Kind"), choices(load_framework().vocabularies["source_kind"].items())),
        ),
        sorts={"title": ("title",), "kind": ("kind", "title"), "date": ("date",)},
        order="title",
    )


@sent_from("source", Resource.SOURCE)
def describe_source(request: HttpRequest, id_: str) -> HttpResponse:
    """Change what is known of a source."""
    viewer = asking(request)
    form = forms.DescribeSource(request.POST)
    if form.is_valid() and form.carry_out(describe, id_, viewer=viewer, **form.values):
        return redirect("source", id_)
    return _reading(request, id_, "evidence/source.html", sent=form)


@sent_from("source", Resource.SOURCE)
def add_text(request: HttpRequest, id_: str) -> HttpResponse:
    """Bring in the document of a source that is there without its text."""
    viewer = asking(request)
    form = forms.AddText(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        if form.carry_out(add_document, file.read(), file.name, into=id_, viewer=viewer):
            return redirect("source", id_)
    return _reading(request, id_, "evidence/source.html", sent=form)


@sent_from("source", Resource.SOURCE)
def pseudonym(request: HttpRequest, id_: str) -> HttpResponse:
    """Put a pseudonym for a name throughout a text."""
    viewer = asking(request)
    form = forms.Pseudonym(request.POST)
    if form.is_valid() and (done := form.carry_out(pseudonymise, id_, viewer=viewer, **form.values)):
        if (n := done.result) is not None:
            show_done(request, phrases.replaced(n), done.batch)
        return redirect("source", id_)
    return _reading(request, id_, "evidence/source.html", sent=form)


def read(request: HttpRequest, id_: str) -> HttpResponse:
    """Read a source and code it."""
    return _reading(request, id_, "evidence/source.html")


@sent_from("source", Resource.SOURCE)
def apply(request: HttpRequest, id_: str) -> HttpResponse:
    """Apply codes to a passage; the text with them, or the page with what is wrong."""
    viewer = asking(request)
    form = forms.ApplyCodes(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        done = form.carry_out(
            service.code_passage,
            id_,
            start=given["start"],
            end=given["end"],
            codes=given["code"],
            session=None,
            memo=given["memo"],
            judgement=form.judgement,
            viewer=viewer,
        )
        if done:
            return _reading(request, id_, "evidence/source_text.html", at=given["start"])
    return _reading(request, id_, "evidence/source.html", sent=form)


def _reading(
    request: HttpRequest, id_: str, template: str, at: int | None = None, sent: VerbForm | None = None
) -> HttpResponse:
    source = source_texts.source(id_)
    text = source_texts.text_of(id_)
    found = list(coding_sessions.seen_by(asking(request)).filter(source=id_))
    wanted = next((c for c in found if c.pk == request.GET.get("coding")), None)
    at = wanted.start if wanted is not None else at
    if at is None:
        at = _natural(request.GET.get("at", ""))
    words = request.GET.get("words", "").replace("\0", "").strip()
    hits = places(text, words)
    part = part_of(text, found, number=_natural(request.GET.get("part", "")) or 1, at=at, hits=hits)
    response = render_page(
        request,
        template,
        source=source,
        part=part,
        whole=[c for c in found if c.start is None],
        names=labels({c.code for c in found}),
        wanted=wanted,
        shows=evidence.judgement_of(wanted.pk) if wanted is not None else None,
        judged=codings.judged_coding_ids(codings.find_codings(source=id_)),
        session=coding_sessions.current(),
        coder=name_of(request),
        **undo_of(request),
        words=words,
        hits=[(a, text[max(0, a - AROUND) : a], text[a:b], text[b : b + AROUND]) for a, b in hits[:SHOWN]],
        count=len(hits),
        at=at,
        add_text=drawn(sent, forms.AddText),
        **(_forms_beside(source, text, sent) if template == "evidence/source.html" else {}),
    )
    return with_status(response, sent)


def _forms_beside(source: Source, text: str, sent: VerbForm | None) -> dict[str, Any]:
    """What can be done to a source beside reading it."""
    known = {**values_of(source, forms.DescribeSource), "seen": change_log.position_of(Source, source.pk)}
    coded = drawn(sent, forms.ApplyCodes)
    start, end = (_natural(str(coded[name].value() or "")) for name in ("start", "end"))
    return {
        "describe": drawn(sent, forms.DescribeSource, initial=known),
        "pseudonym": drawn(sent, forms.Pseudonym),
        "apply": coded,
        "chosen": coded["code"].value() or (),
        "passage": text[start:end][:LONGEST_PASSAGE] if start is not None else "",
        "groups": code_picker.code_groups(),
    }


def _natural(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < LONGEST else None
