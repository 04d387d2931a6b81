"""Schedules: interest proven how soon, fairness and gaps after it, against first come first served and greedy.

A day is as long as its meetings and idle slots together; with the meetings fixed, its share above the
bound is what idle slots beyond those that must be add to everybody's days.
"""

from collections.abc import Mapping
from random import Random
from typing import Any

from bridgehead.kit.progress import Progress, no_progress
from bridgehead.trips.core.problem import MeetingPlace, MeetingProblem, Pair, PlannedMeeting, pair_interests
from bridgehead.trips.core.rescheduling import repair
from bridgehead.trips.core.schedule_solver import schedule
from bridgehead.trips.core.verifier import verify_schedule

INSTANCES = (
    (20, 10, 10, 1),
    (40, 12, 15, 1),
    (60, 20, 30, 1),
    (60, 20, 12, 1),
    (60, 20, 30, 2),
    (100, 20, 50, 1),
    (200, 30, 100, 1),
)
"""Participants, slots, tables, sites."""
SEED = 1
WISHES = 12
LIMIT = 60.0


def run(progress: Progress = no_progress) -> dict[str, Any]:
    """Measure each instance once; two-sided days on which a third of the participants misses some slots."""
    found: dict[str, Any] = {"seed": SEED, "limit": LIMIT}
    for people, slots, tables, sites in progress(INSTANCES, "Days of meetings"):
        asked = day(people, slots, tables, sites, seed=SEED)
        where = f", {sites} sites" if sites > 1 else ""
        found[f"{people} participants × {slots} slots, {tables} tables{where}"] = _measured(asked)
    return found


def day(people: int, slots: int, tables: int, sites: int, *, seed: int) -> MeetingProblem:
    """A day between firms and buyers who each wish for up to twelve of the other side."""
    random = Random(seed)  # noqa: S311 instances, not secrets
    firms = [f"firm-{n:03}" for n in range(people // 2)]
    buyers = [f"buyer-{n:03}" for n in range(people - people // 2)]
    places = tuple(
        MeetingPlace(
            f"s{t:02}", f"site {s}", tuple(f"{s}.{n}" for n in range(tables // sites)), 540 + 30 * t, 565 + 30 * t
        )
        for t in range(slots)
        for s in range(sites)
    )
    wishes: dict[Pair, int] = {}
    for ones, others in ((firms, buyers), (buyers, firms)):
        for a in ones:
            wishes |= {
                (a, b): random.choice([1000, 2000, 3000]) for b in random.sample(others, min(WISHES, len(others)))
            }
    available = {
        a: frozenset(f"s{t:02}" for t in range(slots) if random.random() < 0.9)
        for a in [*firms, *buyers]
        if random.random() < 0.3
    }
    return MeetingProblem((*firms, *buyers), places, wishes, available)


def _measured(asked: MeetingProblem) -> dict[str, Any]:
    best = schedule(asked, seconds=LIMIT)
    seats = sum(len(m.participants) for m in best.meetings)
    gone = asked.participants[0]
    repaired = repair(asked, best.meetings, gone=[gone], seconds=LIMIT)
    return {
        "status": best.status,
        "seconds to the proof": best.proof,
        "interest, share of the bound": round(best.verdict.interest / best.bound, 4),
        "gaps": best.verdict.gaps,
        "gap bound": best.gap_bound,
        "days, share above the bound": round((best.verdict.gaps - best.gap_bound) / (seats + best.gap_bound), 4),
        "fairness proven": best.fair,
        "seconds in all": best.seconds,
        "fewest meetings": best.verdict.least,
        "first come, share": round(
            verify_schedule(asked, _one_by_one(asked, list(asked.wishes))).interest / best.bound, 4
        ),
        "greedy, share": round(verify_schedule(asked, _one_by_one(asked, _by_worth(asked))).interest / best.bound, 4),
        "greedy, gaps": verify_schedule(asked, _one_by_one(asked, _by_worth(asked))).gaps,
        "meetings moved by a repair": repaired.changed,
    }


def _by_worth(asked: MeetingProblem) -> list[Pair]:
    worth: Mapping[Pair, int] = pair_interests(asked)
    return sorted(worth, key=lambda pair: (-worth[pair], pair))


def _one_by_one(asked: MeetingProblem, order: list[Pair]) -> list[PlannedMeeting]:
    """Each pair in turn at the first place where both are free and a table is."""
    been: dict[str, list[MeetingPlace]] = {}
    tables = {place: list(place.tables) for place in asked.places}
    done: set[Pair] = set()
    meetings: list[PlannedMeeting] = []
    for a, b in order:
        if (b, a) in done or (a, b) in done:
            continue
        for place in asked.places:
            busy = [other for actor in (a, b) for other in been.get(actor, ())]
            able = all(asked.can(actor, place.slot) for actor in (a, b))
            if tables[place] and able and not any(asked.clash(place, other) for other in busy):
                meetings.append(PlannedMeeting(place.slot, place.site, tables[place].pop(0), (a, b)))
                done.add((a, b))
                for actor in (a, b):
                    been.setdefault(actor, []).append(place)
                break
    return meetings
