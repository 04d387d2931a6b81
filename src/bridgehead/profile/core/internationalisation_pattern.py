"""How a firm really internationalised, from its entries and ties (framework, section 3; study §2.4, §5.3.1).

Stage by stage (Johanson & Vahlne), through its network (Coviello & Munro), born global (Knight &
Cavusgil): each is tested on the first entries and all that hold are named, beside what is declared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from bridgehead.kit.partial_dates import ends, starts
from bridgehead.methods.rank_correlation import permutation_p, signs, tau_b
from bridgehead.profile.core.coded_reason import CodedReason
from bridgehead.profile.core.record_order import RecordOrder

REACHED = ("explored", "entered")
NETWORK_ORIGINS = ("own_network", "cluster", "cluster_network")
NO_WAY = ("interest", "competitor")
"""Kinds of tie that lead into no market."""
FEW = 4
BORN_GLOBAL_YEARS = 3
STAGES_TAU, STAGES_P = 0.5, 0.1
NETWORK_SHARE = 0.5
STAGES_MEASURE = "geographic"
DIGITS = 9


@dataclass(frozen=True)
class DatedEntry:
    """A firm's step into a market; `date` is a partial date or blank, `after` the ids of what came before."""

    id: str
    market: str
    date: str = ""
    status: str = ""
    mode: str = ""
    origin: str = ""
    after: Sequence[str] = ()


@dataclass(frozen=True)
class TieRecord:
    """One of the firm's ties: the other end's country, the tie's market, since when, and what came before it."""

    id: str
    kind: str
    country: str
    market: str
    date: str = ""
    after: Sequence[str] = ()


@dataclass(frozen=True)
class OrderCorrelation:
    """Kendall's τ-b between the order of first entries and one distance; None where undefined.

    `n` counts the entries whose distance is known and whose order to another such entry is.
    """

    tau: float | None
    p: float | None
    n: int


@dataclass(frozen=True)
class InternationalisationPattern:
    """What the entries show.

    Attributes
    ----------
    declared
        The strategy the firm declares, or blank.
    found
        Every pattern that applies.
    tau
        Measure of distance to τ.
    prior_tie_share
        Share with a tie into the market before the entry, of the first entries of which that is known; or None.
    network_origin_share
        Share of the first entries that came about through a network; or None.
    born_global
        Whether a market was entered within three years of the founding, or None.
    first
        First entries: dated ones in their order, then undated ones.
    reasons
        What is None (`tau.geographic`, `born_global`, …) to why.
    """

    declared: str
    found: tuple[str, ...]
    tau: Mapping[str, OrderCorrelation]
    prior_tie_share: float | None
    network_origin_share: float | None
    born_global: bool | None
    first: tuple[DatedEntry, ...]
    reasons: Mapping[str, CodedReason]


def first_entries(entries: Iterable[DatedEntry]) -> tuple[DatedEntry, ...]:
    """The earliest explored or entered entry of each market.

    An undated entry counts where a market has no dated one. Of two dates the one that starts first is
    the earlier, then the one that ends first.
    """
    earliest: dict[str, DatedEntry] = {}
    for entry in sorted((e for e in entries if e.status in REACHED and e.market), key=_when):
        earliest.setdefault(entry.market, entry)
    return tuple(sorted(earliest.values(), key=_when))


def find_pattern(
    entries: Iterable[DatedEntry],
    ties: Sequence[TieRecord],
    distances: Mapping[str, Mapping[str, float | None]],
    *,
    founded: str = "",
    declared: str = "",
    after: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> InternationalisationPattern:
    """The pattern of one firm.

    Parameters
    ----------
    entries, ties
        All of the firm's, ended ones too.
    distances
        Measure to market to its distance from the firm's home; None or missing where unknown.
    founded
        A partial date, or blank.
    after
        Id of an entry, tie, activity or piece of evidence to the ids of what came before it.
    """
    entries = tuple(entries)
    first, order = first_entries(entries), RecordOrder(after)
    reasons: dict[str, CodedReason] = {}
    tau = {name: _tau(name, first, values, order, reasons) for name, values in distances.items()}
    none = "no_known_order" if first else "no_entries"
    prior = _share([_had_tie(entry, ties, order) for entry in first], "prior_tie_share", none, reasons)
    network = _share([entry.origin in NETWORK_ORIGINS for entry in first], "network_origin_share", none, reasons)
    born = _born_global(entries, founded, reasons)
    applies = {
        "born_global": bool(born),
        "network": network is not None and network >= NETWORK_SHARE,
        "stages": STAGES_MEASURE in tau and _by_stages(tau[STAGES_MEASURE]),
        "few_entries": len(first) < FEW,
    }
    return InternationalisationPattern(
        declared=declared,
        found=tuple(name for name, holds in applies.items() if holds),
        tau=MappingProxyType(tau),
        prior_tie_share=prior,
        network_origin_share=network,
        born_global=born,
        first=first,
        reasons=MappingProxyType(reasons),
    )


def _when(entry: DatedEntry) -> tuple[str, str, str]:
    if not entry.date:
        return "9999-99-99", "", entry.id
    return starts(entry.date).isoformat(), ends(entry.date).isoformat(), entry.id


def _tau(
    name: str,
    first: Sequence[DatedEntry],
    distance: Mapping[str, float | None],
    order: RecordOrder,
    reasons: dict[str, CodedReason],
) -> OrderCorrelation:
    far = {entry.market: value for entry in first if (value := distance.get(entry.market)) is not None}
    measured = [entry for entry in first if entry.market in far]
    sequence = order.signs(measured)
    paired = np.flatnonzero(sequence.any(axis=1))
    n, reason = len(paired), f"tau.{name}"
    if n < FEW:
        reasons[reason] = CodedReason("few_ordered_entries", {"known": n, "needed": FEW})
        return OrderCorrelation(None, None, n)
    sequence, values = sequence[np.ix_(paired, paired)], signs([far[measured[i].market] for i in paired])
    tau = tau_b(sequence, values)
    if tau is None:
        reasons[reason] = CodedReason("one_distance")
        return OrderCorrelation(None, None, n)
    return OrderCorrelation(tau, permutation_p(sequence, values), n)


def _by_stages(tau: OrderCorrelation) -> bool:
    if tau.tau is None or tau.p is None:
        return False
    return round(tau.tau, DIGITS) >= STAGES_TAU and round(tau.p, DIGITS) <= STAGES_P


def _had_tie(entry: DatedEntry, ties: Iterable[TieRecord], order: RecordOrder) -> bool | None:
    """Whether a tie into the market came before the entry; None where that is unknown."""
    there = [tie for tie in ties if tie.kind not in NO_WAY and entry.market in (tie.country, tie.market)]
    if not there:
        return False if entry.date or entry.after else None
    found = [order.between(tie, entry) for tie in there]
    if -1 in found:
        return True
    return None if 0 in found else False


def _share(holds: Iterable[bool | None], name: str, none: str, reasons: dict[str, CodedReason]) -> float | None:
    """Share of what is known; where nothing is, the reason `none`."""
    known = [held for held in holds if held is not None]
    if not known:
        reasons[name] = CodedReason(none)
        return None
    return sum(known) / len(known)


def _born_global(entries: Iterable[DatedEntry], founded: str, reasons: dict[str, CodedReason]) -> bool | None:
    """Whether a dated entry came within three years; an undated one may have, so it leaves that open."""
    dates = [entry.date for entry in entries if entry.status == "entered"]
    years = [starts(text).year for text in dates if text]
    if founded and years and min(years) - starts(founded).year <= BORN_GLOBAL_YEARS:
        return True
    if founded and years and len(years) == len(dates):
        return False
    code = "no_years" if not founded and not years else "no_founding_year" if not founded else "no_entry_year"
    reasons["born_global"] = CodedReason("undated_entry" if founded and years else code)
    return None
