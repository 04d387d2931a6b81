"""From activity to result: how many get how far, how long it takes, where it leaks (framework, section 8).

The unit is a chain: one firm's part in one activity of the cluster. Its steps are

activity
    the firm took part;
meeting
    it was in a meeting of the activity that was not called off;
tie
    a tie of the firm names the activity, or a meeting of the activity names the tie;
agreement
    such a tie is an agreement, or the firm has an agreement with the same partner that does not end
    before the activity starts;
entry
    an entry of the firm, explored or more, names the activity;
result
    such an entry was carried out (entered, or since left).

A chain has *reached* a step if that step or a later one is on record: meetings are seldom written
down where their ties are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bridgehead.kit import partial_dates
from bridgehead.methods.beta_intervals import share_interval

STEPS = ("activity", "meeting", "tie", "agreement", "entry", "result")
AGREEMENT = "agreement"
CARRIED_OUT = ("entered", "left")
CALLED_OFF = ("cancelled", "canceled", "declined", "missed", "no_show")


@dataclass(frozen=True)
class FirmParticipation:
    """A firm's part in an activity of the cluster; the date may be blank or partial."""

    firm: str
    activity: str
    instrument: str
    market: str
    date: str


@dataclass(frozen=True)
class MeetingAttendance:
    """A firm in a meeting of an activity; `tie` is the id of the tie that came of it, or blank."""

    firm: str
    activity: str
    status: str
    tie: str
    date: str


@dataclass(frozen=True)
class FirmTie:
    """A tie as one of its two actors sees it."""

    id: str
    firm: str
    partner: str
    kind: str
    activity: str
    since: str
    until: str


@dataclass(frozen=True)
class EntryStep:
    """A firm's entry that names an activity."""

    firm: str
    activity: str
    status: str
    date: str


@dataclass(frozen=True)
class Chain:
    """One firm's part in one activity, and the date ("" if unknown) of each step on record."""

    part: FirmParticipation
    steps: Mapping[str, str]

    @property
    def reached(self) -> int:
        """Index in `STEPS` of the furthest step on record."""
        return max(STEPS.index(step) for step in self.steps)


@dataclass(frozen=True)
class FunnelStep:
    """How many chains passed to a step.

    Attributes
    ----------
    recorded
        Chains with this step on record.
    reached
        Chains with this step or a later one on record.
    rate, interval
        Share of the chains that reached the step before, with its 90 % interval; None for the first
        step and where none reached the step before.
    days, dated
        Median number of days since the latest earlier step, first day to first day, and over how
        many chains that have both dates; None if there is none.
    """

    step: str
    recorded: int
    reached: int
    rate: float | None
    interval: tuple[float, float] | None
    days: float | None
    dated: int


@dataclass(frozen=True)
class Funnel:
    """A funnel, where it leaks most (None while nothing passed the first step), and its parts."""

    passages: tuple[FunnelStep, ...]
    leak: str | None


def chains(
    parts: Iterable[FirmParticipation],
    meetings: Iterable[MeetingAttendance],
    bonds: Iterable[FirmTie],
    entries: Iterable[EntryStep],
) -> tuple[Chain, ...]:
    """One chain for each firm's part in an activity, by firm and activity."""
    first = {(part.firm, part.activity): part for part in sorted(parts, key=lambda p: p.date or "9", reverse=True)}
    found = {key: {"activity": [part.date]} for key, part in first.items()}
    ties_of_meetings = set()
    for met in meetings:
        if met.status.lower() not in CALLED_OFF and (met.firm, met.activity) in found:
            found[met.firm, met.activity].setdefault("meeting", []).append(met.date)
            ties_of_meetings.add((met.firm, met.activity, met.tie))
    _add_ties(found, first, list(bonds), ties_of_meetings)
    for entry in entries:
        if (steps := found.get((entry.firm, entry.activity))) is not None:
            steps.setdefault("entry", []).append(entry.date)
            if entry.status in CARRIED_OUT:
                steps.setdefault("result", []).append(entry.date)
    return tuple(
        Chain(first[key], {step: _earliest(found[key][step]) for step in STEPS if step in found[key]})
        for key in sorted(found)
    )


def funnel(found: Sequence[Chain]) -> Funnel:
    """Count the chains that reach each step."""
    passages = []
    for place, step in enumerate(STEPS):
        reached = sum(chain.reached >= place for chain in found)
        before = sum(chain.reached >= place - 1 for chain in found)
        waits = [days for chain in found if (days := _wait(chain, place)) is not None]
        passages.append(
            FunnelStep(
                step=step,
                recorded=sum(step in chain.steps for chain in found),
                reached=reached,
                rate=reached / before if place and before else None,
                interval=share_interval(reached, before) if place and before else None,
                days=median(waits) if waits else None,
                dated=len(waits),
            )
        )
    lost = [(passage.rate, passage.step) for passage in passages if passage.rate is not None]
    return Funnel(tuple(passages), min(lost, key=lambda pair: pair[0])[1] if lost else None)


def funnels_by(found: Sequence[Chain], what: str) -> dict[str, Funnel]:
    """A funnel for each `instrument` or `market` of the activities; blank is its own."""
    values = sorted({str(getattr(chain.part, what)) for chain in found})
    return {value: funnel([c for c in found if getattr(c.part, what) == value]) for value in values}


def _add_ties(
    found: Mapping[tuple[str, str], dict[str, list[str]]],
    parts: Mapping[tuple[str, str], FirmParticipation],
    bonds: Sequence[FirmTie],
    of_meetings: set[tuple[str, str, str]],
) -> None:
    agreements: dict[tuple[str, str], list[FirmTie]] = {}
    for bond in bonds:
        if bond.kind == AGREEMENT:
            agreements.setdefault((bond.firm, bond.partner), []).append(bond)
    linked = [((bond.firm, bond.activity), bond) for bond in bonds]
    by_id = {(bond.firm, bond.id): bond for bond in bonds}
    linked += [((firm, act), by_id[firm, tie]) for firm, act, tie in sorted(of_meetings) if (firm, tie) in by_id]
    for key, bond in linked:
        if key not in found:
            continue
        found[key].setdefault("tie", []).append(bond.since)
        for agreement in agreements.get((bond.firm, bond.partner), ()):
            if not partial_dates.is_before(agreement.until, parts[key].date):
                found[key].setdefault("agreement", []).append(agreement.since)


def _earliest(texts: Sequence[str]) -> str:
    return min((text for text in texts if text), key=partial_dates.starts, default="")


def _wait(chain: Chain, place: int) -> int | None:
    """Days from the latest earlier step to this one; None where either has no date."""
    here = chain.steps.get(STEPS[place], "")
    before = next((chain.steps[step] for step in reversed(STEPS[:place]) if step in chain.steps), "")
    return (partial_dates.starts(here) - partial_dates.starts(before)).days if here and before else None
