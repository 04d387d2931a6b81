"""What people say of a candidate, in its row: staff's marks, a member's own "no thanks", and taking them back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.errors import NotFound
from bridgehead.kit.forms import ids_of, with_status
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import onward, render_page, viewer
from bridgehead.match.core.mark_types import BY_STAFF, DECLINED, DISMISSING, NOT_FOR_THEM
from bridgehead.match.forms import MarkForm
from bridgehead.match.models import Mark
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.services import marks as services
from bridgehead.opportunities.queries import opportunity


@dataclass(frozen=True)
class MarkView:
    """A mark as a page shows it.

    Attributes
    ----------
    by
        Who gave it, by name; for an offer, who got it.
    may_take_back
        Whether the viewer may take it back.
    """

    mark: Mark
    by: str
    may_take_back: bool


@dataclass(frozen=True)
class MarkControls:
    """What was said of an actor for an opportunity, and what the viewer may say yet.

    Attributes
    ----------
    words
        Marks that take one press.
    refusal
        The mark that asks why; blank if it stands or the viewer may not give it.
    """

    opportunity: str
    actor: str
    said: tuple[MarkView, ...]
    words: tuple[str, ...]
    refusal: str


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("opportunities/<id:id_>/marks/<id:actor>", set_mark_view, name="mark")]


@require_POST
def set_mark_view(request: HttpRequest, id_: str, actor: str) -> HttpResponse:
    """Mark a candidate, or take a mark back."""
    who = viewer(request)
    form = MarkForm(request.POST, auto_id=ids_of(f"{id_}-{actor}"))
    services.require_say(who, actor, form.word)
    scripted = bool(request.headers.get("HX-Request"))
    if not _carried_out(form, id_, actor, who):
        shown = {"marking": markings(id_, [actor], who)[actor], "sent": form}
        if not scripted:
            shown |= {"opportunity": opportunity(id_), "name": ecosystem.actor(actor).name}
        return with_status(
            render_page(request, "match/marks.html" if scripted else "match/marks_alone.html", **shown), form
        )
    if scripted:
        return render_page(request, "match/marks.html", marking=markings(id_, [actor], who)[actor])
    _tell(request, form.word, actor, taken_back=bool(form.cleaned_data["back"]))
    return HttpResponseRedirect(onward(request, form.cleaned_data["next"], "opportunity", id_))


def _carried_out(form: MarkForm, opportunity: str, actor: str, who: Viewer) -> bool:
    if not form.is_valid():
        return False
    said = form.cleaned_data
    if said["back"]:
        try:
            return form.carry_out(services.remove_mark, opportunity, actor, said["back"], viewer=who) is not None
        except NotFound:
            return True  # somebody was faster: what is not there is taken back
    word, why = said["mark"], said["reason"]
    return form.carry_out(services.mark, opportunity, actor, word, why=why, by=who.name, viewer=who) is not None


def markings(opportunity: str, actors: Collection[str], who: Viewer) -> dict[str, MarkControls]:
    """What was said of these actors for an opportunity, as far as the viewer may know it."""
    marks = [mark for mark in mark_reads.marks(opportunity=opportunity) if mark.actor_id in actors]
    said = visible_marks(marks, who)
    return {
        actor: _marking(opportunity, actor, tuple(s for s in said if s.mark.actor_id == actor), who) for actor in actors
    }


def dismissed(opportunity: str, who: Viewer) -> list[MarkControls]:
    """The pairs that the ranking leaves out, as far as the viewer may know them."""
    actors = {mark.actor_id: None for mark in mark_reads.marks(opportunity=opportunity) if mark.mark in DISMISSING}
    found = markings(opportunity, actors, who)
    return [found[actor] for actor in actors if found[actor].said]


def visible_marks(marks: Iterable[Mark], who: Viewer) -> list[MarkView]:
    """Marks with the names of whoever gave them: staff see all, a member its own answers."""
    kept = list(marks)
    names: Mapping[str, str] = mark_reads.names_of_those(kept)
    return [
        MarkView(
            mark,
            names.get(mark.by, mark.by),
            mark.mark in services.WORDS and who.may(Verb.CHANGE, kind, owner=mark.actor_id),
        )
        for mark in kept
        for kind in (Resource.ANSWER if mark.mark == DECLINED else Resource.MARK,)
        if who.may(Verb.VIEW, kind, owner=mark.actor_id)
    ]


def _marking(opportunity: str, actor: str, said: tuple[MarkView, ...], who: Viewer) -> MarkControls:
    standing = {s.mark.mark for s in said}
    staff = who.may(Verb.CHANGE, Resource.MARK)
    words = tuple(word for word in BY_STAFF if word != NOT_FOR_THEM and word not in standing) if staff else ()
    refusal = NOT_FOR_THEM if staff else DECLINED if who.may(Verb.CHANGE, Resource.ANSWER, owner=actor) else ""
    return MarkControls(opportunity, actor, said, words, "" if standing.intersection(DISMISSING) else refusal)


def _tell(request: HttpRequest, word: str, actor: str, *, taken_back: bool) -> None:
    name = ecosystem.names_of([actor]).get(actor, actor)
    if taken_back:
        messages.success(request, _("Feedback on %(name)s removed.") % {"name": name})
    elif word in DISMISSING:
        text = _("%(name)s is hidden from this ranking. Show %(name)s again under Hidden.")
        messages.success(request, text % {"name": name})
    else:
        messages.success(request, _("Feedback on %(name)s saved.") % {"name": name})
