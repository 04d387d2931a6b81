"""Reads of a trip: its slots, who comes when, who wishes whom, the meetings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format

from bridgehead.ecosystem.models import Actor, Entry, Membership, Participation, Person, Tie
from bridgehead.trips.models import Availability, Meeting, Slot, Wish

CANCELLED = "cancelled"
"""What a meeting's status, or the outcome of a participation, says when it does not take place."""


def slots(activity: str) -> list[Slot]:
    """Slots by time, then as their names sort."""
    return sorted(Slot.objects.filter(activity=activity), key=lambda s: (s.start, s.slot, s.site, s.table))


def roles(activity: str) -> dict[str, set[str]]:
    """Participant to its roles in lower case."""
    found: dict[str, set[str]] = {}
    for actor, role in Participation.objects.filter(activity=activity).values_list("actor_id", "role"):
        found.setdefault(actor, set()).add(role.casefold())
    return found


def cancelled(activity: str) -> set[str]:
    """Participants that were to come and cancelled."""
    return set(Participation.objects.filter(activity=activity, outcome=CANCELLED).values_list("actor_id", flat=True))


def participation_keys(activity: str, actors: Iterable[str]) -> list[str]:
    """Keys of these actors' participations."""
    return list(Participation.objects.filter(activity=activity, actor__in=list(actors)).values_list("id", flat=True))


def wishes(activity: str) -> list[tuple[str, str, float]]:
    """(who wishes, whom, weight); a wish without a weight counts 1."""
    rows = Wish.objects.filter(activity=activity).order_by("id").values_list("wisher_id", "wished_id", "weight")
    return [(a, b, 1.0 if weight is None else weight) for a, b, weight in rows]


def availability(activity: str) -> list[tuple[str, str]]:
    """(actor, slot)."""
    return list(Availability.objects.filter(activity=activity).order_by("id").values_list("actor_id", "slot"))


def languages(actors: Iterable[str]) -> dict[str, set[str]]:
    """Actor to the languages of its people, where any are known."""
    found: dict[str, set[str]] = {}
    for actor, language in Person.objects.filter(actor__in=list(actors)).values_list("actor_id", "language"):
        if language:
            found.setdefault(actor, set()).add(language)
    return found


def meetings(activity: str) -> QuerySet[Meeting]:
    """The meetings of an activity, by slot and table."""
    return Meeting.objects.filter(activity=activity).select_related("tie").order_by("slot", "table", "id")


def activity_of(meeting: str) -> str:
    """The name of the activity that a meeting belongs to; blank where there is no such meeting."""
    return Meeting.objects.filter(pk=meeting).values_list("activity__name", flat=True).first() or ""


def slot_times(activity: str) -> dict[str, str]:
    """When each slot begins, by its name; the name itself where it has no time."""
    return {s.slot: _moment(s.start) or s.slot for s in slots(activity)}


def _moment(start: str) -> str:
    """A day with its time as a page writes them: `16 Sep 2026, 09:00`; a time alone as it is."""
    day, _t, time = start.partition("T")
    return f"{date_format(date.fromisoformat(day), 'j M Y')}, {time}" if time else start


def non_members(actors: Collection[str], cluster: str) -> list[Actor]:
    """Those of some actors that are no members of a cluster, by id: whom its members meet."""
    members = Membership.objects.filter(cluster=cluster).values("member")
    return list(Actor.objects.filter(pk__in=actors).exclude(pk__in=members).exclude(pk=cluster).order_by("id"))


def outcome_chain(activity: str) -> Mapping[str, int]:
    """How far an activity's meetings led: meetings, useful ones, cooperations, agreements, entries."""
    rows = list(Meeting.objects.filter(activity=activity).values_list("status", "useful"))
    kinds = list(Tie.objects.filter(activity=activity).values_list("kind", flat=True))
    return {
        "meetings": sum(status != "cancelled" for status, _ in rows),
        "useful": sum(useful == "yes" for _, useful in rows),
        "cooperations": kinds.count("partnership"),
        "agreements": kinds.count("agreement"),
        "entries": Entry.objects.filter(activity=activity).count(),
    }


@dataclass(frozen=True)
class ScheduledMeeting:
    """A saved meeting, with the time and site of its slot."""

    id: str
    slot: str
    site: str
    table: str
    start: str
    end: str
    participants: tuple[str, ...]
    status: str
    useful: str
    next_step: str
    due: str

    @property
    def place(self) -> str:
        """Site and table, each once."""
        return ", ".join(part for part in (self.site, plain_table(self.site, self.table)) if part)


def saved_meetings(activity: str) -> list[ScheduledMeeting]:
    """The saved meetings, in the order of time."""
    made = slots(activity)
    times = _by_table(made)
    found = []
    for m in meetings(activity):
        slot = times.get((m.slot, m.table))
        found.append(
            ScheduledMeeting(
                id=m.id,
                slot=m.slot,
                site=slot.site if slot else "",
                table=table_name(slot, made) if slot else m.table,
                start=slot.start if slot else "",
                end=slot.end if slot else "",
                participants=tuple(m.participants),
                status=m.status,
                useful=m.useful,
                next_step=m.next_step,
                due=m.due,
            )
        )
    return sorted(found, key=lambda m: (m.start, m.slot, len(m.table), m.table))


def _by_table(made: Sequence[Slot]) -> dict[tuple[str, str], Slot]:
    """Each slot by its time and by what a meeting may call its table: as now, or as before a site came or went."""
    found: dict[tuple[str, str], Slot] = {}
    for s in made:
        found.setdefault((s.slot, s.table or "table"), s)
    found |= {(s.slot, f"{s.site}, {s.table or 'table'}"): s for s in made if s.site}
    return found | {(s.slot, table_name(s, made)): s for s in made}


def plain_table(site: str, table: str) -> str:
    """A table's own name, where a meeting keeps it with that of its site (`table_name`)."""
    return table.removeprefix(f"{site}, ") if site else table


def table_name(slot: Slot, made: Sequence[Slot]) -> str:
    """A table's name, with its site where there are several, since a meeting keeps the table alone."""
    name = slot.table or "table"
    return f"{slot.site}, {name}" if slot.site and len({s.site for s in made}) > 1 else name
