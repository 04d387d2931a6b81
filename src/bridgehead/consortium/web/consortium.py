"""Teams for an opportunity: search, require, exclude, swap, compare, save, download."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from bridgehead.consortium import phrases, services, tables
from bridgehead.consortium.core.problem import TermWeights
from bridgehead.consortium.core.result import Consortium, TeamMember, TeamProposal, team_difference
from bridgehead.consortium.core.verifier import RuleCheck
from bridgehead.consortium.forms import SaveTeamForm
from bridgehead.consortium.services.team_documents import (
    Letterhead,
    invited,
    letter,
    letter_name,
    letterhead,
    markdown,
    workbook,
)
from bridgehead.consortium.web.team_page import member_names, question_page
from bridgehead.consortium.web.url_state import (
    PARTS,
    MemberLinks,
    choices,
    clean,
    find_actors,
    member_links,
    parse_request,
    question,
    with_members,
    with_role,
)
from bridgehead.kit import change_log
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.forms import ids_of, with_status
from bridgehead.kit.list_tables import ListTable
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.kit.table_export import XLSX
from bridgehead.methods.cp_sat import TimeLimitReached
from bridgehead.opportunities.queries import opportunity as find

SECONDS = 8.0


@dataclass(frozen=True)
class TeamView:
    """A team as the page draws it."""

    place: int
    team: TeamProposal
    members: ListTable[TeamMember]
    rules: ListTable[RuleCheck]
    links: tuple[MemberLinks, ...]
    form: SaveTeamForm
    shares_asked_with: tuple[tuple[str, str], ...]

    @property
    def newcomers(self) -> str:
        """How many are new, and how common that was."""
        return phrases.newcomers(self.team.newcomers, len(self.team.members))

    @property
    def heading(self) -> str:
        """What the page calls it."""
        return _("Best team") if self.place == 1 else phrases.team_heading(self.place, self.team.differs)

    @property
    def proof(self) -> str:
        """What is proven of its score."""
        return phrases.proof(self.team)


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "opportunities/<id:id_>/consortium"
    return [
        path(base, consortium, name="consortium"),
        path(f"{base}/teams", teams, name="consortium-teams"),
        path(f"{base}/actors", actor_suggestions, name="consortium-actors"),
        path(f"{base}/save", save, name="consortium-save"),
        path(f"{base}/files/<id:name>", file, name="consortium-file"),
    ]


def consortium(request: HttpRequest, id_: str) -> HttpResponse:
    """The question; the answer loads on its own."""
    viewer = require_viewer(request, Verb.VIEW, Resource.MATCH)
    asked = request.GET
    words, part = clean(asked.get("who", "")), asked.get("as", "")
    found = find_actors(words) if part in PARTS else []
    if len(found) == 1:
        return HttpResponseRedirect(question(id_, with_role(asked, part, found[0].id)))
    return question_page(request, id_, viewer, asked, words=words, choices=choices(id_, asked, part, found))


def teams(request: HttpRequest, id_: str) -> HttpResponse:
    """The answer: teams side by side, or what clashes."""
    viewer = require_viewer(request, Verb.VIEW, Resource.MATCH)
    ask, seen = parse_request(request.GET), change_log.last_line()
    try:
        found = services.find_teams(id_, ask, seconds=SECONDS)
    except (TimeLimitReached, InputError, NotFound) as error:
        find(id_)
        return render_page(request, "consortium/search_failed.html", error=str(error))
    shown = [_shown(request.GET, ask, found, place, seen) for place in range(1, len(found.teams) + 1)]
    return render_page(
        request,
        "consortium/teams.html",
        id_=id_,
        found=found,
        shown=shown,
        comparison=tables.comparison(found, _compared(found)),
        tables=[table for each in shown for table in (each.members, each.rules)],
        base=request.path,
        moved=_moved(id_, ask, found),
        conflict=[(phrases.phrase(item.detail), item.lifts) for item in found.conflict],
        together=[phrases.phrase(each) for each in found.together],
        beside="" if found.buyer is None else phrases.beside(found.buyer),
        effort=phrases.search_effort(found.scope),
        trust_scope=phrases.trust_scope(found.scope),
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
    links = member_links(found.opportunity, asked, ask, found, place)
    by_actor = {each.member.actor: each for each in links}

    def drawn_links(member: TeamMember) -> str:
        return render_to_string("consortium/member_links.html", {"links": by_actor[member.actor]})

    members, rules = tables.member_table(found, place, drawn_links), tables.rule_table(found, place)
    asks = tuple(with_members(asked, ask.lead, [m.actor for m in team.members]))
    return TeamView(place, team, members, rules, links, form, asks)


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
    if form.is_valid() and (
        done := form.carry_out(
            services.save_team,
            id_,
            name=form.cleaned_data["name"],
            members=form.members,
            pinned=parse_request(form.asked).wanted,
            seen=form.cleaned_data["seen"],
            viewer=viewer,
        )
    ):
        show_done(request, _("Team saved. It replaces any team with this name."), done.batch)
        return HttpResponseRedirect(question(id_, form.asked))
    return with_status(question_page(request, id_, viewer, form.asked, team=form, named=member_names(form)), form)


def file(request: HttpRequest, id_: str, name: str) -> HttpResponse:
    """A workbook, a page or a letter."""
    viewer = require_viewer(request, Verb.EXPORT, Resource.MATCH)
    found = services.find_teams(id_, parse_request(request.GET), seconds=SECONDS)
    if not found.teams:
        raise NotFound(_("No team meets all requirements, so there is no file. Search again."))
    content, kind = _content(found, name, letterhead(found, viewer))
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _content(found: Consortium, name: str, head: Letterhead) -> tuple[bytes, str]:
    if name == "consortium.xlsx":
        return workbook(found), XLSX
    if name == "consortium.md":
        return markdown(found).encode(), "text/markdown; charset=utf-8"
    team = found.teams[0]
    for member in invited(team):
        if name == letter_name(member):
            return letter(found, team, member, head).encode(), "text/markdown; charset=utf-8"
    raise NotFound(_("This team has no file “{name}”.").format(name=name))


def _moved(id_: str, ask: services.TeamRequest, found: Consortium) -> str:
    """What the user's weights change against the usual ones, if they are others."""
    if ask.weights == TermWeights() or not found.teams:
        return ""
    usual = services.find_teams(
        id_, services.TeamRequest(**{**ask.__dict__, "weights": TermWeights()}), top=1, seconds=SECONDS
    )
    if not usual.teams:
        return ""
    change = team_difference(usual.teams[0], found.teams[0])
    return phrases.weights_change([m.name for m in change.came], [m.name for m in change.went])


def _compared(found: Consortium) -> list[tuple[TeamMember, list[str]]]:
    """Whoever is in any team, and the role in each; who is in the most teams first."""
    members = {m.actor: m for team in found.teams for m in team.members}
    roles = [{m.actor: m.role for m in team.members} for team in found.teams]
    seats = {actor: [its.get(actor, "") for its in roles] for actor in members}
    order = sorted(members, key=lambda actor: (seats[actor].count(""), [not role for role in seats[actor]]))
    return [(members[actor], seats[actor]) for actor in order]
