"""Reads that a consortium needs: facts, what actors can do, who dealt with whom, who declined, what was applied for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from bridgehead.consortium.core.application_records import LEAD, PARTNER
from bridgehead.consortium.core.capability_coverage import CapabilityPassage
from bridgehead.consortium.core.newcomers import PastProject
from bridgehead.consortium.core.problem import NamedBuyer, Pair, pair
from bridgehead.consortium.core.trust import TieRecords
from bridgehead.consortium.models import Application, Invitation, TeamSeat
from bridgehead.ecosystem.core.consent import refuses
from bridgehead.ecosystem.models import Actor, Membership, Participation, Person, Tie, User
from bridgehead.kit import change_log, partial_dates
from bridgehead.kit.errors import NotFound
from bridgehead.kit.models import Change
from bridgehead.kit.word_filter import with_words

DECLINED = "declined"
PROJECTS = ("project", "innovation_project", "reference_project")
"""Kinds of activity that a funded team carries out."""
LARGEST = 60
"""An activity with more participants (a fair, a network's year) says nothing about two of them."""


@dataclass(frozen=True)
class StageReached:
    """When it was recorded that an application reached a stage, and by whom."""

    stage: str
    at: datetime
    by: str


def actors(ids: Collection[str]) -> list[Actor]:
    """These actors, by id."""
    found: list[Actor] = []
    ordered = sorted(ids)
    for start in range(0, len(ordered), 500):
        found += Actor.objects.filter(pk__in=ordered[start : start + 500]).order_by("id")
    return found


def public_bodies(countries: Collection[str]) -> list[Actor]:
    """Public organisations of these countries."""
    return list(Actor.objects.filter(kind="public", country__in=countries).order_by("id"))


def other_actors(known: Collection[str], limit: int) -> list[Actor]:
    """Actors beside these, firms, knowledge institutions and public bodies, by id."""
    found = Actor.objects.filter(kind__in=("firm", "knowledge", "public")).order_by("id")
    return [a for a in found[: limit + len(known)] if a.id not in known][:limit]


def passages(found: Iterable[Actor], day: str, leave_out: Collection[str] = ()) -> dict[str, list[CapabilityPassage]]:
    """Actor to words about it: its capabilities, its description, its projects that began until a day.

    A trip, an event or an application shows what somebody looks for, not what it can do.

    Parameters
    ----------
    leave_out
        Activities that do not count.
    """
    result = {}
    for a in found:
        own = [CapabilityPassage("capability", a.id, text, text) for text in a.capabilities]
        about = f"{a.description} {a.sector}".strip()
        result[a.id] = own + ([CapabilityPassage("description", a.id, a.name, about)] if about else [])
    rows = (
        Participation.objects.filter(activity__kind__in=PROJECTS)
        .order_by("activity_id")
        .values_list(
            "actor_id", "activity_id", "activity__name", "activity__themes", "activity__description", "activity__start"
        )
    )
    for actor, activity, name, themes, description, start in rows:
        if actor in result and activity not in leave_out and not partial_dates.is_before(day, start):
            result[actor].append(CapabilityPassage("activity", activity, name, " ".join([name, *themes, description])))
    return result


def tie_records(day: str, leave_out: Collection[str] = ()) -> TieRecords:
    """Who dealt with whom until a day, but for some activities and the ties that they brought about."""
    ties = Tie.objects.order_by("id").values_list("id", "a_id", "b_id", "kind", "since", "activity_id")
    rows = Participation.objects.order_by("activity_id", "actor_id").values_list(
        "activity_id", "activity__name", "actor_id", "activity__start"
    )
    together: dict[str, tuple[str, set[str]]] = {}
    for activity, name, actor, start in rows:
        if activity not in leave_out and not partial_dates.is_before(day, start):
            together.setdefault(activity, (name, set()))[1].add(actor)
    circles: dict[str, set[str]] = {}
    for cluster, member in Membership.objects.values_list("cluster_id", "member_id"):
        circles.setdefault(cluster, set()).add(member)
    kept = [
        (id_, a, b, kind)
        for id_, a, b, kind, since, activity in ties
        if activity not in leave_out and not partial_dates.is_before(day, since)
    ]
    names = dict(Actor.objects.values_list("pk", "name"))
    return TieRecords(
        ties=kept,
        together=[(activity, name, sorted(who)) for activity, (name, who) in together.items() if len(who) <= LARGEST],
        circles={cluster: (names.get(cluster, cluster), members) for cluster, members in circles.items()},
        names=names,
    )


def past_projects(leave_out: Collection[str] = ()) -> list[PastProject]:
    """Projects that somebody funded, with who took part; some left out."""
    funded = (~Q(activity__funder="") | ~Q(activity__programme="")) & Q(activity__kind__in=PROJECTS)
    rows = Participation.objects.filter(funded).order_by("activity_id", "actor_id")
    found: dict[str, tuple[str, set[str]]] = {}
    for activity, start, actor in rows.values_list("activity_id", "activity__start", "actor_id"):
        if activity not in leave_out:
            found.setdefault(activity, (start, set()))[1].add(actor)
    return [PastProject(start, actors) for start, actors in found.values()]


def named_buyer(name: str) -> NamedBuyer | None:
    """Who an opportunity names as its buyer: an organisation on record, else a name alone; None if nobody."""
    if not name:
        return None
    found = Actor.objects.filter(pk=name).first()
    if found is None:
        return NamedBuyer("", name)
    return NamedBuyer(found.id, found.name, found.kind, found.size, found.country)


def tied_pairs(kind: str) -> frozenset[Pair]:
    """Pairs with a tie of this kind."""
    return frozenset(pair(a, b) for a, b in Tie.objects.filter(kind=kind).values_list("a_id", "b_id"))


def costs(ids: Collection[str]) -> dict[str, int]:
    """Actor to the median of what it received or brought in its activities, in euros."""
    found: dict[str, list[float]] = {}
    for actor, contribution in Participation.objects.filter(contribution__gt=0).values_list("actor_id", "contribution"):
        if actor in ids and contribution is not None:
            found.setdefault(actor, []).append(contribution)
    return {actor: round(median(values)) for actor, values in found.items()}


def contact_names(actors: Collection[str]) -> dict[str, str]:
    """Actor to the name of its first contact person who did not say no; those without one are not in it."""
    named = Person.objects.filter(actor__in=actors).exclude(name="").order_by("-name")
    rows = named.values_list("actor_id", "name", "consent")
    return {actor: name for actor, name, consent in rows if actor and not refuses(consent)}


def full_name(account: int | None) -> str:
    """The full name of an account; blank where there is none."""
    user = User.objects.filter(pk=account).first() if account else None
    return user.get_full_name() if user else ""


def invitations(opportunity: str) -> QuerySet[Invitation]:
    """Who was invited for an opportunity, by name."""
    return Invitation.objects.filter(opportunity=opportunity).select_related("actor").order_by("actor__name", "id")


def declined(opportunity: str) -> frozenset[str]:
    """Who declined to join for an opportunity."""
    return frozenset(
        Invitation.objects.filter(opportunity=opportunity, status=DECLINED).values_list("actor_id", flat=True)
    )


def seats(opportunity: str) -> QuerySet[TeamSeat]:
    """The seats of the teams saved for an opportunity, team by team."""
    return TeamSeat.objects.filter(opportunity=opportunity).select_related("actor").order_by("team", "actor__name")


def seats_of_team(team: str, opportunity: str) -> list[TeamSeat]:
    """The seats of a team saved for an opportunity, the lead's first; none where it is not saved any more."""
    return team_members([(team, opportunity)]).get((team, opportunity), [])


def team_members(teams: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[TeamSeat]]:
    """The seats of teams, each by its id and that of its opportunity; the lead's first."""
    found: dict[tuple[str, str], list[TeamSeat]] = {}
    rows = TeamSeat.objects.filter(team__in={team for team, _ in teams if team}).select_related("actor")
    for seat in sorted(rows, key=lambda seat: (seat.role != LEAD, seat.actor.name, seat.pk)):
        if (pair := (seat.team, seat.opportunity_id)) in teams:
            found.setdefault(pair, []).append(seat)
    return found


def applications(
    *, words: str = "", owner: str = "", member: str = "", stage: str = "", opportunity: str = ""
) -> QuerySet[Application]:
    """Applications, those whose opportunity ends next first; a blank filter lets everything through.

    Parameters
    ----------
    member
        An organisation that leads, or has a seat in the saved team.
    """
    found = Application.objects.select_related("opportunity", "lead").order_by("opportunity__deadline", "name", "pk")
    if member:
        found = found.filter(Q(lead=member) | Q(team__in=TeamSeat.objects.filter(actor=member).values("team")))
    exact = {"owner": owner, "stage": stage, "opportunity": opportunity}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    return with_words(found, words, ("name", "opportunity__title", "lead__name"))


def application(id_: str) -> Application:
    """One application, with its opportunity, its lead and its activity.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Application.objects.select_related("opportunity", "lead", "activity").filter(pk=id_).first()
    if found is None:
        raise NotFound(
            gettext("Application “{id}” does not exist.").format(id=id_),
            hint=gettext("List applications with `bridgehead applications`."),
        )
    return found


def members_of(found: Application) -> Mapping[str, str]:
    """Actor to role of who applies: the lead, and whoever else has a seat in the saved team."""
    members = {seat.actor_id: PARTNER for seat in seats_of_team(found.team, found.opportunity_id)}
    return members | ({found.lead_id: LEAD} if found.lead_id else {})


def stage_history(found: Application) -> list[StageReached]:
    """When it was recorded that an application reached a stage, the latest first, as the change log has it."""
    lines = list(change_log.changes_of(Application, found.pk).select_related("batch__who"))
    moved = [line for line in lines if "stage" in (line.after or {}) and line.action == Change.Action.CHANGE]
    began = str((moved[0].before or {})["stage"]) if moved else found.stage
    added = [line for line in lines if line.action == Change.Action.ADD][:1]
    reached = [(began, line) for line in added] + [(str((line.after or {})["stage"]), line) for line in moved]
    return [
        StageReached(stage, line.batch.at, line.batch.who.get_username() if line.batch.who else "")
        for stage, line in reversed(reached)
    ]


def application_owners() -> list[str]:
    """User names of those who look after applications."""
    named = Application.objects.exclude(owner="").order_by("owner")
    return list(named.values_list("owner", flat=True).distinct())


def applicants() -> list[tuple[str, str]]:
    """Id and name of the organisations that lead an application or sit in the team of one, by name."""
    leads = Application.objects.exclude(lead=None).values("lead")
    teams = Application.objects.exclude(team="").values("team")
    seated = TeamSeat.objects.filter(team__in=teams).values("actor")
    found = Actor.objects.filter(Q(pk__in=leads) | Q(pk__in=seated)).order_by("name", "pk")
    return list(found.values_list("pk", "name"))
