"""How far parts in activities led: a funnel for each family of activities (framework, section 8, 3b).

The unit is one firm's part in one activity, however many roles it had there. Families and their steps are data
(`framework/data/funnels.toml`). A step of a part is

recorded
    by an outcome of that kind for the pair of firm and activity; *started* and *applied* by the participation
    itself; *met* by a meeting of the activity with the firm that was not called off; *followed up* by a tie of the
    firm that names the activity and is more than an interest or a competition; *contract* by such a tie of kind
    agreement, supplier or customer; *sale* by an entry of the firm that names the activity and was entered, or
    entered and left since (an explored market is not an entered one);
inferred
    if it is not recorded and a later step of the same part is.

What names a pair of firm and activity without a participation makes no part, and a kind of outcome that is no step of
the family counts nowhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bridgehead.framework.funnel_families import FunnelFamily, family_of
from bridgehead.kit import partial_dates
from bridgehead.methods.beta_intervals import exact_interval

BY_PARTICIPATION = ("applied", "started")
MET, FOLLOWED_UP, CONTRACT, SALE = "met", "followed_up", "contract", "sale"
CALLED_OFF = ("cancelled", "canceled", "called_off", "called off", "declined", "missed", "no_show")
NO_FOLLOW_UP = ("interest", "competitor")
CONTRACTS = ("agreement", "supplier", "customer")
CARRIED_OUT = ("entered", "left")

Families = Mapping[str, FunnelFamily]
Pair = tuple[str, str]
"""A firm and an activity."""


@dataclass(frozen=True)
class FirmParticipation:
    """A firm's part in an activity: its kind, the kind of its opportunity, its market; the date may be partial."""

    firm: str
    activity: str
    kind: str
    opportunity_kind: str
    market: str
    date: str


@dataclass(frozen=True)
class RecordedOutcome:
    """An outcome of an actor's part in an activity."""

    firm: str
    activity: str
    kind: str
    date: str


@dataclass(frozen=True)
class MeetingAttendance:
    """A firm in a meeting of an activity."""

    firm: str
    activity: str
    status: str
    date: str


@dataclass(frozen=True)
class ActivityTie:
    """A tie of a firm that names an activity."""

    firm: str
    activity: str
    kind: str
    date: str


@dataclass(frozen=True)
class ActivityEntry:
    """A firm's entry that names an activity."""

    firm: str
    activity: str
    status: str
    date: str


@dataclass(frozen=True)
class FunnelRecords:
    """Everything by which a step can be recorded, beside the participation."""

    outcomes: Sequence[RecordedOutcome] = ()
    meetings: Sequence[MeetingAttendance] = ()
    ties: Sequence[ActivityTie] = ()
    entries: Sequence[ActivityEntry] = ()


@dataclass(frozen=True)
class FunnelPart:
    """One firm's part in one activity of a family.

    Attributes
    ----------
    took_part
        Of several participations of the firm the earliest, one without a date last.
    recorded
        Steps of the family on record to their earliest dates, blank where there is none; in the family's order.
    """

    took_part: FirmParticipation
    family: FunnelFamily
    recorded: Mapping[str, str]

    @property
    def reached(self) -> int:
        """Index in the family's steps of the furthest one on record; −1 if there is none."""
        return max((self.family.steps.index(step) for step in self.recorded), default=-1)

    @property
    def furthest(self) -> str:
        """The furthest step on record; blank if there is none."""
        return self.family.steps[self.reached] if self.recorded else ""

    @property
    def inferred(self) -> tuple[str, ...]:
        """Steps that are not on record before one that is."""
        return tuple(step for step in self.family.steps[: self.reached + 1] if step not in self.recorded)


@dataclass(frozen=True)
class FunnelStep:
    """How many parts took a step.

    Attributes
    ----------
    recorded, inferred
        Parts with this step on record, and those with a later one only.
    before
        Recorded and inferred of the step before; None for the first step.
    spoken
        Whether any record of the whole family speaks of this step.
    interval
        90 % Clopper–Pearson interval of recorded and inferred out of those of the step before; None for the
        first step, where no record speaks of it, and where no part took the step before.
    """

    step: str
    recorded: int
    inferred: int
    before: int | None
    spoken: bool
    interval: tuple[float, float] | None

    @property
    def rate(self) -> float | None:
        """The share of which `interval` is the interval."""
        return (self.recorded + self.inferred) / self.before if self.interval and self.before else None


@dataclass(frozen=True)
class Funnel:
    """The steps of a family, over how many parts."""

    family: FunnelFamily
    parts: int
    steps: tuple[FunnelStep, ...]

    @property
    def leak(self) -> FunnelStep | None:
        """The step with the lowest rate, of equals the first; None where nothing is known to be lost."""
        lost = [step for step in self.steps if step.rate is not None and step.rate < 1.0]
        return min(lost, key=lambda step: step.rate or 0.0, default=None)


@dataclass(frozen=True)
class FunnelResults:
    """How far the parts of some firms led.

    Attributes
    ----------
    parts
        The parts that the funnels count.
    funnels
        Every family to its funnel.
    by_kind, by_market
        The funnels with any part for each kind and each market of the activities; a blank market is its own.
    in_no_family
        How many parts are in activities of a kind that no family names.
    """

    parts: tuple[FunnelPart, ...]
    funnels: Mapping[str, Funnel]
    by_kind: Mapping[str, Mapping[str, Funnel]]
    by_market: Mapping[str, Mapping[str, Funnel]]
    in_no_family: int


def funnel_results(
    took_part: Sequence[FirmParticipation], records: FunnelRecords, families: Families, *, firm: str = ""
) -> FunnelResults:
    """The funnels of all firms, or of one of them.

    Parameters
    ----------
    took_part, records
        Of all firms: whether anything speaks of a step is asked of the whole family, whichever firm is looked at.
    """
    whole = funnel_parts(took_part, records, families)
    found = tuple(part for part in whole if firm in ("", part.took_part.firm))
    pairs = {(one.firm, one.activity) for one in took_part if firm in ("", one.firm)}
    return FunnelResults(
        parts=found,
        funnels=funnels(found, families, whole=whole),
        by_kind=_funnels_by("kind", found, families, whole),
        by_market=_funnels_by("market", found, families, whole),
        in_no_family=len(pairs) - len(found),
    )


def funnel_parts(
    took_part: Iterable[FirmParticipation], records: FunnelRecords, families: Families
) -> tuple[FunnelPart, ...]:
    """One part for each firm and activity of a family, by firm and activity."""
    latest_first = sorted(took_part, key=lambda one: one.date or "9", reverse=True)
    first: dict[Pair, FirmParticipation] = {(one.firm, one.activity): one for one in latest_first}
    spoken = _spoken_of(records)
    found = []
    for pair, one in sorted(first.items()):
        family = family_of(families, one.kind, one.opportunity_kind)
        if family is not None:
            dates = spoken.get(pair, {})
            by_itself = {step: [*dates.get(step, ()), one.date] for step in BY_PARTICIPATION}
            dates = dates | by_itself
            known = {step: _earliest(dates[step]) for step in family.steps if step in dates}
            found.append(FunnelPart(one, family, known))
    return tuple(found)


def funnels(found: Sequence[FunnelPart], families: Families, *, whole: Sequence[FunnelPart]) -> dict[str, Funnel]:
    """The funnel of every family.

    Parameters
    ----------
    whole
        Every part of the families, of which `found` may be some: what none of them has on record is not recorded.
    """
    return {id_: _funnel(family, _of(found, id_), _of(whole, id_)) for id_, family in families.items()}


def _funnels_by(
    what: str, found: Sequence[FunnelPart], families: Families, whole: Sequence[FunnelPart]
) -> dict[str, dict[str, Funnel]]:
    answer = {}
    for value in sorted({str(getattr(part.took_part, what)) for part in found}):
        some = [part for part in found if getattr(part.took_part, what) == value]
        answer[value] = {id_: one for id_, one in funnels(some, families, whole=whole).items() if one.parts}
    return answer


def _of(found: Sequence[FunnelPart], family: str) -> list[FunnelPart]:
    return [part for part in found if part.family.id == family]


def _funnel(family: FunnelFamily, found: Sequence[FunnelPart], whole: Sequence[FunnelPart]) -> Funnel:
    on_record = {step for part in whole for step in part.recorded}
    steps: list[FunnelStep] = []
    for step in family.steps:
        recorded = sum(step in part.recorded for part in found)
        inferred = sum(step in part.inferred for part in found)
        before = steps[-1].recorded + steps[-1].inferred if steps else None
        known = bool(before) and step in on_record
        interval = exact_interval(recorded + inferred, before) if known and before else None
        steps.append(FunnelStep(step, recorded, inferred, before, step in on_record, interval))
    return Funnel(family, len(found), tuple(steps))


def _spoken_of(records: FunnelRecords) -> dict[Pair, dict[str, list[str]]]:
    """Pair of firm and activity to the steps that a record speaks of, with their dates."""
    said: list[tuple[Pair, str, str]] = [((one.firm, one.activity), one.kind, one.date) for one in records.outcomes]
    said += [
        ((one.firm, one.activity), MET, one.date)
        for one in records.meetings
        if one.status.strip().lower() not in CALLED_OFF
    ]
    for tie in records.ties:
        if tie.kind not in NO_FOLLOW_UP:
            said.append(((tie.firm, tie.activity), FOLLOWED_UP, tie.date))
        if tie.kind in CONTRACTS:
            said.append(((tie.firm, tie.activity), CONTRACT, tie.date))
    said += [((one.firm, one.activity), SALE, one.date) for one in records.entries if one.status in CARRIED_OUT]
    found: dict[Pair, dict[str, list[str]]] = {}
    for pair, step, date in said:
        found.setdefault(pair, {}).setdefault(step, []).append(date)
    return found


def _earliest(texts: Sequence[str]) -> str:
    return min((text for text in texts if text), key=partial_dates.starts, default="")
