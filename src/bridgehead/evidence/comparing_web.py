"""Pages on what several coders made of the same text: comparison and agreement."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bridgehead.evidence import forms, queries, reliability, sessions, texts
from bridgehead.evidence import matrix as research
from bridgehead.evidence.chooser import books
from bridgehead.evidence.core.comparing import Mark, side_by_side
from bridgehead.evidence.core.units import Unit
from bridgehead.evidence.models import Coding
from bridgehead.evidence.research_web import name_of
from bridgehead.evidence.services import reconciling
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.listing import Filter, Label, Listing, choices
from bridgehead.kit.pages import allow, page, sent_from
from bridgehead.kit.receipt import Receipt
from bridgehead.methods.agreement import Level

LONGEST = 400
FEW = 2_000
UNITS: Mapping[Unit, Label] = {
    Unit.PARAGRAPH: gettext_lazy("paragraph"),
    Unit.SENTENCE: gettext_lazy("sentence"),
    Unit.SOURCE: gettext_lazy("source"),
    Unit.TEXT: gettext_lazy("passage itself"),
}
LEVELS: Mapping[Level, Label] = {
    Level.NOMINAL: gettext_lazy("applied or not"),
    Level.ORDINAL: gettext_lazy("salience"),
}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("sources/<id:id_>/compare", compare, name="source-compare"),
        path("sources/<id:id_>/decide", decide, name="source-decide"),
        path("sessions/unlock", unlock, name="session-unlock"),
        path("agreement", agreement, name="agreement"),
    ]


def compare(request: HttpRequest, id_: str) -> HttpResponse:
    """Where the coders of a source agree, and where they do not."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    rounds = queries.rounds_of(queries.codings(source=id_))
    asked = request.GET.get("session", rounds[-1] if rounds else "")
    return _comparison(request, id_, asked.replace("\0", ""))


def _comparison(request: HttpRequest, id_: str, name: str, sent: VerbForm | None = None) -> HttpResponse:
    source = texts.source(id_)
    rounds = queries.rounds_of(queries.codings(source=id_))
    state = sessions.session(name)
    found = queries.codings(source=id_, session=name)
    counts: dict[str, int] = {}
    for coder in found.exclude(coder=sessions.RECONCILED).values_list("coder", flat=True):
        counts[coder] = counts.get(coder, 0) + 1
    blind = name not in sessions.unlocked()
    response = page(
        request,
        "evidence/compare.html",
        source=source,
        session=state,
        rounds=rounds,
        blind=blind,
        coders=sorted(counts),
        counts=counts,
        passages=[] if blind else _passages(id_, list(found), sorted(counts), state),
        unlock=drawn(sent, forms.OpenRound, initial={"session": name, "source": id_}),
        sent=sent,
    )
    return with_status(response, sent)


def _passages(id_: str, found: list[Coding], coders: list[str], state: sessions.Session) -> list[dict[str, Any]]:
    text = texts.text_of(id_)
    reconciled = [c for c in found if c.coder == sessions.RECONCILED]
    who = queries.deciders([c.pk for c in reconciled])
    names = research.labels({c.code for c in found})
    marks = [Mark(c.pk, c.start, c.end, c.code, c.coder) for c in found if c.coder != sessions.RECONCILED]
    rows = []
    for passage in side_by_side(marks):
        ids = {mark.id for mark in passage.marks}
        settled = next((c for c in reconciled if ids & set(c.reconciled_from.split(";"))), None)
        start, end = passage.start, passage.end
        rows.append(
            {
                "label": names[passage.code],
                "excerpt": _("the whole source") if start is None else text[start:end][:LONGEST],
                "by": [(coder, passage.by(coder)) for coder in coders],
                "agreed": passage.agreed(coders),
                "same": passage.same,
                "ids": " ".join(sorted(ids)),
                "first": passage.marks[0].id,
                "settled": settled,
                "settled_by": who.get(settled.pk) if settled else None,
                "turned_down_by": next((state.turned_down[i] for i in sorted(ids) if i in state.turned_down), None),
            }
        )
    return rows


@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Let the coders of a session see each other's work."""
    viewer = allow(request, Verb.CHANGE, Kind.CODING)
    form = forms.OpenRound(request.POST)
    source, session = texts.source(form.sent("source")).pk, form.sent("session")
    if form.is_valid() and form.carry_out(reconciling.unlock, session, by=name_of(request), who=viewer.id):
        return _back(source, session)
    return _comparison(request, source, session, form)


@sent_from("source-compare", Kind.SOURCE)
def decide(request: HttpRequest, id_: str) -> HttpResponse:
    """Keep one coder's passage for all, or turn it down."""
    viewer = allow(request, Verb.CHANGE, Kind.CODING)
    form = forms.Decide(request.POST)
    session = form.sent("session")
    if form.is_valid():
        ids, chosen = form.cleaned_data["ids"], form.cleaned_data["keep"]
        by = {"by": name_of(request), "who": viewer.id}
        done: Receipt[Any] | None = (
            form.carry_out(reconciling.keep, chosen, of=ids, **by)
            if chosen
            else form.carry_out(reconciling.turn_down, ids, **by)
        )
        if done:
            return _back(id_, session)
    return _comparison(request, id_, session, form)


def _back(source: str, session: str) -> HttpResponse:
    return redirect(f"{reverse('source-compare', args=[source])}?{urlencode({'session': session})}")


def agreement(request: HttpRequest) -> HttpResponse:
    """How far the coders agree; a large workspace's figures come after the page."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    listing = _asked(request)
    given = listing.values
    asked = {
        "unit": Unit(given["unit"]) if given["unit"] in list(Unit) else Unit.PARAGRAPH,
        "level": Level(given["level"]) if given["level"] in list(Level) else Level.NOMINAL,
        "count_uncoded": given["uncoded"] != "no",
        "seen_by": name_of(request),
        **{name: given[name] for name in ("session", "source", "codebook")},
    }
    found = reliability.kept(**asked)
    compared = queries.codings(source=given["source"])
    if found is None and (request.GET.get("figures") or compared.count() <= FEW):
        found = reliability.keep(**asked)
    return page(
        request,
        "evidence/agreement.html",
        table=found,
        rows=[(code, label, found.codes[code]) for code, label in research.labels(set(found.codes)).items()]
        if found
        else (),
        books=books() | {"framework": _("The framework's codes")},
        listing=listing,
        asked=asked,
    )


def _asked(request: HttpRequest) -> Listing[Any]:
    compared = queries.comparable()
    rounds = [name for name in queries.rounds_of(compared) if name]
    filters = (
        Filter("source", gettext_lazy("Source"), choices(queries.titles_of(compared).items())),
        Filter("codebook", gettext_lazy("Codes of"), choices(books().items())),
        Filter("session", gettext_lazy("Round"), choices((name, name) for name in rounds)),
        Filter("unit", gettext_lazy("Compared on each"), [("", UNITS[Unit.PARAGRAPH]), *_but(UNITS, Unit.PARAGRAPH)]),
        Filter("level", gettext_lazy("What counts"), [("", LEVELS[Level.NOMINAL]), *_but(LEVELS, Level.NOMINAL)]),
        Filter(
            "uncoded",
            gettext_lazy("Text nobody coded"),
            [("", gettext_lazy("counts")), ("no", gettext_lazy("is left out"))],
        ),
    )
    return Listing(request, filters=filters, sorts={"code": ("code",)}, order="code")


def _but(labels: Mapping[Any, Label], first: StrEnum) -> list[tuple[str, Label]]:
    return [(key.value, label) for key, label in labels.items() if key is not first]
