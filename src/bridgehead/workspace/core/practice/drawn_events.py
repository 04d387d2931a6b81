"""An evening ahead for which people register, and one that was held: its participations wait to be made."""

from collections.abc import Sequence

from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.practice_words import PracticeWords, plain_id

AHEAD, HELD = 19, -33
SEATS = 24
REGISTERED = {AHEAD: 27, HELD: 20}
"""Of the evening ahead more than there are seats: the last ones wait."""
NEEDS = ("", "", "", "", "vegetarian", "no nuts")
NAMES = {AHEAD: "Evening on export finance", HELD: "Breakfast on public buyers"}
TEXT = "Three short talks, time for questions, and something to eat."


def draw_events(draft: CaseDraft, words: PracticeWords, firms: Sequence[DrawnFirm]) -> None:
    """Both evenings with their forms and registrations."""
    for days, name in NAMES.items():
        day, id_ = draft.day(days), plain_id(name)
        draft.add(
            "activities",
            id=id_,
            name=name,
            kind="event",
            organiser=words.cluster.id,
            start=day,
            end=day,
            start_time="16:30" if days > 0 else "08:30",
            end_time="19:00" if days > 0 else "10:00",
            venue="Town hall",
            city=words.cluster.city,
            country="DK",
            mechanisms=("knowledge_sharing",),
        )
        draft.add(
            "event_forms",
            activity=id_,
            access="public",
            opens=draft.day(days - 40),
            closes=draft.day(days - 1),
            capacity=SEATS,
            waiting_list="yes",
            asks=("organisation", "role", "dietary"),
            text=TEXT,
        )
        draft.add("event_questions", activity=id_, number=1, kind="yes_no", question="Do you stay for the meal?")
        _draw_people(draft, words, firms, id_, days)


def _draw_people(draft: CaseDraft, words: PracticeWords, firms: Sequence[DrawnFirm], event: str, days: int) -> None:
    chance = draft.random(f"registrations {event}")
    for number in range(1, REGISTERED[days] + 1):
        firm = chance.choice(firms)
        given, family = chance.choice(words.names.given), chance.choice(words.names.family)
        status = "registered" if number <= SEATS else "waiting"
        if days < 0:
            status = "attended" if chance.random() < 0.8 else "absent"
        draft.add(
            "registrations",
            id=f"{event}-r{number}",
            activity=event,
            number=number,
            name=f"{given} {family}",
            email=f"{plain_id(given)}.{number}@{firm.id}.example",
            organisation=firm.name,
            role=chance.choice(words.names.roles),
            dietary=chance.choice(NEEDS),
            answers=(f"Do you stay for the meal?: {chance.choice(('Yes', 'No'))}",),
            actor=firm.id,
            status=status,
            consent=chance.choice(("yes", "no")),
            created=f"{draft.day(days - 39 + number).isoformat()}T09:{number:02}" if days > 0 else "",
        )
