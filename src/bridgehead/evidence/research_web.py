"""Pages of the research desk: sources, codebooks, coding, comparison, agreement, matrix."""

from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bridgehead.ecosystem.models import Activity, Actor, Source, StoredFile
from bridgehead.evidence import chooser, sessions, texts
from bridgehead.evidence.matrix import excerpts, labels
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.reading_view import part_of
from bridgehead.evidence.services import codebooks
from bridgehead.evidence.services import coding as service
from bridgehead.evidence.services.coding import Judgement
from bridgehead.evidence.services.sources import add_document, describe
from bridgehead.framework.load import load
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.listing import Filter, Listing, choices
from bridgehead.kit.models import Batch
from bridgehead.kit.pages import allow, page

DESCRIBED = ("title", "kind", "language", "date", "purpose", "current", "trust", "confidentiality", "consent")


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("sources", sources, name="sources"),
        path("sources/add", add_source, name="source-add"),
        path("sources/<str:id_>", read, name="source"),
        path("sources/<str:id_>/describe", describe_source, name="source-describe"),
        path("sources/<str:id_>/apply", apply, name="source-apply"),
        path("codings/<str:id_>", coding, name="coding"),
        path("codings/<str:id_>/memo", memo, name="coding-memo"),
        path("codings/<str:id_>/judge", judge, name="coding-judge"),
        path("codings/<str:id_>/remove", remove, name="coding-remove"),
        path("codebooks", books, name="codebooks"),
        path("codebooks/change", change_book, name="codebook-change"),
    ]


def name_of(request: HttpRequest) -> str:
    """The name under which somebody codes."""
    return str(request.user.get_username())


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
    found = Source.objects.all()
    for word in listing.values["words"].split():
        found = found.filter(title__icontains=word)
    if listing.values["kind"]:
        found = found.filter(kind=listing.values["kind"])
    listing.show(found)
    ids = [row.pk for row in listing.rows]
    seen = Q(pk__in=sessions.visible_to(name_of(request)).filter(source__in=ids).values("pk"))
    counts = Coding.objects.filter(seen).values_list("source").annotate(n=Count("pk"))
    with_text = set(StoredFile.objects.filter(pk__in=[f"{i}.txt" for i in ids]).values_list("pk", flat=True))
    readable = {i for i in ids if f"{i}.txt" in with_text}
    return page(request, "evidence/sources.html", listing=listing, counts=dict(counts), readable=readable)


@require_POST
def add_source(request: HttpRequest) -> HttpResponse:
    """Bring in a document."""
    viewer = allow(request, Verb.CHANGE, Kind.SOURCE)
    file = request.FILES.get("file")
    if file is None:
        raise InputError(_("a document"), found=_("none"))
    kind = request.POST.get("kind", "document")
    return redirect("source", add_document(file.read(), file.name or "document", kind=kind, who=viewer.id))


@require_POST
def describe_source(request: HttpRequest, id_: str) -> HttpResponse:
    """Change what is known of a source."""
    viewer = allow(request, Verb.CHANGE, Kind.SOURCE)
    describe(id_, who=viewer.id, **{name: request.POST[name].strip() for name in DESCRIBED if name in request.POST})
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
        who=viewer.id,
    )
    return _reading(request, id_, "evidence/reading.html", at=_number(request, "start"))


def _reading(request: HttpRequest, id_: str, template: str, at: int | None = None) -> HttpResponse:
    source = texts.source(id_)
    text = texts.text_of(id_)
    found = list(sessions.visible_to(name_of(request)).filter(source=id_))
    wanted = next((c for c in found if c.pk == request.GET.get("coding")), None)
    at = wanted.start if wanted is not None else at
    number = request.GET.get("part", "1")
    part = part_of(text, found, number=int(number) if number.isdigit() else 1, at=at)
    latest = Batch.objects.filter(who=request.user.pk, undoes=None, undone_by=None, changes__table="coding")
    return page(
        request,
        template,
        source=source,
        part=part,
        whole=[c for c in found if c.start is None],
        names=labels({c.code for c in found}),
        wanted=wanted,
        judged=set(Evidence.objects.filter(coding__source=id_).values_list("coding", flat=True)),
        session=sessions.current(),
        coder=name_of(request),
        groups=chooser.groups() if template == "evidence/read.html" else (),
        latest=latest.order_by("-pk").first(),
        terms=load().vocabularies,
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
        evidence=Evidence.objects.filter(coding=id_).first(),
        actors=Actor.objects.order_by("name", "pk").values_list("pk", "name"),
        activities=Activity.objects.order_by("name", "pk").values_list("pk", "name"),
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


def books(request: HttpRequest) -> HttpResponse:
    """What is coded, and how it is ordered."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    return page(request, "evidence/codebooks.html", groups=chooser.groups(), books=chooser.books())


@require_POST
def change_book(request: HttpRequest) -> HttpResponse:
    """Add, rename, move, merge or split."""
    viewer = allow(request, Verb.CHANGE, Kind.CODING)
    given = {key: value.strip() for key, value in request.POST.items() if isinstance(value, str)}
    code, name, to, who = given.get("code", ""), given.get("name", ""), given.get("to", ""), viewer.id
    match given.get("do"):
        case "codebook":
            codebooks.add_codebook(name, who=who)
        case "add":
            chooser.ensure_book(given.get("codebook", ""), who=who)
            codebooks.add_code(given.get("codebook", ""), name=name, parent=given.get("parent", ""), who=who)
        case "rename":
            codebooks.rename(code, name=name, definition=given.get("definition"), who=who)
        case "move":
            codebooks.move(code, parent=to, who=who)
        case "merge":
            codebooks.merge([code], into=to, who=who)
        case "split":
            codebooks.split(code, names=[line.strip() for line in name.splitlines() if line.strip()], who=who)
        case "release":
            codebooks.release(given.get("codebook", ""), version=given.get("version", ""), who=who)
        case other:
            raise InputError("something to do with a codebook", found=other)
    return redirect("codebooks")


def _visible(request: HttpRequest, id_: str) -> Coding:
    """A coding that the viewer may see; another's in a blind session does not exist for them."""
    found = sessions.visible_to(name_of(request)).filter(pk=id_).select_related("source").first()
    if found is None:
        raise NotFound(f"there is no coding {id_!r}, or it is another coder's and the session is blind")
    return found


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
