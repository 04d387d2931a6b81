"""Pages over all codings: the codebooks, one code with its passages, codes together, frequencies, memos."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy

from bridgehead.evidence import forms, phrases
from bridgehead.evidence.core.code_heat import heat_map
from bridgehead.evidence.models import Code, Coding
from bridgehead.evidence.queries import code_counts, code_picker, codes, coding_sessions, codings, sources
from bridgehead.evidence.queries.evidence import evidence_with
from bridgehead.evidence.queries.memos import all_memos
from bridgehead.evidence.services import codebooks, recoding
from bridgehead.evidence.tables.codes import (
    code_evidence_table,
    coded_passage_table,
    frequency_table,
    memo_table,
    pair_table,
)
from bridgehead.evidence.web.code_tree_svg import code_tree
from bridgehead.evidence.web.coder import name_of, undo_of
from bridgehead.framework.loader import load_framework
from bridgehead.kit import change_log
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects
from bridgehead.kit.folding import Words
from bridgehead.kit.form_fields import values_of
from bridgehead.kit.forms import VerbForm, drawn, ids_of_inputs, with_status
from bridgehead.kit.list_files import wants_file
from bridgehead.kit.list_page import ListFilter, ListPage, choices
from bridgehead.kit.notices import show_change
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer, sent_from

F = TypeVar("F", bound=VerbForm)
MOST_PAIRS = 200
MEMOS = 50
EVIDENCE = 20


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("codebooks", books, name="codebooks"),
        path("codebooks/change", change_book, name="codebook-change"),
        path("codebooks/<id:id_>/map", codebook_map, name="codebook-map"),
        path("codes/together", code_pairs, name="codes-together"),
        path("codes/frequencies", frequencies, name="codes-frequencies"),
        path("codes/<id:id_>", code, name="code"),
        path("codes/<id:id_>/recode", recode, name="code-recode"),
        path("memos", memos, name="memos"),
    ]


def codebook_map(request: HttpRequest, id_: str) -> HttpResponse:
    """A codebook drawn as a tree."""
    require_viewer(request, Verb.VIEW, Resource.CODING)
    found = code_picker.codes_in(id_)
    name = code_picker.codebook_choices()[id_]
    counts = codings.counted_by("code", coding_sessions.visible_to(name_of(request)))
    has_new = any(not choice.preset for choice in found)
    told = {"name": name, "drawing": code_tree(name, found, counts), "count": len(found), "has_new": has_new}
    return render_page(request, "evidence/codebook_map.html", **told)


def books(request: HttpRequest) -> HttpResponse:
    """What is coded, and how it is ordered."""
    require_viewer(request, Verb.VIEW, Resource.CODING)
    return _books(request)


def _books(request: HttpRequest, sent: VerbForm | None = None) -> HttpResponse:
    seen = coding_sessions.visible_to(name_of(request))
    groups = code_picker.code_groups()
    response = render_page(
        request,
        "evidence/codebooks.html",
        groups=groups,
        maps=code_picker.codebook_choices(),
        counts=codings.counted_by("code", seen),
        **undo_of(request),
        add=drawn(sent, forms.AddCode),
        begin=drawn(sent, forms.AddCodebook),
        releases=_releases([group.id for group in groups if group.id], sent),
    )
    return with_status(response, sent)


def _releases(books: Sequence[str], sent: VerbForm | None) -> dict[str, forms.ReleaseCodebook]:
    """The form by which each codebook gets a version; the one that was sent among them."""
    found = {
        id_: forms.ReleaseCodebook(auto_id=ids_of_inputs(f"release-{id_}"), initial={"codebook": id_}) for id_ in books
    }
    if isinstance(sent, forms.ReleaseCodebook):
        of = str(sent["codebook"].value() or "")
        if of not in found:
            raise NotFound(phrases.no_codebook(of))
        found[of] = sent
    return found


@sent_from("codebooks", Resource.CODING)
def change_book(request: HttpRequest) -> HttpResponse:
    """Add, rename, move, merge, split or release; then the code that it was done to, or what became of it."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.CODING)
    asked = forms.ChangeCodebook(request.POST)
    if not asked.is_valid():
        raise InputError(expects("action_of_list"), found=asked.problem)
    form, code = forms.BY_VERB[asked.cleaned_data["do"]](request.POST), asked.cleaned_data["code"]
    if form.is_valid() and (done := form.carry_out(_SERVICES[type(form)], code, viewer=viewer, **form.values)):
        show_change(request, done.batch)
        target = _target(form, code, done)
        return redirect("code", target) if target else redirect("codebooks")
    return _code(request, code, form) if isinstance(form, OF_CODE) else _books(request, form)


def _target(form: VerbForm, code: str, done: Receipt[Any]) -> str:
    """The code whose page comes next; blank for none."""
    match form:
        case forms.AddCode():
            return done.result or next(iter(change_log.added_by(done.batch or 0, Code)), "")
        case forms.MergeCode():
            return str(form.cleaned_data["to"])
        case _:
            return code if isinstance(form, OF_CODE) else ""


_SERVICES: Mapping[type[VerbForm], Callable[..., Receipt[Any]]] = {
    forms.AddCodebook: lambda _code, **given: codebooks.add_codebook(**given),
    forms.ReleaseCodebook: lambda _code, **given: codebooks.release(**given),
    forms.AddCode: lambda _code, **given: codebooks.add_code(**given),
    forms.RenameCode: codebooks.rename,
    forms.MoveCode: lambda code, *, to, viewer: codebooks.move(code, parent=to, viewer=viewer),
    forms.MergeCode: lambda code, *, to, viewer: recoding.merge([code], into=to, viewer=viewer),
    forms.SplitCode: lambda code, *, name, viewer: codebooks.split(code, names=name, viewer=viewer),
}
OF_CODE = (forms.RenameCode, forms.MoveCode, forms.MergeCode, forms.SplitCode)


def code(request: HttpRequest, id_: str) -> HttpResponse:
    """What was said under a code, and what can be done to it."""
    require_viewer(request, Verb.VIEW, Resource.CODING)
    return _code(request, id_)


def _code(request: HttpRequest, id_: str, sent: VerbForm | None = None) -> HttpResponse:
    own = codes.own_code(id_)
    component = load_framework().components.get(id_)
    if own is None and id_ not in load_framework().codes:
        raise NotFound(phrases.no_code(id_))
    found = coding_sessions.visible_to(name_of(request)).filter(code=id_)
    listing: ListPage[Coding] = ListPage(
        request.GET,
        filters=(
            ListFilter("source", gettext_lazy("Source"), choices(sources.titles_of(found).items())),
            ListFilter("coder", gettext_lazy("Coder"), choices((c, c) for c in codings.coders_of(found))),
        ),
        sorts={"source": ("source__title", "start", "end"), "coder": ("coder", "source__title", "start")},
        order="source",
    )
    for name in ("source", "coder"):
        if listing.values[name]:
            found = found.filter(**{name: listing.values[name]})
    listing.show(found.select_related("source"))
    shown = found if wants_file(request) else found.filter(pk__in=[c.pk for c in listing.rows])
    texts = {coding.pk: excerpt for coding, excerpt in codings.codings_with_excerpts(shown)}
    groups = code_picker.code_groups()
    recoded = _choosing(drawn(sent, forms.Recode), forms.any_code(groups))
    pieces = request.GET.get("evidence", "1")
    response = render_page(
        request,
        "evidence/code.html",
        code=id_,
        own=own,
        label=codes.labels([id_])[id_],
        definition=own.definition if own else component.holds if component else "",
        below=codes.codes_below(id_),
        listing=listing,
        table=coded_passage_table(
            listing, texts, judged=codings.judged_coding_ids(texts), chosen=recoded["coding"].value() or ()
        ),
        evidence=code_evidence_table(Paginator(evidence_with(id_, coder=name_of(request)), EVIDENCE).get_page(pieces)),
        **undo_of(request),
        recode=recoded,
        **(_forms_of(own, groups, sent) if own else {}),
    )
    return with_status(response, sent)


def _forms_of(own: Code, groups: Sequence[code_picker.CodeGroup], sent: VerbForm | None) -> dict[str, VerbForm]:
    """What can be done to a codebook's own code."""
    known = {"code": own.pk}
    renamed = {**known, **values_of(own, forms.RenameCode), "seen": change_log.position_of(Code, own.pk)}
    return {
        "rename": drawn(sent, forms.RenameCode, initial=renamed),
        "move": _choosing(drawn(sent, forms.MoveCode, initial=known), forms.own_code(groups)),
        "merge": _choosing(drawn(sent, forms.MergeCode, initial=known), forms.any_code(groups)),
        "split": drawn(sent, forms.SplitCode, initial=known),
    }


def _choosing(form: F, choices: forms.Choices) -> F:
    """A form with the choices of its code, which a page with several looks up once."""
    field: Any = form.fields["to"]
    field.choices = choices
    return form


@sent_from("code", Resource.CODING)
def recode(request: HttpRequest, id_: str) -> HttpResponse:
    """Give passages another code."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.CODING)
    form = forms.Recode(request.POST)
    if form.is_valid():
        chosen, to = form.cleaned_data["coding"], form.cleaned_data["to"]
        if done := form.carry_out(recoding.recode, chosen, to=to, of=id_, viewer=viewer):
            show_change(request, done.batch)
            return redirect(f"{reverse('code', args=[id_])}?{request.GET.urlencode()}")
    return _code(request, id_, form)


def code_pairs(request: HttpRequest) -> HttpResponse:
    """Which codes share passages."""
    require_viewer(request, Verb.VIEW, Resource.CODING)
    listing = _narrowed(request)
    found = code_counts.co_occurrence(_codings(request, listing))
    names = codes.labels({code for pair in found for code in pair})
    pairs = [(one, other, n) for (one, other), n in sorted(found.items(), key=lambda item: (-item[1], item[0]))]
    shown = Paginator(pairs, MOST_PAIRS).get_page(request.GET.get("page", "1"))
    told = {"table": pair_table(shown, names), "heat": heat_map(found), "names": names}
    return render_page(request, "evidence/code_pairs.html", **told, listing=listing)


def frequencies(request: HttpRequest) -> HttpResponse:
    """How often each code was applied, source by source."""
    require_viewer(request, Verb.VIEW, Resource.CODING)
    listing = _narrowed(request)
    found = code_counts.frequencies(_codings(request, listing))
    names = codes.labels(set(found))
    used = {source for counts in found.values() for source in counts}
    titles = sources.titles(used)
    rows = [
        (code, label, found[code].total(), [found[code].get(source) for source in titles])
        for code, label in names.items()
    ]
    rows.sort(key=lambda row: -row[2])
    shown = Paginator(rows, 100).get_page(request.GET.get("page", "1"))
    told = {"shown": shown, "titles": titles, "table": frequency_table(shown, titles)}
    return render_page(request, "evidence/frequencies.html", **told, listing=listing)


def memos(request: HttpRequest) -> HttpResponse:
    """What was noted on codings, and the notes that came with projects."""
    require_viewer(request, Verb.VIEW, Resource.CODING)
    listing = _narrowed(request, words=True)
    words = Words(listing.values["words"])
    found = [m for m in all_memos(_codings(request, listing)) if words.are_in((m.text, str(m.on)))]
    table = memo_table(Paginator(found, MEMOS).get_page(request.GET.get("page", "1")))
    return render_page(request, "evidence/memos.html", table=table, listing=listing)


def _narrowed(request: HttpRequest, *, words: bool = False) -> ListPage[Any]:
    seen = coding_sessions.visible_to(name_of(request))
    filters = [ListFilter("words", gettext_lazy("Words"), hint=gettext_lazy("memo text"))] if words else []
    filters += [
        ListFilter("source", gettext_lazy("Source"), choices(sources.titles_of(seen).items())),
        ListFilter("codebook", gettext_lazy("Codebook"), choices(code_picker.codebook_choices().items())),
        ListFilter("coder", gettext_lazy("Coder"), choices((c, c) for c in codings.coders_of(seen))),
    ]
    return ListPage(request.GET, filters=filters, sorts={"code": ("code",)}, order="code")


def _codings(request: HttpRequest, listing: ListPage[Any]) -> Any:
    """The codings that the viewer may see and that the address asks for."""
    found = coding_sessions.visible_to(name_of(request))
    asked = {name: listing.values[name] for name in ("source", "coder")}
    found = found.filter(**{name: value for name, value in asked.items() if value})
    book = listing.values["codebook"]
    return found.filter(code__in=codes.codes_of(book)) if book else found
