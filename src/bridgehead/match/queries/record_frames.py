"""Reads that matching needs: frames of past work, actors and ties; the state they were read in."""

from collections.abc import Collection, Iterable, Mapping

import polars as pl
from django.db.models import Count, Max, Model, QuerySet

from bridgehead.ecosystem.models import Activity, Actor, Membership, Participation, Person, Tie, User
from bridgehead.framework.component_effects import ComponentEffect
from bridgehead.importers.core.ted import cpv_ancestors
from bridgehead.kit import vocabularies
from bridgehead.kit.change_log import LogPosition
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.progress import Progress
from bridgehead.match.core.mark_types import DISMISSING, JOINED, OFFERED
from bridgehead.match.core.match_index import EligibilityFacts
from bridgehead.match.core.record_frames import SCHEMAS, Records
from bridgehead.match.models import Mark
from bridgehead.opportunities.models import OpportunityComponent

COLUMNS: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "actors": (Actor, ("id", "name", "kind", "size", "country", "sector", "capabilities", "description")),
    "projects": (
        Activity,
        (
            *("id", "name", "organiser_id", "start", "end", "market", "programme", "themes"),
            *("opportunity__cpv", "description"),
        ),
    ),
    "participations": (Participation, ("id", "activity_id", "actor_id", "role", "contribution")),
    "ties": (Tie, ("id", "a_id", "b_id", "market", "kind")),
}
"""By frame of `Records`, where its columns come from, in its order."""
CLASSES = COLUMNS["projects"][1].index("opportunity__cpv")
FRAME_OF = {model.__name__.lower(): name for name, (model, _) in COLUMNS.items()}


def changed(since: LogPosition, now: LogPosition) -> dict[str, set[str]] | None:
    """Ids of the records that matching is made from, by frame, that changed between two states.

    None if the log does not tell: it is another log, or something came late into the part that was read.
    """
    if since.last > now.last or Batch.objects.filter(pk__lte=since.last).count() != since.number:
        return None
    at = Batch.objects.filter(pk=since.last).values_list("at", flat=True).first()
    if since.last and (at is None or at.isoformat() != since.at):
        return None
    found: dict[str, set[str]] = {name: set() for name in SCHEMAS}
    rows = Change.objects.filter(batch__gt=since.last, batch__lte=now.last, table__in=FRAME_OF)
    for table, key in rows.values_list("table", "key").distinct():
        found[FRAME_OF[table]].add(key)
    bought = Change.objects.filter(batch__gt=since.last, batch__lte=now.last, table="opportunity", action="change")
    found["projects"] |= set(Activity.objects.filter(opportunity__in=bought.values("key")).values_list("pk", flat=True))
    return found


def has_many_changes(since: LogPosition, most: int) -> bool:
    """Whether more lines of the log than that are later than a state and on what matching is made from."""
    return Change.objects.filter(batch__gt=since.last, table__in=FRAME_OF)[: most + 1].count() > most


def records(progress: Progress) -> Records:
    """Everything that matching is made from."""
    return Records(**{name: frame(name) for name in progress(list(SCHEMAS), "Reading records")})


def frame(name: str, ids: Collection[str] | None = None) -> pl.DataFrame:
    """A frame of `Records`, or its rows with these ids."""
    found = COLUMNS[name][0]._default_manager.order_by("id")
    if ids is not None:
        found = found.filter(pk__in=ids)
    rows = list(found.values_list(*COLUMNS[name][1]))
    if name == "projects":
        trees = {code: tuple(cpv_ancestors(code)) for row in rows for code in row[CLASSES] or ()}
        rows = [
            (*row[:CLASSES], sorted({c for code in row[CLASSES] or () for c in trees[code]}), *row[CLASSES + 1 :])
            for row in rows
        ]
    return pl.DataFrame(rows, schema=SCHEMAS[name], orient="row")


def facts(actor: str) -> Actor | None:
    """An actor that an opportunity mentions; None if it is a name and no id, or blank."""
    return Actor.objects.filter(pk=actor).first() if actor else None


def members_of(cluster: str) -> set[str]:
    """Ids of a cluster's members, past ones too."""
    return set(Membership.objects.filter(cluster=cluster).values_list("member_id", flat=True))


def dismissed(opportunity: str) -> set[str]:
    """Ids of the actors that an opportunity is not for, by staff's word or their own."""
    return set(Mark.objects.filter(opportunity=opportunity, mark__in=DISMISSING).values_list("actor_id", flat=True))


def dismissed_for(actor: str) -> set[str]:
    """Ids of the opportunities that are not for an actor, by staff's word or its own."""
    return set(Mark.objects.filter(actor=actor, mark__in=DISMISSING).values_list("opportunity_id", flat=True))


def marks(*, opportunity: str = "", actor: str = "") -> QuerySet[Mark]:
    """What was said of an opportunity's candidates or of an actor, the latest first, with both ends."""
    found = Mark.objects.select_related("opportunity", "actor").order_by("-date", "pk")
    if opportunity:
        found = found.filter(opportunity=opportunity)
    return found.filter(actor=actor) if actor else found


def names_of_those(said: Iterable[Mark]) -> dict[str, str]:
    """What a page calls whoever gave these marks: an account or a contact by name; others are not in it."""
    ids = {mark.by for mark in said} - {""}
    contacts = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    accounts = User.objects.filter(username__in=ids)
    return contacts | {user.username: user.get_full_name() or user.username for user in accounts}


def countries_of(ids: Collection[str]) -> dict[str, str]:
    """Country by actor, blank where unknown."""
    return dict(Actor.objects.filter(pk__in=ids).values_list("pk", "country"))


def stated_effects(opportunities: Collection[str]) -> dict[str, tuple[ComponentEffect, ...]]:
    """What opportunities state that they raise; without a weight it counts 1. One that states nothing is not in it.

    Of components that the framework does not have, nothing can be said.
    """
    known = vocabularies.terms("component")
    found: dict[str, tuple[ComponentEffect, ...]] = {}
    rows = OpportunityComponent.objects.filter(opportunity__in=opportunities, raises__gt=0).order_by("id")
    for about, component, raises, weight in rows.values_list("opportunity_id", "component", "raises", "weight"):
        if raises is not None and component in known:
            effect = ComponentEffect(component, raises, 1.0 if weight is None else weight)
            found[about] = (*found.get(about, ()), effect)
    return found


def offered(reader: str) -> list[tuple[str, str]]:
    """What the weekly mail offered to a reader: opportunity and day."""
    return list(Mark.objects.filter(mark=OFFERED, by=reader).values_list("opportunity_id", "date"))


def last_offered() -> dict[str, str]:
    """Reader to the day of the last weekly mail."""
    found = Mark.objects.filter(mark=OFFERED).order_by().values_list("by").annotate(last=Max("date"))
    return {str(reader): str(day) for reader, day in found}


def joined_opportunities(actor: str) -> set[str]:
    """Ids of the opportunities that an actor goes for already."""
    return set(Mark.objects.filter(actor=actor, mark=JOINED).values_list("opportunity_id", flat=True))


def past_work(actor: str, most: int) -> list[str]:
    """What the latest activities of an actor were about, in words."""
    rows = Participation.objects.filter(actor=actor).order_by("-activity__start", "activity_id")
    columns = ("activity__name", "activity__themes", "activity__description")
    return [" ".join([name, *themes, said]) for name, themes, said in rows.values_list(*columns)[:most]]


def eligibility_counts(cluster: str = "") -> dict[tuple[EligibilityFacts, str], int]:
    """How many actors, or members of a cluster, there are of each kind, size and country, and in each region."""
    found = Actor.objects.filter(pk__in=members_of(cluster)) if cluster else Actor.objects.all()
    rows = found.order_by().values_list("kind", "size", "country", "region").annotate(count=Count("pk"))
    return {(EligibilityFacts(kind, size, country), region): count for kind, size, country, region, count in rows}


def regions_of(ids: Collection[str]) -> dict[str, str]:
    """The region of each of these actors; blank where it is not known."""
    return dict(Actor.objects.filter(pk__in=ids).values_list("pk", "region"))
