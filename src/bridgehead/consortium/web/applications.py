"""Applications: the board by stage, one application, and what moves it on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.consortium import phrases, queries, services, tables
from bridgehead.consortium.core.application_records import GRANTED, NEXT, STAGES, WITHDRAWN
from bridgehead.consortium.forms import MoveApplicationForm, StartApplicationForm
from bridgehead.consortium.models import Application, TeamSeat
from bridgehead.consortium.services.application_funnel import is_behind
from bridgehead.consortium.web.team_page import question_page
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.framework.loader import load_framework
from bridgehead.kit import change_log
from bridgehead.kit.forms import with_status
from bridgehead.kit.list_page import ListFilter, ListPage, choices
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import onward, render_page, require_viewer, sent_from
from bridgehead.kit.template_tags import euros

SORTS = {
    "name": ("name",),
    "stage": ("stage", "opportunity__deadline", "name"),
    "deadline": ("opportunity__deadline", "name"),
}
MOST = 30
"""Cards of one stage that the board shows; the list has all."""

Teams = Mapping[tuple[str, str], Sequence[TeamSeat]]


@dataclass(frozen=True)
class BoardCard:
    """An application on the board: with whom, and to which stages it moves on at one press."""

    application: Application
    members: Sequence[str]
    moves: Sequence[tuple[str, str | Promise]]


@dataclass(frozen=True)
class BoardLane:
    """A stage of the board.

    Attributes
    ----------
    count
        Of its applications, those that the board leaves to the list among them.
    total
        What they sum up to, in words.
    """

    stage: str
    label: str
    cards: Sequence[BoardCard]
    count: int
    total: str


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("applications", applications, name="applications"),
        path("applications/<id:id_>", application, name="application"),
        path("applications/<id:id_>/move", move, name="application-move"),
        path("opportunities/<id:id_>/applications/start", start, name="application-start"),
        path("members/<id:id_>/applications", member_applications, name="member-applications"),
    ]


def has_applications(actor: Actor) -> bool:
    """Whether an organisation leads an application, or sits in the team of one."""
    return queries.applications(member=actor.pk).exists()


def applications(request: HttpRequest) -> HttpResponse:
    """All applications, a column a stage; of one stage, the list."""
    viewer = require_viewer(request, Verb.VIEW, Resource.MATCH)
    listing = application_list(request.GET, viewer)
    found = queries.applications(**listing.values)
    listing.show(found)
    return render_page(
        request,
        "consortium/applications.html",
        listing=listing,
        lanes=_lanes(list(found)) if not listing.values["stage"] else [],
        table=tables.application_table(listing.rows, order=listing.order, chosen=listing.columns),
        may_change=viewer.may(Verb.CHANGE, Resource.MATCH),
        today=timezone.localdate().isoformat(),
    )


def application_list(given: QueryDict, who: Viewer) -> ListPage[Application]:
    """What an address asks of the applications."""
    terms = load_framework().vocabularies["application_stage"]
    return ListPage(
        given,
        filters=(
            ListFilter("words", gettext_lazy("Words"), hint=gettext_lazy("Name, opportunity, lead")),
            ListFilter("owner", gettext_lazy("Owner"), choices(_owners(who))),
            ListFilter("member", gettext_lazy("Member"), choices(queries.applicants())),
            ListFilter("stage", gettext_lazy("Show"), choices(terms.items(), gettext_lazy("All stages"))),
        ),
        sorts=SORTS,
        order="deadline",
    )


def application(request: HttpRequest, id_: str) -> HttpResponse:
    """One application: what it is, how far it is, where it goes next."""
    return _page(request, id_, None)


@sent_from("application", Resource.MATCH)
def move(request: HttpRequest, id_: str) -> HttpResponse:
    """Move an application to a stage."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.MATCH)
    form = MoveApplicationForm(request.POST)
    if form.is_valid() and (done := form.carry_out(services.move_application, id_, **form.asked_for, viewer=viewer)):
        show_done(request, phrases.stage_reached(form.cleaned_data["stage"]), done.batch)
        return HttpResponseRedirect(onward(request, form.cleaned_data["next"], "application", id_))
    return _page(request, id_, form)


@sent_from("opportunity", Resource.OPPORTUNITY)
def start(request: HttpRequest, id_: str) -> HttpResponse:
    """Start an application, of a saved team or of nobody yet."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.MATCH)
    form = StartApplicationForm(request.POST)
    if form.is_valid() and (
        done := form.carry_out(services.start_application, id_, team=form.cleaned_data["team"], viewer=viewer)
    ):
        show_done(request, _("Application started."), done.batch)
        started = change_log.added_by(done.batch, Application) if done.batch else []
        return HttpResponseRedirect(reverse("application", args=started[:1]) if started else reverse("applications"))
    return with_status(question_page(request, id_, viewer, form.asked, answer=form), form)


def member_applications(request: HttpRequest, id_: str) -> HttpResponse:
    """The applications that a member leads or takes part in."""
    viewer = require_viewer(request, Verb.VIEW, Resource.MATCH, owner=id_)
    found = list(queries.applications(member=id_))
    seen = viewer.may(Verb.VIEW, Resource.MATCH)
    return render_page(
        request,
        "consortium/member_applications.html",
        actor=find_actor(id_),
        table=tables.application_table(found, opens=seen, sees_money=viewer.may(Verb.VIEW, Resource.MONEY)),
        opens=seen,
    )


def _page(request: HttpRequest, id_: str, sent: MoveApplicationForm | None) -> HttpResponse:
    found = queries.application(id_)
    viewer = require_viewer(request, Verb.VIEW, Resource.MATCH, owner=found.lead_id)
    moves = NEXT.get(found.stage, ())
    drawn = {"stage": moves[0] if moves else found.stage, "seen": change_log.position_of(Application, id_)}
    page = render_page(
        request,
        "consortium/application.html",
        application=found,
        form=sent or MoveApplicationForm(initial=drawn),
        seats=queries.seats_of_team(found.team, found.opportunity_id),
        history=tables.stage_history_table(queries.stage_history(found)),
        may_change=viewer.may(Verb.CHANGE, Resource.MATCH),
        behind=viewer.may(Verb.CHANGE, Resource.MATCH) and is_behind(found),
        today=timezone.localdate().isoformat(),
    )
    return with_status(page, sent)


def _owners(viewer: Viewer) -> list[tuple[str, str | Promise]]:
    others = [name for name in queries.application_owners() if name != viewer.name]
    return [(viewer.name, gettext_lazy("Mine")), *((name, name) for name in others)]


def _lanes(found: Sequence[Application]) -> list[BoardLane]:
    """The stages in order; withdrawn ones only where there are some."""
    teams = queries.team_members({(each.team, each.opportunity_id) for each in found})
    by_stage: dict[str, list[Application]] = {stage: [] for stage in STAGES}
    for each in found:
        by_stage.setdefault(each.stage, []).append(each)
    return [_lane(stage, some, teams) for stage, some in by_stage.items() if some or stage != WITHDRAWN]


def _lane(stage: str, found: Sequence[Application], teams: Teams) -> BoardLane:
    said = [each.amount_granted if stage == GRANTED else each.amount_asked for each in found]
    known = [amount for amount in said if amount is not None]
    total = phrases.amounts(euros(sum(known)) if known else "", len(said) - len(known))
    return BoardLane(
        stage, phrases.stage_label(stage), [_card(each, teams) for each in found[:MOST]], len(found), total
    )


def _card(found: Application, teams: Teams) -> BoardCard:
    seats = teams.get((found.team, found.opportunity_id), ())
    others = [seat.actor.name for seat in seats if seat.actor_id != found.lead_id]
    moves = [(stage, phrases.MOVES[stage]) for stage in NEXT.get(found.stage, ())]
    return BoardCard(found, [*([found.lead.name] if found.lead else []), *others], moves)
