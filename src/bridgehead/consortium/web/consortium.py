"""Who should go together? Ask, pin, leave out, swap, compare, keep, invite."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from bridgehead.consortium import queries, services
from bridgehead.consortium.core.problem import TermWeights
from bridgehead.consortium.core.result import Consortium, TeamDifference, TeamMember, TeamProposal, team_difference
from bridgehead.consortium.forms import AnswerForm, InviteForm, SaveTeamForm, TeamForm
from bridgehead.consortium.models import Invitation, TeamSeat
from bridgehead.consortium.services.team_documents import letter, markdown, workbook
from bridgehead.consortium.web.url_state import (
    PARTS,
    MemberLinks,
    changed_weights,
    choices,
    clean,
    find_actors,
    parse_request,
    question,
    rows,
    with_role,
    with_team,
    without_role,
)
from bridgehead.ecosystem.queries import clusters, names_of
from bridgehead.kit import change_log
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.field_limits import is_id
from bridgehead.kit.forms import ids_of, with_status
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.kit.table_export import XLSX
from bridgehead.methods.cp_sat import TimeLimitReached
from bridgehead.opportunities.queries import opportunity as find

SECONDS = 8.0
TERMS = {
    "fit": _lazy("Fit"),
    "coverage": _lazy("What is asked for is covered"),
    "complementarity": _lazy("Different kinds of members"),
    "trust": _lazy("Trust between them"),
    "additionality": _lazy("What it adds for small firms"),
    "size": _lazy("Cost of one more member"),
    "distance": _lazy("Cost of distance"),
}


@dataclass(frozen=True)
class TeamView:
    """A team as the page draws it."""

    place: int
    team: TeamProposal
    rows: tuple[MemberLinks, ...]
    form: SaveTeamForm


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "opportunities/<id:id_>/consortium"
    return [
        path(base, consortium, name="consortium"),
        path(f"{base}/teams", teams, name="consortium-teams"),
        path(f"{base}/actors", actor_suggestions, name="consortium-actors"),
        path(f"{base}/save", save, name="consortium-save"),
        path(f"{base}/invite", invite, name="consortium-invite"),
        path(f"{base}/invitations/<id:actor>", note_answer, name="consortium-answer"),
        path(f"{base}/files/<id:name>", file, name="consortium-file"),
    ]


def consortium(request: HttpRequest, id_: str) -> HttpResponse:
    """The question: what the user wants; the answer loads on its own."""
    viewer = require_viewer(request, Verb.VIEW, Resource.MATCH)
    asked = request.GET
    words, part = clean(asked.get("who", "")), asked.get("as", "")
    found = find_actors(words) if part in PARTS else []
    if len(found) == 1:
        return HttpResponseRedirect(question(id_, with_role(asked, part, found[0].id)))
    return _question(request, id_, viewer, asked, words=words, choices=choices(id_, asked, part, found))


def _question(request: HttpRequest, id_: str, viewer: Viewer, asked: QueryDict, **more: Any) -> HttpResponse:
    """The page of a question.

    Parameters
    ----------
    more
        `team` or `answer` (of the actor `answered`) is a form that was refused: it stands there as it was sent.
    """
    ask = parse_request(asked)
    names = names_of({*ask.wanted, *ask.without})
    invitations = list(queries.invitations(id_))
    said, again = _standing(invitations, asked)
    sent, answered = more.get("answer"), more.get("answered", "")
    return render_page(
        request,
        "consortium/consortium.html",
        id_=id_,
        opportunity=find(id_),
        ask=ask,
        query=asked.urlencode(),
        pins=[(a, names.get(a, a), without_role(asked, "pin", a)) for a in ask.pinned],
        left=[(a, names.get(a, a), without_role(asked, "without", a)) for a in ask.without],
        lead=(ask.lead, names.get(ask.lead, ask.lead), without_role(asked, "lead", ask.lead)) if ask.lead else None,
        rules=services.available_rules(),
        weights=[(name, TERMS[name], getattr(ask.weights, name)) for name in TermWeights.names()],
        clusters=clusters(),
        own_weights=changed_weights(ask),
        saved=_saved(id_, asked),
        invitations=_answers(invitations, asked, answered, sent),
        said=said,
        again=again,
        problem=sent.problem if sent and answered not in {i.actor_id for i in invitations} else "",
        may_change=viewer.may(Verb.CHANGE, Resource.MATCH),
        **more,
    )


def _answers(
    invitations: Sequence[Invitation], asked: QueryDict, answered: str, sent: AnswerForm | None
) -> list[tuple[Invitation, AnswerForm]]:
    """Each invitation with the form that notes its answer; the one that was sent is as it was sent."""
    seen = change_log.positions_of(Invitation, [i.pk for i in invitations])
    query = asked.urlencode()
    return [
        (
            i,
            sent
            if sent and i.actor_id == answered
            else AnswerForm(
                initial={"seen": seen.get(i.pk, 0), "note": i.note, "query": query}, auto_id=ids_of(i.actor_id)
            ),
        )
        for i in invitations
    ]


def teams(request: HttpRequest, id_: str) -> HttpResponse:
    """The answer: teams side by side, or what clashes."""
    viewer = require_viewer(request, Verb.VIEW, Resource.MATCH)
    ask, seen = parse_request(request.GET), change_log.last_line()
    try:
        found = services.find_teams(id_, ask, seconds=SECONDS)
    except (TimeLimitReached, InputError, NotFound) as error:
        find(id_)
        return render_page(request, "consortium/search_failed.html", error=str(error))
    return render_page(
        request,
        "consortium/teams.html",
        id_=id_,
        found=found,
        shown=[_shown(request.GET, ask, found, place, seen) for place in range(1, len(found.teams) + 1)],
        terms=[(TERMS[name], [team.terms[name] for team in found.teams]) for name in TermWeights.names()],
        compared=_compared(found),
        moved=_moved(id_, ask, found),
        query=request.GET.urlencode(),
        may_change=viewer.may(Verb.CHANGE, Resource.MATCH),
    )


def _shown(asked: QueryDict, ask: services.TeamRequest, found: Consortium, place: int, seen: int) -> TeamView:
    """A team with the form that keeps it; `seen` is where the change log stood before it was chosen."""
    team = found.teams[place - 1]
    drawn = {
        "name": _("Team %(place)d") % {"place": place},
        "actor": [m.actor for m in team.members],
        "role": [m.role for m in team.members],
        "query": asked.urlencode(),
        "seen": seen,
    }
    form = SaveTeamForm(initial=drawn, auto_id=ids_of(str(place)))
    return TeamView(place, team, rows(found.opportunity, asked, ask, team), form)


def actor_suggestions(request: HttpRequest, id_: str) -> HttpResponse:
    """Names that words may mean, while they are typed."""
    require_viewer(request, Verb.VIEW, Resource.MATCH)
    return render_page(
        request, "consortium/actor_suggestions.html", actors=find_actors(clean(request.GET.get("who", "")))
    )


@sent_from("consortium", Resource.MATCH)
def save(request: HttpRequest, id_: str) -> HttpResponse:
    """Keep a team."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.MATCH)
    form = SaveTeamForm(request.POST)
    if form.is_valid() and form.carry_out(
        services.save_team,
        id_,
        name=form.cleaned_data["name"],
        members=form.members,
        pinned=parse_request(form.asked).wanted,
        seen=form.cleaned_data["seen"],
        viewer=viewer,
    ):
        messages.success(request, _("Team saved. It replaces any team of this name; undo it under Changes."))
        return HttpResponseRedirect(question(id_, form.asked))
    return with_status(_question(request, id_, viewer, form.asked, team=form, named=_named(form)), form)


@sent_from("consortium", Resource.MATCH)
def invite(request: HttpRequest, id_: str) -> HttpResponse:
    """Invite the members of a team."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.MATCH)
    form = InviteForm(request.POST)
    if form.is_valid() and (done := form.carry_out(services.invite, id_, form.cleaned_data["actor"], viewer=viewer)):
        count = done.tallies["invitation"].added if done.batch else 0
        said = ngettext("%(count)d invitation noted.", "%(count)d invitations noted.", count) % {"count": count}
        messages.success(request, said if count else _("All members are already invited."))
        return HttpResponseRedirect(question(id_, form.asked))
    return with_status(_question(request, id_, viewer, form.asked, team=form, named=_named(form)), form)


@sent_from("consortium", Resource.MATCH, "id_")
def note_answer(request: HttpRequest, id_: str, actor: str) -> HttpResponse:
    """Note how an invitation stands."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.MATCH)
    form = AnswerForm(request.POST, auto_id=ids_of(actor))
    if form.is_valid() and form.carry_out(
        services.answer_invitation,
        id_,
        actor,
        status=form.cleaned_data["status"],
        note=form.cleaned_data["note"],
        seen=form.cleaned_data["seen"],
        viewer=viewer,
    ):
        return HttpResponseRedirect(question(id_, form.asked))
    return with_status(_question(request, id_, viewer, form.asked, answer=form, answered=actor), form)


def _named(form: TeamForm) -> list[str]:
    """The members of a team that was sent, by name."""
    sent = [actor for actor in form["actor"].value() or () if is_id(actor)]
    names = names_of(sent)
    return [names.get(actor, actor) for actor in sent]


def file(request: HttpRequest, id_: str, name: str) -> HttpResponse:
    """A workbook, a page or a letter."""
    require_viewer(request, Verb.EXPORT, Resource.MATCH)
    found = services.find_teams(id_, parse_request(request.GET), seconds=SECONDS)
    if not found.teams:
        raise NotFound("there is no team to write down")
    content, kind = _content(found, name)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _content(found: Consortium, name: str) -> tuple[bytes, str]:
    if name == "consortium.xlsx":
        return workbook(found), XLSX
    if name == "consortium.md":
        return markdown(found).encode(), "text/markdown; charset=utf-8"
    team = found.teams[0]
    for member in team.members:
        if name == f"letter-{member.actor}.md":
            return letter(found, team, member).encode(), "text/markdown; charset=utf-8"
    raise NotFound(f"there is no file {name!r} of this consortium")


def _moved(id_: str, ask: services.TeamRequest, found: Consortium) -> TeamDifference | None:
    """What the user's weights change against the usual ones, if they are others."""
    if ask.weights == TermWeights() or not found.teams:
        return None
    usual = services.find_teams(
        id_, services.TeamRequest(**{**ask.__dict__, "weights": TermWeights()}), top=1, seconds=SECONDS
    )
    return team_difference(usual.teams[0], found.teams[0]) if usual.teams else None


def _compared(found: Consortium) -> list[tuple[TeamMember, list[str]]]:
    """Whoever is in any team, and the role in each; who is in the most teams first."""
    members = {m.actor: m for team in found.teams for m in team.members}
    roles = [{m.actor: m.role for m in team.members} for team in found.teams]
    seats = {actor: [its.get(actor, "") for its in roles] for actor in members}
    order = sorted(members, key=lambda actor: (seats[actor].count(""), [not role for role in seats[actor]]))
    return [(members[actor], seats[actor]) for actor in order]


def _saved(opportunity: str, asked: QueryDict) -> list[tuple[str, list[str], str]]:
    """Teams that are kept: name, members, and the question that has them together again."""
    found: dict[str, list[TeamSeat]] = {}
    for seat in queries.seats(opportunity):
        found.setdefault(seat.team, []).append(seat)
    return [
        (
            seats[0].name,
            [seat.actor.name for seat in seats],
            with_team(
                asked,
                next((seat.actor_id for seat in seats if seat.role == "lead"), ""),
                [seat.actor_id for seat in seats],
            ),
        )
        for seats in found.values()
    ]


def _standing(invitations: Sequence[Invitation], asked: QueryDict) -> tuple[str, str]:
    """How the invitations stand in words, and the question that keeps whoever has not declined."""
    count = Counter(i.status for i in invitations)
    said = [
        ngettext("%d accepted", "%d accepted", count["accepted"]) % count["accepted"],
        ngettext("%d declined", "%d declined", count["declined"]) % count["declined"],
        ngettext("%d has not answered", "%d have not answered", count["invited"]) % count["invited"],
    ]
    staying = [i.actor_id for i in invitations if i.status != queries.DECLINED]
    lead = parse_request(asked).lead
    return ", ".join(said), with_team(asked, lead if lead in staying else "", staying)
