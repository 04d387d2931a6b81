"""A trip that was held, with its meetings and what came of them, and one that is ahead, with slots and wishes."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.drawn_partners import DrawnPartner
from bridgehead.workspace.core.practice.practice_words import PracticeWords

HELD, AHEAD = -75, 38
TRAVELLERS, HOSTS = 6, 4
HOURS = (9, 10, 11, 13, 14, 15)
TABLES = ("Table 1", "Table 2", "Table 3")
DAYS = 2


def draw_trips(
    draft: CaseDraft, words: PracticeWords, firms: Sequence[DrawnFirm], partners: Sequence[DrawnPartner]
) -> None:
    """Both trips, with who travels, who is met, and who wishes to meet whom."""
    for country, days in zip(words.countries, (HELD, AHEAD), strict=False):
        chance = draft.random(f"trip {country}")
        place = words.countries[country].places[1]
        start = draft.day(days)
        trip = f"trip-{country.lower()}"
        draft.add(
            "activities",
            id=trip,
            name=f"Two days in {place}",
            kind="delegation_trip",
            organiser=words.cluster.id,
            start=start,
            end=start + timedelta(days=DAYS - 1),
            city=place,
            country=country,
            market=country,
            themes=("water", "heat"),
            mechanisms=("network_extension", "opportunity_identification"),
        )
        travellers = [firm.id for firm in chance.sample(firms, TRAVELLERS)]
        hosts = [p.id for p in chance.sample([p for p in partners if p.country == country], HOSTS)]
        for actor in (*travellers, *hosts):
            role = "participant" if actor in travellers else "host"
            draft.add("participations", activity=trip, actor=actor, role=role, chosen_by="cluster")
        slots = _draw_slots(draft, trip, start, place)
        wishes = _draw_wishes(draft, trip, travellers, hosts)
        there = {(slot, a) for a in (*travellers, *hosts) for slot in slots if chance.random() < 0.85}
        for actor in (*travellers, *hosts):
            for slot in slots:
                if (slot, actor) in there:
                    draft.add("availability", activity=trip, actor=actor, slot=slot)
        if days < 0:
            _draw_held(draft, trip, start, wishes, there)


def _draw_slots(draft: CaseDraft, trip: str, start: date, place: str) -> list[str]:
    names = []
    for day in range(DAYS):
        for hour in HOURS:
            slot = f"day{day + 1}-{hour:02}"
            names.append(slot)
            when = (start + timedelta(days=day)).isoformat()
            for table in TABLES:
                draft.add(
                    "slots",
                    activity=trip,
                    slot=slot,
                    start=f"{when}T{hour:02}:00",
                    end=f"{when}T{hour:02}:40",
                    site=f"Town hall, {place}",
                    table=table,
                )
    return names


def _draw_wishes(draft: CaseDraft, trip: str, travellers: Sequence[str], hosts: Sequence[str]) -> list[tuple[str, str]]:
    chance = draft.random(f"wishes {trip}")
    wished = []
    for firm in travellers:
        for host in chance.sample(hosts, chance.randint(2, len(hosts))):
            draft.add("wishes", activity=trip, from_=firm, to=host, weight=chance.choice((0.5, 1, 2)))
            wished.append((firm, host))
    return wished


def _draw_held(
    draft: CaseDraft, trip: str, start: date, wishes: Sequence[tuple[str, str]], there: AbstractSet[tuple[str, str]]
) -> None:
    """A meeting for a wish where both are there, nobody in two places at once, until the slots are full."""
    slots = sorted({slot for slot, _actor in there})
    chance = draft.random(f"held {trip}")
    busy: set[tuple[str, str]] = set()
    for firm, host in wishes:
        free = [
            (slot, table)
            for slot in slots
            for table in TABLES
            if {(slot, firm), (slot, host)} <= there and not {(slot, firm), (slot, host), (slot, table)} & busy
        ]
        if not free:
            continue
        slot, table = free[0]
        busy |= {(slot, firm), (slot, host), (slot, table)}
        useful = chance.random() < 0.7
        draft.add(
            "meetings",
            id=f"{trip}--{firm}--{host}",
            activity=trip,
            slot=slot,
            table=table,
            participants=(firm, host),
            status="held",
            useful="yes" if useful else "no",
            next_step=chance.choice(("contact", "cooperation")) if useful else "",
            due=start + timedelta(days=30) if useful else "",
        )
