"""What people say of a candidate, in its row: staff's marks, a member's own "no thanks", and taking them back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.errors import NotFound
from bridgehead.kit.forms import ids_of, with_status
from bridgehead.kit.pages import Viewer, onward, page, viewer
from bridgehead.match import queries
from bridgehead.match.core.marks import BY_STAFF, DECLINED, DISMISSING, NOT_FOR_THEM
from bridgehead.match.forms import MarkForm
from bridgehead.match.models import Mark
from bridgehead.match.services import marks as services
from bridgehead.opportunities.queries import opportunity


@dataclass(frozen=True)
class Said:
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
class Marking:
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
    said: tuple[Said, ...]
    words: tuple[str, ...]
    refusal: str


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("opportunities/<id:id_>/marks/<id:actor>", say, name="mark")]


@require_POST
def say(request: HttpRequest, id_: str, actor: str) -> HttpResponse:
    """Mark a candidate, or take a mark back."""
    who = viewer(request)
    form = MarkForm(request.POST, auto_id=ids_of(f"{id_}-{actor}"))
    if form.word == DECLINED:
        who.require(Verb.CHANGE, Kind.ANSWER, owner=actor)
    else:
        who.require(Verb.CHANGE, Kind.MARK)
    scripted = bool(request.headers.get("HX-Request"))
    if not _carried_out(form, id_, actor, who):
        shown = {"marking": markings(id_, [actor], who)[actor], "sent": form}
        if not scripted:
            shown |= {"opportunity": opportunity(id_), "name": ecosystem.actor(actor).name}
        return with_status(page(request, "match/marks.html" if scripted else "match/marks_alone.html", **shown), form)
    if scripted:
        return page(request, "match/marks.html", marking=markings(id_, [actor], who)[actor])
    _tell(request, form.word, actor, taken_back=bool(form.cleaned_data["back"]))
    return HttpResponseRedirect(onward(request, form.cleaned_data["next"], "opportunity", id_))


def _carried_out(form: MarkForm, opportunity: str, actor: str, who: Viewer) -> bool:
    if not form.is_valid():
        return False
    said = form.cleaned_data
    if said["back"]:
        try:
            return form.carry_out(services.take_back, opportunity, actor, said["back"], who=who.id) is not None
        except NotFound:
            return True  # somebody was faster: what is not there is taken back
    word, why = said["mark"], said["reason"]
    return form.carry_out(services.mark, opportunity, actor, word, why=why, by=who.name, who=who.id) is not None


def markings(opportunity: str, actors: Collection[str], who: Viewer) -> dict[str, Marking]:
    """What was said of these actors for an opportunity, as far as the viewer may know it."""
    marks = [mark for mark in queries.marks(opportunity=opportunity) if mark.actor_id in actors]
    said = told(marks, who)
    return {
        actor: _marking(opportunity, actor, tuple(s for s in said if s.mark.actor_id == actor), who) for actor in actors
    }


def dismissed(opportunity: str, who: Viewer) -> list[Marking]:
    """The pairs that the ranking leaves out, as far as the viewer may know them."""
    actors = {mark.actor_id: None for mark in queries.marks(opportunity=opportunity) if mark.mark in DISMISSING}
    found = markings(opportunity, actors, who)
    return [found[actor] for actor in actors if found[actor].said]


def told(marks: Iterable[Mark], who: Viewer) -> list[Said]:
    """Marks with the names of whoever gave them: staff see all, a member its own answers."""
    kept = list(marks)
    names: Mapping[str, str] = queries.names_of_those(kept)
    return [
        Said(
            mark,
            names.get(mark.by, mark.by),
            mark.mark in services.WORDS and who.may(Verb.CHANGE, kind, owner=mark.actor_id),
        )
        for mark in kept
        for kind in (Kind.ANSWER if mark.mark == DECLINED else Kind.MARK,)
        if who.may(Verb.VIEW, kind, owner=mark.actor_id)
    ]


def _marking(opportunity: str, actor: str, said: tuple[Said, ...], who: Viewer) -> Marking:
    standing = {s.mark.mark for s in said}
    staff = who.may(Verb.CHANGE, Kind.MARK)
    words = tuple(word for word in BY_STAFF if word != NOT_FOR_THEM and word not in standing) if staff else ()
    refusal = NOT_FOR_THEM if staff else DECLINED if who.may(Verb.CHANGE, Kind.ANSWER, owner=actor) else ""
    return Marking(opportunity, actor, said, words, "" if standing.intersection(DISMISSING) else refusal)


def _tell(request: HttpRequest, word: str, actor: str, *, taken_back: bool) -> None:
    name = ecosystem.names_of([actor]).get(actor, actor)
    if taken_back:
        messages.success(request, _("Taken back: %(name)s.") % {"name": name})
    elif word in DISMISSING:
        text = _(
            "%(name)s is left out of this list from now on. It stands below the list, where you can take that back."
        )
        messages.success(request, text % {"name": name})
    else:
        messages.success(request, _("Kept: %(name)s.") % {"name": name})
