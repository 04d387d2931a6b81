"""Who should go together? Ask, pin, leave out, swap, compare, keep, invite."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bridgehead.consortium import queries, services
from bridgehead.consortium.core.answer import Consortium, Member, Moved, Proposal, moved
from bridgehead.consortium.core.instance import Weights
from bridgehead.consortium.files import letter, markdown, workbook
from bridgehead.ecosystem.queries import names_of
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.errors import NotFound
from bridgehead.kit.pages import allow, page
from bridgehead.opportunities.queries import opportunity as find

LONGEST = 100
SECONDS = 8.0
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Row:
    """A member of a team with the questions that lead on from it."""

    member: Member
    pinned: bool
    pin: str
    leave: str
    swap: str


@dataclass(frozen=True)
class Shown:
    """A team as the page draws it."""

    place: int
    team: Proposal
    rows: tuple[Row, ...]


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "opportunities/<str:id_>/consortium"
    return [
        path(base, consortium, name="consortium"),
        path(f"{base}/teams", teams, name="consortium-teams"),
        path(f"{base}/save", save, name="consortium-save"),
        path(f"{base}/invite", invite, name="consortium-invite"),
        path(f"{base}/invitations/<str:actor>", note_answer, name="consortium-answer"),
        path(f"{base}/files/<str:name>", file, name="consortium-file"),
    ]


def consortium(request: HttpRequest, id_: str) -> HttpResponse:
    """The question: what the user wants; the answer loads on its own."""
    viewer = allow(request, Verb.VIEW, Kind.MATCH)
    ask = _ask(request.GET)
    names = names_of({*ask.wanted, *ask.without})
    return page(
        request,
        "consortium/consortium.html",
        opportunity=find(id_),
        ask=ask,
        pins=[(a, names.get(a, a), _without(request.GET, "pin", a)) for a in ask.pinned],
        left=[(a, names.get(a, a), _without(request.GET, "without", a)) for a in ask.without],
        lead=(ask.lead, names.get(ask.lead, ask.lead), _without(request.GET, "lead", ask.lead)) if ask.lead else None,
        rules=services.available_rules(),
        weights=[(name, getattr(ask.weights, name)) for name in Weights.names()],
        saved=_saved(id_),
        invitations=queries.invitations(id_),
        statuses=services.STATUSES,
        may_change=viewer.may(Verb.CHANGE, Kind.MATCH),
    )


def teams(request: HttpRequest, id_: str) -> HttpResponse:
    """The answer: teams side by side, or what clashes."""
    viewer = allow(request, Verb.VIEW, Kind.MATCH)
    ask = _ask(request.GET)
    found = services.consortium(id_, ask, seconds=SECONDS)
    return page(
        request,
        "consortium/teams.html",
        id_=id_,
        found=found,
        shown=[Shown(place, team, _rows(id_, request.GET, ask, team)) for place, team in enumerate(found.teams, 1)],
        terms=[(name, [team.terms[name] for team in found.teams]) for name in Weights.names()],
        moved=_moved(id_, ask, found),
        query=request.GET.urlencode(),
        may_change=viewer.may(Verb.CHANGE, Kind.MATCH),
    )


@require_POST
def save(request: HttpRequest, id_: str) -> HttpResponse:
    """Keep a team."""
    viewer = allow(request, Verb.CHANGE, Kind.MATCH)
    roles = dict(zip(request.POST.getlist("actor"), request.POST.getlist("role"), strict=False))
    ask = _ask(QueryDict(request.POST.get("query", "")))
    name = request.POST.get("name", "").replace("\0", "")
    services.save_team(id_, name=name, members=roles, pinned=ask.wanted, who=viewer.id)
    messages.success(request, _("Kept. A team of the same name is replaced; undo it under Changes."))
    return _back(request, id_)


@require_POST
def invite(request: HttpRequest, id_: str) -> HttpResponse:
    """Invite the members of a team."""
    viewer = allow(request, Verb.CHANGE, Kind.MATCH)
    count = services.invite(id_, request.POST.getlist("actor"), who=viewer.id)
    said = ngettext("%(count)d invitation noted.", "%(count)d invitations noted.", count) % {"count": count}
    messages.success(request, said)
    return _back(request, id_)


@require_POST
def note_answer(request: HttpRequest, id_: str, actor: str) -> HttpResponse:
    """Note how an invitation stands."""
    viewer = allow(request, Verb.CHANGE, Kind.MATCH)
    services.answer_invitation(id_, actor, status=request.POST.get("status", ""), who=viewer.id)
    return _back(request, id_)


def file(request: HttpRequest, id_: str, name: str) -> HttpResponse:
    """A workbook, a page or a letter."""
    allow(request, Verb.EXPORT, Kind.MATCH)
    found = services.consortium(id_, _ask(request.GET), seconds=SECONDS)
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


def _ask(asked: QueryDict) -> services.Ask:
    def ids(key: str) -> tuple[str, ...]:
        found = (value.replace("\0", "").strip()[:LONGEST] for value in asked.getlist(key))
        return tuple(dict.fromkeys(value for value in found if value))

    usual = Weights()
    weights = {name: _whole(asked.get(f"w_{name}", ""), getattr(usual, name)) for name in Weights.names()}
    return services.Ask(
        lead=next(iter(ids("lead")), ""),
        pinned=ids("pin"),
        without=ids("without"),
        rules=next(iter(ids("rules")), ""),
        size=_whole(asked.get("size", ""), 0) or None,
        weights=Weights(**weights),
    )


def _whole(text: str, usual: int) -> int:
    return min(int(text), 100) if text.isascii() and text.isdigit() and len(text) < 6 else usual


def _moved(id_: str, ask: services.Ask, found: Consortium) -> Moved | None:
    """What the user's weights change against the usual ones, if they are others."""
    if ask.weights == Weights() or not found.teams:
        return None
    usual = services.consortium(id_, services.Ask(**{**ask.__dict__, "weights": Weights()}), top=1, seconds=SECONDS)
    return moved(usual.teams[0], found.teams[0]) if usual.teams else None


def _rows(id_: str, asked: QueryDict, ask: services.Ask, team: Proposal) -> tuple[Row, ...]:
    """Each member with the addresses that pin it, leave it out, or change it for another."""
    here = reverse("consortium", args=[id_])
    others = {m.actor: [o.actor for o in team.members if o.actor not in (m.actor, ask.lead)] for m in team.members}
    return tuple(
        Row(
            member=m,
            pinned=m.actor in ask.wanted,
            pin=f"{here}?{_with(asked, 'pin', [*ask.pinned, m.actor])}",
            leave=f"{here}?{_left_out(asked, ask, m.actor, ask.pinned)}",
            swap=f"{here}?{_left_out(asked, ask, m.actor, others[m.actor])}",
        )
        for m in team.members
    )


def _with(asked: QueryDict, key: str, values: Sequence[str]) -> str:
    query = asked.copy()
    query.setlist(key, list(values))
    return query.urlencode()


def _left_out(asked: QueryDict, ask: services.Ask, actor: str, pinned: Sequence[str]) -> str:
    query = asked.copy()
    query.setlist("without", [*ask.without, actor])
    query.setlist("pin", [a for a in pinned if a != actor])
    if ask.lead == actor:
        query.pop("lead", None)
    return query.urlencode()


def _without(asked: QueryDict, key: str, value: str) -> str:
    return _with(asked, key, [v for v in asked.getlist(key) if v != value])


def _saved(opportunity: str) -> list[tuple[str, list[str]]]:
    """Teams that are kept: name and members."""
    found: dict[str, tuple[str, list[str]]] = {}
    for seat in queries.seats(opportunity):
        found.setdefault(seat.team, (seat.name, []))[1].append(seat.actor.name)
    return list(found.values())


def _back(request: HttpRequest, id_: str) -> HttpResponse:
    query = QueryDict(request.POST.get("query", "")).urlencode()
    return HttpResponseRedirect(reverse("consortium", args=[id_]) + (f"?{query}" if query else ""))
