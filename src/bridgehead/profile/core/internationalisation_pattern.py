"""How a firm really internationalised, from its entries and ties (framework, section 3; study §2.4, §5.3.1).

Stage by stage (Johanson & Vahlne), through its network (Coviello & Munro), born global (Knight &
Cavusgil): each is tested on the first entries and all that hold are named, beside what is declared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from bridgehead.kit.partial_dates import ends, is_before, starts
from bridgehead.methods.rank_correlation import Signs, permutation_p, signs, tau_b
from bridgehead.profile.core.coded_reason import CodedReason

REACHED = ("explored", "entered")
NETWORK_ORIGINS = ("own_network", "cluster", "cluster_network")
FEW = 4
BORN_GLOBAL_YEARS = 3
STAGES_TAU, STAGES_P = 0.5, 0.1
NETWORK_SHARE = 0.5
STAGES_MEASURE = "geographic"
DIGITS = 9


@dataclass(frozen=True)
class DatedEntry:
    """A firm's step into a market; `date` is a partial date or blank."""

    id: str
    market: str
    date: str = ""
    status: str = ""
    mode: str = ""
    origin: str = ""


@dataclass(frozen=True)
class TieRecord:
    """One of the firm's ties: the other end's country, the tie's market, and since when."""

    country: str
    market: str
    since: str


@dataclass(frozen=True)
class OrderCorrelation:
    """Kendall's τ-b between the order of first entries and one distance, over `n` entries; None where undefined."""

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
    prior_tie_share, network_origin_share
        Shares of the first entries, or None.
    born_global
        Whether the first entry came within three years of the founding, or None.
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


def order(entries: Sequence[DatedEntry]) -> Signs:
    """Pairwise order of dated entries: one is before another when it ends before the other starts."""
    matrix = np.zeros((len(entries), len(entries)), dtype=np.int8)
    for i, one in enumerate(entries):
        for j, other in enumerate(entries):
            matrix[i, j] = int(is_before(other.date, one.date)) - int(is_before(one.date, other.date))
    return matrix


def find_pattern(
    entries: Iterable[DatedEntry],
    ties: Sequence[TieRecord],
    distances: Mapping[str, Mapping[str, float | None]],
    *,
    founded: str = "",
    declared: str = "",
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
    """
    entries = tuple(entries)
    first = first_entries(entries)
    reasons: dict[str, CodedReason] = {}
    tau = {name: _tau(name, first, values, reasons) for name, values in distances.items()}
    prior = _share([_had_tie(entry, ties) for entry in first], "prior_tie_share", reasons)
    network = _share([entry.origin in NETWORK_ORIGINS for entry in first], "network_origin_share", reasons)
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
    reasons: dict[str, CodedReason],
) -> OrderCorrelation:
    known = [(entry, far) for entry in first if entry.date and (far := distance.get(entry.market)) is not None]
    reason = f"tau.{name}"
    if len(known) < FEW:
        reasons[reason] = CodedReason("few_dated_entries", {"known": len(known), "needed": FEW})
        return OrderCorrelation(None, None, len(known))
    dates, values = order([entry for entry, _ in known]), signs([value for _, value in known])
    tau = tau_b(dates, values)
    if tau is None:
        reasons[reason] = CodedReason("no_order")
        return OrderCorrelation(None, None, len(known))
    return OrderCorrelation(tau, permutation_p(dates, values), len(known))


def _by_stages(tau: OrderCorrelation) -> bool:
    if tau.tau is None or tau.p is None:
        return False
    return round(tau.tau, DIGITS) >= STAGES_TAU and round(tau.p, DIGITS) <= STAGES_P


def _had_tie(entry: DatedEntry, ties: Iterable[TieRecord]) -> bool:
    return any(entry.market in (tie.country, tie.market) and is_before(tie.since, entry.date) for tie in ties)


def _share(holds: Sequence[bool], name: str, reasons: dict[str, CodedReason]) -> float | None:
    if not holds:
        reasons[name] = CodedReason("no_entries")
        return None
    return sum(holds) / len(holds)


def _born_global(entries: Iterable[DatedEntry], founded: str, reasons: dict[str, CodedReason]) -> bool | None:
    years = [starts(entry.date).year for entry in entries if entry.status == "entered" and entry.date]
    if not founded or not years:
        code = "no_founding_year" if years else "no_entry_year" if founded else "no_years"
        reasons["born_global"] = CodedReason(code)
        return None
    return min(years) - starts(founded).year <= BORN_GLOBAL_YEARS
