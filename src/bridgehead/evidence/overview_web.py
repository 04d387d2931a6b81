"""Pages over all codings: the codebooks, one code with its passages, codes together, frequencies, memos."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bridgehead.evidence import chooser, matrix, queries, sessions
from bridgehead.evidence.models import Coding
from bridgehead.evidence.research_web import latest_of, name_of
from bridgehead.evidence.services import codebooks
from bridgehead.framework.load import load
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.documents import XLSX, Cell, Sheet, xlsx
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.listing import Filter, Listing, choices
from bridgehead.kit.pages import allow, page

MOST_PAIRS = 200
MEMOS = 50


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("codebooks", books, name="codebooks"),
        path("codebooks/change", change_book, name="codebook-change"),
        path("codes/together", together, name="codes-together"),
        path("codes/frequencies", frequencies, name="codes-frequencies"),
        path("codes/<id:id_>", code, name="code"),
        path("codes/<id:id_>/recode", recode, name="code-recode"),
        path("memos", memos, name="memos"),
    ]


def books(request: HttpRequest) -> HttpResponse:
    """What is coded, and how it is ordered."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    seen = sessions.visible_to(name_of(request))
    return page(
        request,
        "evidence/codebooks.html",
        groups=chooser.groups(),
        books=chooser.books(),
        counts=queries.counted_by("code", seen),
        latest=latest_of(request),
    )


@require_POST
def change_book(request: HttpRequest) -> HttpResponse:
    """Add, rename, move, merge or split; then the code that it was done to, or what became of it."""
    viewer = allow(request, Verb.CHANGE, Kind.CODING)
    given = {key: value.strip() for key, value in request.POST.items() if isinstance(value, str)}
    code, name, to, who = given.get("code", ""), given.get("name", ""), given.get("to", ""), viewer.id
    match given.get("do"):
        case "codebook":
            codebooks.add_codebook(name, who=who)
        case "add":
            chooser.ensure_book(given.get("codebook", ""), who=who)
            definition = given.get("definition", "")
            book, parent = given.get("codebook", ""), given.get("parent", "")
            code = codebooks.add_code(book, name=name, parent=parent, definition=definition, who=who)
        case "rename":
            codebooks.rename(code, name=name, definition=given.get("definition"), who=who)
        case "move":
            codebooks.move(code, parent=to, who=who)
        case "merge":
            codebooks.merge([code], into=to, who=who)
            code = to
        case "split":
            codebooks.split(code, names=[line.strip() for line in name.splitlines() if line.strip()], who=who)
        case "release":
            codebooks.release(given.get("codebook", ""), version=given.get("version", ""), who=who)
        case other:
            raise InputError("something to do with a codebook", found=other)
    return redirect("code", code) if code else redirect("codebooks")


def code(request: HttpRequest, id_: str) -> HttpResponse:
    """What was said under a code, and what can be done to it."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    own = queries.own_code(id_)
    component = load().components.get(id_)
    if own is None and id_ not in load().codes:
        raise NotFound(f"there is no code {id_!r}")
    found = sessions.visible_to(name_of(request)).filter(code=id_)
    listing: Listing[Coding] = Listing(
        request,
        filters=(
            Filter("source", gettext_lazy("Source"), choices(queries.titles_of(found).items())),
            Filter("coder", gettext_lazy("Coder"), choices((c, c) for c in queries.coders_of(found))),
        ),
        sorts={"source": ("source__title", "start", "end"), "coder": ("coder", "source__title", "start")},
        order="source",
    )
    for name in ("source", "coder"):
        if listing.values[name]:
            found = found.filter(**{name: listing.values[name]})
    listing.show(found.select_related("source"))
    texts = {
        coding.pk: excerpt for coding, excerpt in matrix.excerpts(found.filter(pk__in=[c.pk for c in listing.rows]))
    }
    return page(
        request,
        "evidence/code.html",
        code=id_,
        own=own,
        label=matrix.labels([id_])[id_],
        definition=own.definition if own else component.holds if component else "",
        below=queries.codes_below(id_),
        listing=listing,
        excerpts=texts,
        judged=queries.judged(texts),
        groups=chooser.groups(),
        latest=latest_of(request),
    )


@require_POST
def recode(request: HttpRequest, id_: str) -> HttpResponse:
    """Give passages another code."""
    viewer = allow(request, Verb.CHANGE, Kind.CODING)
    seen = sessions.visible_to(name_of(request)).filter(code=id_, pk__in=request.POST.getlist("coding"))
    chosen = list(seen.values_list("pk", flat=True))
    if not chosen:
        raise InputError(_("at least one passage"), found=_("none"))
    codebooks.recode(chosen, to=request.POST.get("to", ""), who=viewer.id)
    return redirect(f"{reverse('code', args=[id_])}?{request.GET.urlencode()}")


def together(request: HttpRequest) -> HttpResponse:
    """Which codes share passages."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    found = matrix.co_occurrence(_codings(request))
    names = matrix.labels({code for pair in found for code in pair})
    rows = [(one, other, n) for (one, other), n in sorted(found.items(), key=lambda item: (-item[1], item[0]))]
    if request.GET.get("format") == "xlsx":
        lines: list[list[Cell]] = [[names[one], names[other], n] for one, other, n in rows]
        return _workbook(
            "together", Sheet("Together", "Codes that share passages", ["Code", "Code", "Passages"], lines)
        )
    listing = _narrowed(request)
    return page(
        request, "evidence/together.html", rows=rows[:MOST_PAIRS], count=len(rows), names=names, listing=listing
    )


def frequencies(request: HttpRequest) -> HttpResponse:
    """How often each code was applied, source by source."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    found = matrix.frequencies(_codings(request))
    names = matrix.labels(set(found))
    used = {source for counts in found.values() for source in counts}
    titles = queries.titles(used)
    rows = [
        (code, label, found[code].total(), [found[code].get(source) for source in titles])
        for code, label in names.items()
    ]
    rows.sort(key=lambda row: -row[2])
    if request.GET.get("format") == "xlsx":
        lines: list[list[Cell]] = [[label, total, *counts] for _code, label, total, counts in rows]
        head = ["Code", "All", *titles.values()]
        return _workbook("frequencies", Sheet("Frequencies", "How often each code was applied", head, lines))
    shown = Paginator(rows, 100).get_page(request.GET.get("page", "1"))
    return page(request, "evidence/frequencies.html", shown=shown, titles=titles, listing=_narrowed(request))


def memos(request: HttpRequest) -> HttpResponse:
    """What was noted on codings, and the notes that came with projects."""
    allow(request, Verb.VIEW, Kind.SOURCE)
    words = request.GET.get("words", "").lower().split()
    found = [m for m in matrix.memos(_codings(request)) if all(w in f"{m.text} {m.on}".lower() for w in words)]
    if request.GET.get("format") == "xlsx":
        lines: list[list[Cell]] = [[m.on, m.text, m.coder, m.source] for m in found]
        return _workbook("memos", Sheet("Memos", "Memos", ["On", "Memo", "Coder", "Source"], lines))
    shown = Paginator(found, MEMOS).get_page(request.GET.get("page", "1"))
    return page(request, "evidence/memos.html", shown=shown, count=len(found), listing=_narrowed(request, words=True))


def _narrowed(request: HttpRequest, *, words: bool = False) -> Listing[Any]:
    seen = sessions.visible_to(name_of(request))
    filters = [Filter("words", gettext_lazy("Words"), hint=gettext_lazy("in the memo"))] if words else []
    filters += [
        Filter("source", gettext_lazy("Source"), choices(queries.titles_of(seen).items())),
        Filter("codebook", gettext_lazy("Codes of"), choices(chooser.books().items())),
        Filter("coder", gettext_lazy("Coder"), choices((c, c) for c in queries.coders_of(seen))),
    ]
    return Listing(request, filters=filters, sorts={"code": ("code",)}, order="code")


def _codings(request: HttpRequest) -> Any:
    """The codings that the viewer may see and that the address asks for."""
    found = sessions.visible_to(name_of(request))
    asked = {name: request.GET.get(name, "").replace("\0", "") for name in ("source", "coder")}
    found = found.filter(**{name: value for name, value in asked.items() if value})
    book = request.GET.get("codebook", "").replace("\0", "")
    queries.require_known(codebook=book, source=asked["source"])
    return found.filter(code__in=matrix.codes_of(book)) if book else found


def _workbook(name: str, sheet: Sheet) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(xlsx([sheet]), content_type=XLSX, headers=headers)
