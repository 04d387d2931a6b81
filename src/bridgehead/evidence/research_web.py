"""Pages on sources: their list, reading and coding one, one coding."""

from dataclasses import fields
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from bridgehead.ecosystem.models import Source
from bridgehead.evidence import chooser, queries, sessions, texts
from bridgehead.evidence.matrix import excerpts, labels
from bridgehead.evidence.models import Coding
from bridgehead.evidence.reading_view import part_of, places
from bridgehead.evidence.services import coding as service
from bridgehead.evidence.services.coding import Judgement
from bridgehead.evidence.services.exchanging import COMING
from bridgehead.evidence.services.sources import add_document, describe, pseudonymise
from bridgehead.framework.load import load
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.listing import Filter, Listing, choices
from bridgehead.kit.models import Batch
from bridgehead.kit.pages import allow, page

AROUND, SHOWN, LONGEST = 40, 50, 10
DESCRIBED = ("title", "kind", "language", "date", "purpose", "current", "trust", "confidentiality", "consent")


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("sources", sources, name="sources"),
        path("sources/<id:id_>", read, name="source"),
        path("sources/<id:id_>/describe", describe_source, name="source-describe"),
        path("sources/<id:id_>/text", add_text, name="source-text"),
        path("sources/<id:id_>/pseudonym", pseudonym, name="source-pseudonym"),
        path("sources/<id:id_>/apply", apply, name="source-apply"),
        path("codings/<id:id_>", coding, name="coding"),
        path("codings/<id:id_>/memo", memo, name="coding-memo"),
        path("codings/<id:id_>/judge", judge, name="coding-judge"),
        path("codings/<id:id_>/remove", remove, name="coding-remove"),
    ]


def name_of(request: HttpRequest) -> str:
    """The name under which somebody codes."""
    return str(request.user.get_username())


def latest_of(request: HttpRequest) -> Batch | None:
    """The viewer's latest step in coding that can be taken back; an import is taken back under Changes."""
    return queries.latest_step(request.user.pk)


def sources(request: HttpRequest) -> HttpResponse:
    """What was said and written, and how far it is coded."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    listing: Listing[Source] = Listing(
        request,
        filters=(
            Filter("words", gettext_lazy("Words"), hint=gettext_lazy("title")),
            Filter("kind", gettext_lazy("Kind"), choices(load().vocabularies["source_kind"].items())),
        ),
        sorts={"title": ("title",), "kind": ("kind", "title"), "date": ("date",)},
        order="title",
    )
    listing.show(queries.sources(**listing.values))
    ids = [row.pk for row in listing.rows]
    seen = sessions.visible_to(name_of(request)).filter(source__in=ids)
    return page(
        request,
        "evidence/sources.html",
        listing=listing,
        counts=queries.counted_by("source", seen),
        readable=queries.readable(ids),
        kinds=load().vocabularies["source_kind"],
        endings=",".join(COMING),
    )


@require_POST
def describe_source(request: HttpRequest, id_: str) -> HttpResponse:
    """Change what is known of a source."""
    viewer = allow(request, Verb.CHANGE, Kind.SOURCE)
    describe(id_, who=viewer.id, **{name: request.POST[name].strip() for name in DESCRIBED if name in request.POST})
    return redirect("source", id_)


@require_POST
def add_text(request: HttpRequest, id_: str) -> HttpResponse:
    """Bring in the document of a source that is there without its text."""
    viewer = allow(request, Verb.CHANGE, Kind.SOURCE)
    file = request.FILES.get("file")
    if file is None or file.size is None or file.size > settings.UPLOAD_LIMIT:
        raise InputError(_("a document of at most %(n)s bytes") % {"n": settings.UPLOAD_LIMIT}, found=file or _("none"))
    add_document(file.read(), file.name or "document", into=id_, who=viewer.id)
    return redirect("source", id_)


@require_POST
def pseudonym(request: HttpRequest, id_: str) -> HttpResponse:
    """Put a pseudonym for a name throughout a text."""
    viewer = allow(request, Verb.CHANGE, Kind.SOURCE)
    name, other = request.POST.get("name", "").strip(), request.POST.get("pseudonym", "").strip()
    n = pseudonymise(id_, name=name, pseudonym=other, who=viewer.id)
    messages.success(request, ngettext("Replaced in %(n)s place.", "Replaced in %(n)s places.", n) % {"n": n})
    return redirect("source", id_)


def read(request: HttpRequest, id_: str) -> HttpResponse:
    """Read a source and code it."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    return _reading(request, id_, "evidence/read.html")


@require_POST
def apply(request: HttpRequest, id_: str) -> HttpResponse:
    """Apply codes to a passage; the text with them."""
    viewer = allow(request, Verb.CHANGE, Kind.CODING)
    service.code_passage(
        id_,
        start=_number(request, "start"),
        end=_number(request, "end"),
        codes=request.POST.getlist("code"),
        coder=name_of(request),
        session=sessions.current(),
        memo=request.POST.get("memo", ""),
        judgement=_said(request),
        who=viewer.id,
    )
    return _reading(request, id_, "evidence/reading.html", at=_number(request, "start"))


def _reading(request: HttpRequest, id_: str, template: str, at: int | None = None) -> HttpResponse:
    source = texts.source(id_)
    text = texts.text_of(id_)
    found = list(sessions.visible_to(name_of(request)).filter(source=id_))
    wanted = next((c for c in found if c.pk == request.GET.get("coding")), None)
    at = wanted.start if wanted is not None else at
    if at is None:
        at = _natural(request.GET.get("at", ""))
    words = request.GET.get("words", "").replace("\0", "").strip()
    hits = places(text, words)
    part = part_of(text, found, number=_natural(request.GET.get("part", "")) or 1, at=at, hits=hits)
    all_of_it = template == "evidence/read.html"
    return page(
        request,
        template,
        source=source,
        part=part,
        whole=[c for c in found if c.start is None],
        names=labels({c.code for c in found}),
        wanted=wanted,
        shows=queries.judgement_of(wanted.pk) if wanted is not None else None,
        judged=queries.judged(queries.codings(source=id_)),
        session=sessions.current(),
        coder=name_of(request),
        groups=chooser.groups() if all_of_it else (),
        actors=queries.actors_by_name() if all_of_it else (),
        latest=latest_of(request),
        terms=load().vocabularies,
        words=words,
        hits=[(a, text[max(0, a - AROUND) : a], text[a:b], text[b : b + AROUND]) for a, b in hits[:SHOWN]],
        count=len(hits),
        at=at,
    )


def coding(request: HttpRequest, id_: str) -> HttpResponse:
    """One coding: its passage, memo and judgement."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    found = _visible(request, id_)
    mine = sessions.visible_to(name_of(request)).filter(pk=id_)
    return page(
        request,
        "evidence/coding.html",
        coding=found,
        label=labels({found.code})[found.code],
        excerpt=excerpts(mine)[0][1],
        evidence=queries.judgement_of(id_),
        actors=queries.actors_by_name(),
        activities=queries.activities_by_name(),
        terms=load().vocabularies,
    )


@require_POST
def memo(request: HttpRequest, id_: str) -> HttpResponse:
    """Write a coding's memo."""
    viewer = allow(request, Verb.CHANGE, Kind.CODING)
    _visible(request, id_)
    service.set_memo(id_, memo=request.POST.get("memo", ""), who=viewer.id)
    return redirect("coding", id_)


@require_POST
def judge(request: HttpRequest, id_: str) -> HttpResponse:
    """Make a coding evidence."""
    viewer = allow(request, Verb.CHANGE, Kind.CODING)
    _visible(request, id_)
    given: dict[str, Any] = {field.name: request.POST.get(field.name, "") for field in fields(Judgement)}
    given["salience"] = _number(request, "salience")
    service.judge(id_, Judgement(**given), who=viewer.id)
    messages.success(request, _("Saved. It counts as evidence now."))
    return redirect("coding", id_)


@require_POST
def remove(request: HttpRequest, id_: str) -> HttpResponse:
    """Take a coding away; the list of changes has it."""
    viewer = allow(request, Verb.CHANGE, Kind.CODING)
    found = _visible(request, id_)
    service.remove_codings([id_], who=viewer.id)
    return redirect(reverse("source", args=[found.source_id]))


def _visible(request: HttpRequest, id_: str) -> Coding:
    """A coding that the viewer may see; another's in a blind session does not exist for them."""
    found = sessions.visible_to(name_of(request)).filter(pk=id_).select_related("source").first()
    if found is None:
        raise NotFound(f"there is no coding {id_!r}, or it is another coder's and the session is blind")
    return found


def _said(request: HttpRequest) -> Judgement | None:
    """What a passage shows, if that is said together with its codes."""
    names = ("actor", "direction", "summary", "translation")
    given: dict[str, Any] = {name: request.POST.get(name, "").strip() for name in names}
    return Judgement(**given) if any(given.values()) else None


def _number(request: HttpRequest, name: str) -> int | None:
    return _natural(request.POST.get(name, ""))


def _natural(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < LONGEST else None
