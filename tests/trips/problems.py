"""Random days of meetings, and the most interesting schedule by trying all of a small one."""

from collections.abc import Collection, Iterable
from itertools import combinations
from random import Random

from bridgehead.trips.core.problem import MeetingPlace, MeetingProblem, Pair, PlannedMeeting, met_pairs, pair_interests
from bridgehead.trips.core.verifier import verify_schedule


def programme(seed: int, *, firms: int = 3, buyers: int = 2, slots: int = 2, tables: int = 2) -> MeetingProblem:
    """A random day of firms and buyers, some with all that a day can have."""
    random = Random(seed)  # noqa: S311 instances, not secrets
    names = [f"f{n}" for n in range(firms)] + [f"b{n}" for n in range(buyers)]
    sites = ["hall"] if random.random() < 0.6 else ["hall", "harbour"]
    places = tuple(
        MeetingPlace(
            f"s{t}", site, tuple(f"{site}{n}" for n in range(tables // len(sites))), 540 + 30 * t, 565 + 30 * t
        )
        for t in range(slots)
        for site in sites
    )
    pairs = [(a, b) for a in names for b in names if a[0] != b[0] and random.random() < 0.6]
    pairs += [(a, b) for a, b in combinations(names[:firms], 2) if random.random() < 0.2]
    wishes = {pair: random.choice([1000, 2000, 3000]) for pair in pairs}
    hosts = frozenset(["b0"]) if random.random() < 0.3 else frozenset()
    return MeetingProblem(
        participants=tuple(names),
        places=places,
        wishes=wishes,
        available={
            n: frozenset(f"s{t}" for t in range(slots) if random.random() < 0.7) for n in random.sample(names, 2)
        },
        hosts=hosts,
        group=2,
        travel=random.choice([0, 30]),
        row=random.choice([None, None, 1]),
        interpreters=random.choice([None, 1]),
        foreign=frozenset((min(p), max(p)) for p in random.sample(pairs, min(2, len(pairs)))),
    )


def most_by_trying(asked: MeetingProblem) -> int:
    """The largest interest of any schedule."""
    return max(
        verify_schedule(asked, meetings).interest for meetings in _days(asked, sorted(pair_interests(asked)), {})
    )


def fewest_gaps_by_trying(asked: MeetingProblem, pairs: Iterable[Pair]) -> int:
    """Idle slots of the best schedule in which exactly these pairs meet."""
    return min(verify_schedule(asked, day).gaps for day in _days(asked, sorted(pairs), {}, every=True))


def best_repair_by_trying(asked: MeetingProblem, held: Collection[tuple[Pair, str, str]]) -> tuple[int, int]:
    """Meetings of those held that stay, and the interest: the first as high as can be, then the second."""
    pairs = {*pair_interests(asked), *(pair for pair, _, _ in held)}
    return max(
        (
            sum((pair, m.slot, m.site) in held for m in day for pair in met_pairs(asked, m)),
            verify_schedule(asked, day).interest,
        )
        for day in _days(asked, sorted(pairs), {})
    )


def _days(
    asked: MeetingProblem, pairs: list[Pair], at: dict[tuple[int, str], list[str]], *, every: bool = False
) -> list[list[PlannedMeeting]]:
    """Every schedule that stands, pair after pair: at no place (unless every pair meets), or at any."""
    meetings = _meetings(asked, at)
    if meetings is None or verify_schedule(asked, meetings).wrong:
        return []
    if not pairs:
        return [meetings]
    found = [] if every else _days(asked, pairs[1:], at)
    a, b = pairs[0]
    host = next((x for x in (a, b) if x in asked.hosts), "")
    for n in range(len(asked.places)):
        key = (n, host or f"{a}+{b}")
        guests = at.get(key, [])
        found += _days(asked, pairs[1:], {**at, key: [*guests, b if host == a else a] if host else [a, b]}, every=every)
    return found


def _meetings(asked: MeetingProblem, at: dict[tuple[int, str], list[str]]) -> list[PlannedMeeting] | None:
    free = {n: list(place.tables) for n, place in enumerate(asked.places)}
    found = []
    for (n, head), who in at.items():
        if not free[n]:
            return None
        together = (head, *who) if head in asked.hosts else tuple(who)
        found.append(PlannedMeeting(asked.places[n].slot, asked.places[n].site, free[n].pop(0), together))
    return found
