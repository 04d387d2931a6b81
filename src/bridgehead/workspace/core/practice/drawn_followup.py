"""What the cluster's staff wrote down: contacts with members, notes, tasks, a document, working hours."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from bridgehead.workspace.core.practice.case_draft import CaseDraft
from bridgehead.workspace.core.practice.drawn_firms import DrawnFirm
from bridgehead.workspace.core.practice.practice_words import DeskWords

STAFF = ("demo", "manager")
"""Accounts of the practice workspace that write things down."""
CHANNELS = ("phone", "email", "meeting", "video_call", "visit")
CONTACTS = 70
"""Logged contacts, over about a year and a half; most with a few firms, as it goes."""
FARTHEST = 520
TASK_DAYS = (-3, 0, 1, 4, 6, 9, 12, 13, 20, 34)
"""Days from today on which open tasks are due."""
DONE = 6
NOTES = 12
WEEKS = 10
MINUTES = "Agenda: the next trip, the call on heat, new members.\nAgreed: two members look at the call until Friday.\n"


def draw_followup(draft: CaseDraft, words: DeskWords, firms: Sequence[DrawnFirm]) -> None:
    """Owners of members, contacts, notes, tasks, a document and hours."""
    _draw_owners(draft, firms)
    _draw_contacts(draft, words, firms)
    _draw_notes(draft, words, firms)
    _draw_tasks(draft, words, firms)
    _draw_document(draft, firms)
    _draw_hours(draft, firms)


def _draw_owners(draft: CaseDraft, firms: Sequence[DrawnFirm]) -> None:
    owners = {firm.id: STAFF[number % len(STAFF)] for number, firm in enumerate(firms)}
    for row in draft.tables["actors"]:
        if row["id"] in owners:
            row["owner"] = owners[row["id"]]


def _draw_contacts(draft: CaseDraft, words: DeskWords, firms: Sequence[DrawnFirm]) -> None:
    chance = draft.random("contacts")
    people = {row["actor"]: row["id"] for row in draft.tables["people"]}
    busy = firms[: 2 * len(firms) // 3]
    for number in range(CONTACTS):
        firm = chance.choice(busy)
        channel = chance.choice(CHANNELS)
        draft.add(
            "interactions",
            id=f"contact-{number + 1}",
            actor=firm.id,
            person=people.get(firm.id, ""),
            channel=channel,
            direction=chance.choice(("incoming", "outgoing")),
            date=_day_since(draft, firm.joined, chance),
            by=chance.choice(STAFF),
            subject=chance.choice(words.subjects),
            text=chance.choice(words.said),
        )
    for number, (sender, subject) in enumerate(words.outside.items()):
        draft.add(
            "interactions",
            id=f"outside-{number + 1}",
            channel="email",
            direction="incoming",
            date=draft.day(-1 - number),
            subject=subject,
            sender=sender,
            message_id=f"<{number + 1}@practice.example>",
        )


def _draw_notes(draft: CaseDraft, words: DeskWords, firms: Sequence[DrawnFirm]) -> None:
    chance = draft.random("notes")
    for number in range(NOTES):
        firm = chance.choice(firms)
        draft.add(
            "notes",
            id=f"note-{number + 1}",
            actor=firm.id,
            date=_day_since(draft, firm.joined, chance),
            by=chance.choice(STAFF),
            text=chance.choice(words.notes),
        )


def _draw_tasks(draft: CaseDraft, words: DeskWords, firms: Sequence[DrawnFirm]) -> None:
    chance = draft.random("tasks")
    for number, days in enumerate((*TASK_DAYS, *(-chance.randint(5, 60) for _ in range(DONE)))):
        is_done = number >= len(TASK_DAYS)
        draft.add(
            "tasks",
            id=f"task-{number + 1}",
            title=words.tasks[number % len(words.tasks)],
            due=draft.day(days),
            owner=STAFF[0] if number % 3 else STAFF[1],
            done=draft.day(days + 1) if is_done else "",
            actor=chance.choice(firms).id,
        )


def _draw_document(draft: CaseDraft, firms: Sequence[DrawnFirm]) -> None:
    file = "attachments/minutes.txt"
    draft.files[file] = MINUTES.encode()
    draft.add(
        "attachments",
        id="minutes",
        name="minutes.txt",
        file=file,
        media_type="text/plain",
        size=len(MINUTES.encode()),
        date=draft.day(-20),
        by=STAFF[0],
        actor=firms[0].id,
    )


def _draw_hours(draft: CaseDraft, firms: Sequence[DrawnFirm]) -> None:
    """The last weeks of both colleagues: some hours on activities, some on members."""
    chance = draft.random("hours")
    dated = sorted((row for row in draft.tables["activities"] if row.get("start")), key=lambda row: row["start"])
    latest = [row["id"] for row in dated if row["start"] <= draft.today.isoformat()][-6:]
    monday = draft.today - timedelta(days=draft.today.weekday())
    for week in range(1, WEEKS + 1):
        for person in STAFF:
            for day in chance.sample(range(5), 3):
                when = monday + timedelta(days=day - 7 * week)
                long, short = chance.choice((1.5, 2.0, 3.0)), chance.choice((0.5, 1.0))
                draft.add("hours", person=person, activity=chance.choice(latest), date=when, hours=long)
                draft.add("hours", person=person, actor=chance.choice(firms).id, date=when, hours=short)


def _day_since(draft: CaseDraft, joined: date, chance: Random) -> date:
    """A day since a firm joined, the late ones more often."""
    span = min(FARTHEST, max(1, (draft.today - joined).days))
    return draft.day(-int(span * chance.random() ** 1.6) - 1)
