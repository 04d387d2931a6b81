"""Pages on one coding: its passage, memo and judgement."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from bridgehead.evidence import forms, phrases
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.queries import coding_sessions, codings, evidence
from bridgehead.evidence.queries.codes import labels
from bridgehead.evidence.queries.codings import codings_with_excerpts
from bridgehead.evidence.services import coding as service
from bridgehead.evidence.web.coder import name_of
from bridgehead.kit import change_log
from bridgehead.kit.errors import NotFound
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.notices import show_change, show_done
from bridgehead.kit.permissions import Resource
from bridgehead.kit.request_context import render_page, sent_from
from bridgehead.kit.request_context import viewer as asking


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("codings/<id:id_>", coding, name="coding"),
        path("codings/<id:id_>/memo", memo, name="coding-memo"),
        path("codings/<id:id_>/judge", judge, name="coding-judge"),
        path("codings/<id:id_>/remove", remove, name="coding-remove"),
    ]


def coding(request: HttpRequest, id_: str) -> HttpResponse:
    """One coding: its passage, memo and judgement."""
    return _coding(request, _visible(request, id_))


def _coding(request: HttpRequest, found: Coding, sent: VerbForm | None = None) -> HttpResponse:
    judged = evidence.judgement_of(found.pk)
    mine = coding_sessions.seen_by(asking(request)).filter(pk=found.pk)
    memo = {"memo": found.memo, "seen": change_log.position_of(Coding, found.pk)}
    said: dict[str, Any] = {"seen": change_log.position_of(Evidence, service.evidence_id(found.pk))}
    if judged is not None:
        said |= {name.removesuffix("_id"): getattr(judged, name) for name in service.JUDGED}
    response = render_page(
        request,
        "evidence/coding.html",
        coding=found,
        label=labels({found.code})[found.code],
        excerpt=codings_with_excerpts(mine)[0][1],
        evidence=judged,
        judge=drawn(sent, forms.Judge, initial=said),
        memo=drawn(sent, forms.WriteMemo, initial=memo),
        remove=drawn(sent, forms.RemoveCoding),
    )
    return with_status(response, sent)


@sent_from("coding", Resource.CODING)
def memo(request: HttpRequest, id_: str) -> HttpResponse:
    """Write a coding's memo."""
    viewer = asking(request)
    found, form = _visible(request, id_), forms.WriteMemo(request.POST)
    if form.is_valid() and (done := form.carry_out(service.set_memo, id_, viewer=viewer, **form.values)):
        show_change(request, done.batch)
        return redirect("coding", id_)
    return _coding(request, found, form)


@sent_from("coding", Resource.CODING)
def judge(request: HttpRequest, id_: str) -> HttpResponse:
    """Make a coding evidence."""
    viewer = asking(request)
    found, form = _visible(request, id_), forms.Judge(request.POST)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        if done := form.carry_out(service.judge, id_, form.judgement, seen=seen, viewer=viewer):
            show_done(request, phrases.evidence_saved(), done.batch)
            return redirect("coding", id_)
    return _coding(request, found, form)


@sent_from("coding", Resource.CODING)
def remove(request: HttpRequest, id_: str) -> HttpResponse:
    """Take a coding away; the list of changes has it."""
    viewer = asking(request)
    source = codings.removed_from(id_, coder=name_of(request)) or _visible(request, id_).source_id
    form = forms.RemoveCoding(request.POST)
    if form.is_valid() and form.carry_out(service.remove_codings, [id_], viewer=viewer):
        return redirect("source", source)
    return _coding(request, _visible(request, id_), form)


def _visible(request: HttpRequest, id_: str) -> Coding:
    """A coding that the viewer may see; another's in a blind session does not exist for them."""
    found = coding_sessions.seen_by(asking(request)).filter(pk=id_).select_related("source").first()
    if found is None:
        raise NotFound(phrases.no_coding(id_))
    return found
