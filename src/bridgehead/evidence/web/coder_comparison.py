"""Pages on what several coders made of the same text: comparison and agreement."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bridgehead.evidence import forms, phrases
from bridgehead.evidence.core.text_units import CodingUnit
from bridgehead.evidence.models import Coding
from bridgehead.evidence.queries import coding_sessions, codings, source_texts, sources
from bridgehead.evidence.queries.code_picker import codebook_choices
from bridgehead.evidence.queries.compared_passages import DecidedPassage, compared_passages
from bridgehead.evidence.services import intercoder_agreement, reconciliation
from bridgehead.evidence.services.coding_sessions import open_round
from bridgehead.evidence.tables.coder_comparison import PASSAGES_FORM, agreement_list, compared_passage_table
from bridgehead.evidence.web.coder import name_of
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.list_page import Label, ListFilter, ListPage, choices
from bridgehead.kit.notices import show_change
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.methods.intercoder_agreement import MeasurementLevel

FEW = 2_000
ROWS = 50
SHOWN: Mapping[str, Label] = {
    "": gettext_lazy("To decide"),
    "differences": gettext_lazy("All differences"),
    "all": gettext_lazy("All passages"),
}
IS_SHOWN: Mapping[str, Callable[[DecidedPassage], bool]] = {
    "": lambda row: row.undecided,
    "differences": lambda row: row.differs,
    "all": lambda _row: True,
}
UNITS: Mapping[CodingUnit, Label] = {
    CodingUnit.PARAGRAPH: gettext_lazy("paragraph"),
    CodingUnit.SENTENCE: gettext_lazy("sentence"),
    CodingUnit.SOURCE: gettext_lazy("source"),
    CodingUnit.TEXT: gettext_lazy("passage extent"),
}
LEVELS: Mapping[MeasurementLevel, Label] = {
    MeasurementLevel.NOMINAL: gettext_lazy("code applied"),
    MeasurementLevel.ORDINAL: gettext_lazy("salience"),
}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("sources/<id:id_>/compare", compare, name="source-compare"),
        path("sources/<id:id_>/decide", decide, name="source-decide"),
        path("sources/<id:id_>/decide-several", decide_several, name="source-decide-several"),
        path("sessions/unlock", unlock, name="session-unlock"),
        path("agreement", agreement, name="agreement"),
    ]


def compare(request: HttpRequest, id_: str) -> HttpResponse:
    """Where the coders of a source agree, and where they do not."""
    require_viewer(request, Verb.VIEW, Resource.CODING)
    rounds = codings.rounds_of(codings.find_codings(source=id_))
    asked = request.GET.get("session", rounds[-1] if rounds else "")
    return _comparison(request, id_, asked.replace("\0", ""))


def _comparison(request: HttpRequest, id_: str, name: str, sent: VerbForm | None = None) -> HttpResponse:
    source = source_texts.source(id_)
    rounds = codings.rounds_of(codings.find_codings(source=id_))
    state = coding_sessions.session(name)
    found = codings.find_codings(source=id_, session=name)
    counts: dict[str, int] = {}
    for coder in found.exclude(coder=coding_sessions.RECONCILED).values_list("coder", flat=True):
        counts[coder] = counts.get(coder, 0) + 1
    blind = name not in coding_sessions.opened()
    response = render_page(
        request,
        "evidence/compare.html",
        source=source,
        session=state,
        rounds=rounds,
        blind=blind,
        coders=sorted(counts),
        counts=counts,
        unlock=drawn(sent, forms.OpenRound, initial={"session": name, "source": id_}),
        sent=sent,
        **({} if blind else _passages(request, id_, name, list(found), sorted(counts))),
    )
    return with_status(response, sent)


def _passages(
    request: HttpRequest, source: str, session: str, found: list[Coding], coders: list[str]
) -> dict[str, Any]:
    """The passages that the filters leave, a page of them, and how many are left to decide."""
    every = compared_passages(source, session, found, coders)
    labels = dict(sorted({row.code: row.label for row in every}.items(), key=lambda item: item[1]))
    listing: ListPage[Any] = ListPage(
        request.GET,
        filters=(
            ListFilter("show", gettext_lazy("Passages"), list(SHOWN.items())),
            ListFilter("code", gettext_lazy("Code"), choices(labels.items())),
        ),
        sorts={"place": ()},
        order="place",
        carried={"session": session},
    )
    code = listing.values["code"]
    rows = [row for row in every if IS_SHOWN[listing.values["show"]](row) and row.code in (code or row.code)]
    page = Paginator(rows, ROWS).get_page(listing.number)
    return {
        "listing": listing,
        "rows": page,
        "table": compared_passage_table(page, coders, request),
        "left": phrases.passages_shown(sum(row.undecided for row in every), len(every)),
        "form_id": PASSAGES_FORM,
    }


@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Let the coders of a session see each other's work."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.CODING)
    form = forms.OpenRound(request.POST)
    source, session = source_texts.source(form.sent("source")).pk, form.sent("session")
    if form.is_valid() and form.carry_out(open_round, session, viewer=viewer):
        return _back(request, source, session)
    return _comparison(request, source, session, form)


@sent_from("source-compare", Resource.CODING)
def decide(request: HttpRequest, id_: str) -> HttpResponse:
    """Keep one coder's passage for all, or turn it down."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.CODING)
    form = forms.Decide(request.POST)
    session = form.sent("session")
    if form.is_valid():
        ids, chosen = form.cleaned_data["ids"], form.cleaned_data["keep"]
        done: Receipt[Any] | None = (
            form.carry_out(reconciliation.accept_coding, chosen, of=ids, viewer=viewer)
            if chosen
            else form.carry_out(reconciliation.reject_codings, ids, viewer=viewer)
        )
        if done:
            return _back(request, id_, session)
    return _comparison(request, id_, session, form)


@sent_from("source-compare", Resource.CODING)
def decide_several(request: HttpRequest, id_: str) -> HttpResponse:
    """Accept one coder's codings of the ticked passages, or reject the passages."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.CODING)
    form = forms.DecideSeveral(request.POST)
    session = form.sent("session")
    if form.is_valid():
        keys, coder = form.cleaned_data["keys"], form.cleaned_data["coder"]
        if done := form.carry_out(reconciliation.decide_passages, keys, coder, viewer=viewer):
            show_change(request, done.batch)
            if done.batch is None:
                messages.warning(request, phrases.left_undecided(coder))
            return _back(request, id_, session)
    return _comparison(request, id_, session, form)


def _back(request: HttpRequest, source: str, session: str) -> HttpResponse:
    """The comparison as it was filtered."""
    asked = request.GET.copy()
    asked["session"] = session
    return redirect(f"{reverse('source-compare', args=[source])}?{asked.urlencode()}")


def agreement(request: HttpRequest) -> HttpResponse:
    """How far the coders agree; a large workspace's figures come after the page."""
    require_viewer(request, Verb.VIEW, Resource.CODING)
    listing = _asked(request)
    given = listing.values
    asked = {
        "unit": CodingUnit(given["unit"]) if given["unit"] in list(CodingUnit) else CodingUnit.PARAGRAPH,
        "level": MeasurementLevel(given["level"])
        if given["level"] in list(MeasurementLevel)
        else MeasurementLevel.NOMINAL,
        "count_uncoded": given["uncoded"] != "no",
        "seen_by": name_of(request),
        **{name: given[name] for name in ("session", "source", "codebook")},
    }
    found = intercoder_agreement.cached_agreement(**asked)
    compared = codings.find_codings(source=given["source"])
    if found is None and (request.GET.get("figures") or compared.count() <= FEW):
        found = intercoder_agreement.load_agreement(**asked)
    shown: dict[str, Any] = {"table": found, "listing": listing, "asked": asked}
    if found is not None:
        shown["agreements"] = agreement_list(found)
        shown["coders"] = phrases.coder_names(found.coders)
    return render_page(request, "evidence/agreement.html", **shown)


def _asked(request: HttpRequest) -> ListPage[Any]:
    compared = codings.comparable()
    rounds = [name for name in codings.rounds_of(compared) if name]
    filters = (
        ListFilter("source", gettext_lazy("Source"), choices(sources.titles_of(compared).items())),
        ListFilter("codebook", gettext_lazy("Codebook"), choices(codebook_choices().items())),
        ListFilter("session", gettext_lazy("Coding round"), choices((name, name) for name in rounds)),
        ListFilter(
            "unit",
            gettext_lazy("Unit"),
            [("", UNITS[CodingUnit.PARAGRAPH]), *_but(UNITS, CodingUnit.PARAGRAPH)],
        ),
        ListFilter(
            "level",
            gettext_lazy("Measure"),
            [("", LEVELS[MeasurementLevel.NOMINAL]), *_but(LEVELS, MeasurementLevel.NOMINAL)],
        ),
        ListFilter(
            "uncoded",
            gettext_lazy("Units without code"),
            [("", gettext_lazy("included")), ("no", gettext_lazy("excluded"))],
        ),
    )
    return ListPage(request.GET, filters=filters, sorts={"code": ("code",)}, order="code")


def _but(labels: Mapping[Any, Label], first: StrEnum) -> list[tuple[str, Label]]:
    return [(key.value, label) for key, label in labels.items() if key is not first]
