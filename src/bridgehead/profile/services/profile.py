"""What profiles, comparisons, networks and markets are asked for; and the correction of a piece of evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Indicator
from bridgehead.ecosystem.queries import actor
from bridgehead.evidence.models import Evidence
from bridgehead.framework import distances
from bridgehead.framework.distances import DistanceMeasure, MarketFact
from bridgehead.framework.entry_modes import modes
from bridgehead.framework.loader import load_framework
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.partial_dates import starts
from bridgehead.kit.receipt import Receipt
from bridgehead.opportunities.models import Opportunity
from bridgehead.profile.core import (
    firm_comparison,
    insidership,
    internationalisation_pattern,
    market_shortlist,
    standing,
)
from bridgehead.profile.core.advantage_profile import GROUPS, Profile
from bridgehead.profile.core.entry_mode_advice import ModeAdvice, advise
from bridgehead.profile.core.firm_comparison import MOST_FIRMS, ComparisonLabels, ComparisonTable
from bridgehead.profile.core.insidership import Insidership, NetworkEdges
from bridgehead.profile.core.market_shortlist import Market, RankedMarket
from bridgehead.profile.core.standing import Standing
from bridgehead.profile.queries import evidence
from bridgehead.profile.services.network_cache import edges_of, network_of

WORTH = "gdp"
NEAREST = "geographic"


@dataclass(frozen=True)
class InsidershipContribution:
    """Insidership with everything, without the cluster, and without the networks that it belongs to as well."""

    cluster: str
    networks: tuple[str, ...]
    whole: Insidership
    without: Insidership | None
    without_networks: Insidership | None


@dataclass(frozen=True)
class ActivityPart:
    """What one activity of the cluster adds to a firm's reach into one market."""

    activity: str
    market: str
    reach: float


@dataclass(frozen=True)
class MarketInsider:
    """How far inside a market one of our firms is, with and without the cluster; None where it is not reached."""

    firm: str
    name: str
    hops: int | None
    reach: float
    hops_without: int | None


@dataclass(frozen=True)
class MarketView:
    """A market: figures with their source, distance from home, who is inside, what is open there.

    Attributes
    ----------
    home
        The country of most of our firms: distances are from there.
    cluster
        The cluster that `hops_without` leaves out.
    """

    home: str
    cluster: str
    distances: Sequence[tuple[DistanceMeasure, float | None]]
    facts: Sequence[tuple[MarketFact, float | None]]
    indicators: Sequence[Indicator]
    inside: Sequence[MarketInsider]
    opportunities: Sequence[Opportunity]


def market(code: str, *, day: date) -> MarketView:
    """What a market offers, how far it is and who of ours is inside on a day."""
    shipped, members = distances.load_distances(), evidence.member_firms()
    home = max(sorted({m.country for m in members}), key=[m.country for m in members].count, default="")
    cluster = queries.cluster_in_question()
    firms = [member.id for member in members]
    here = insidership.insidership(network_of(day), firms, [code])
    cut = insidership.insidership(network_of(day, without=cluster), firms, [code]) if cluster else here
    names = {member.id: member.name for member in members}
    seats = [
        MarketInsider(firm, names[firm], _steps(here, row), float(here.reach[row, 0]), _steps(cut, row))
        for row, firm in enumerate(firms)
        if here.hops[row, 0] >= 0
    ]
    between = shipped.between(home, code)
    return MarketView(
        home=home,
        cluster=cluster,
        distances=[(measure, between[name]) for name, measure in shipped.measures.items()],
        facts=[(fact, shipped.fact(code, name)) for name, fact in shipped.facts.items()],
        indicators=evidence.indicators_of(code),
        inside=sorted(seats, key=lambda seat: (seat.hops or 0, -seat.reach, seat.name)),
        opportunities=evidence.opportunities_in(code),
    )


def profile(actor_id: str, *, as_of: date | None = None, since: date | None = None) -> Profile:
    """An actor's profile, as of a day or with all evidence.

    Parameters
    ----------
    since
        A day to compare with: `changed` says what is different.

    Raises
    ------
    NotFound
        If there is no such actor.
    """
    who = actor(actor_id)
    judged = evidence.evidence([actor_id])
    found = standing.standings_of_actors(judged, as_of=as_of).get(actor_id, {})
    earlier = {} if since is None else standing.standings_of_actors(judged, as_of=since).get(actor_id, {})
    codes = load_framework().codes
    components = load_framework().components
    return Profile(
        actor=actor_id,
        components={code: found.get(code, standing.nothing_known()) for code in components},
        groups={
            key: {code: found.get(code, standing.nothing_known()) for code in codes if code.startswith(f"{prefix}.")}
            for key, prefix in GROUPS.items()
        },
        pattern=internationalisation_pattern.find_pattern(
            _begun(evidence.entries(actor_id), as_of),
            evidence.ties(actor_id),
            distances.load_distances().from_home(who.country),
            founded=who.founded,
            declared=who.declared_strategy,
        ),
        changed=() if since is None else standing.standing_changes(earlier, found),
    )


def standings(firms: Sequence[str], *, as_of: date | None = None) -> dict[str, dict[str, Standing]]:
    """Firm to every component of the framework to its standing."""
    found = standing.standings_of_actors(evidence.evidence(firms), as_of=as_of)
    nothing = standing.nothing_known()
    return {
        firm: {code: found.get(firm, {}).get(code, nothing) for code in load_framework().components} for firm in firms
    }


def compare(firms: Sequence[str], *, as_of: date | None = None) -> tuple[ComparisonTable, ...]:
    """The study's tables 5 to 8 for up to six firms.

    Raises
    ------
    NotFound
        If one of them does not exist.
    InputError
        If there are more than six, or one is named twice.
    """
    if len(firms) > MOST_FIRMS or len(set(firms)) < len(firms):
        raise InputError(f"up to {MOST_FIRMS} different firms", found=", ".join(firms))
    for firm in firms:
        actor(firm)
    return firm_comparison.tables(standings(firms, as_of=as_of))


def comparison_labels(firms: Sequence[str]) -> ComparisonLabels:
    """What the tables call components, origins, mechanisms and these firms."""
    labels = load_framework().vocabularies
    return ComparisonLabels(
        labels["component"], labels["origin"], labels["mechanism"], {f: actor(f).name for f in firms}
    )


def measures_of(member: str) -> dict[tuple[str, str], float | None]:
    """How far the measures of distance agree on the order of markets, seen from a member's home."""
    return market_shortlist.agreement(distances.load_distances().from_home(actor(member).country))


def advice(found: Profile) -> tuple[ModeAdvice, ...]:
    """What each entry mode needs against a profile."""
    return advise(modes().values(), found.components)


def contribution(firms: Sequence[str], *, day: date, without: str = "") -> InsidershipContribution:
    """Insidership of firms in every market on a day, with and without a cluster.

    Parameters
    ----------
    firms
        Ids; none for all firms.
    without
        A cluster or network of clusters, or blank.

    Raises
    ------
    NotFound
        If a firm or the cluster does not exist.
    """
    for id_ in (*firms, *([without] if without else [])):
        actor(id_)
    firms = tuple(firms) or evidence.firms()
    network = network_of(day)
    whole = insidership.insidership(network, firms, network.markets)
    if not without:
        return InsidershipContribution("", (), whole, None, None)
    edges = edges_of(day)
    networks = insidership.networks_of(edges, without)
    cut = insidership.insidership(network_of(day, without=without), firms, network.markets)
    further = _measured(insidership.without_networks(edges, without), whole) if networks else cut
    return InsidershipContribution(without, networks, whole, cut, further)


def by_activity(firm: str, *, cluster: str, day: date) -> list[ActivityPart]:
    """What each activity of a cluster adds to a firm's reach, market by market; the largest first.

    An activity's part is what is lost when it alone is taken out; parts need not add up to the whole.
    """
    edges, network = edges_of(day), network_of(day)
    whole = insidership.insidership(network, [firm], network.markets)
    tying = {*edges.ties["activity"], *edges.joint["activity"]}
    organised = edges.activities.filter(edges.activities["organiser"] == cluster)["id"].sort()
    parts = []
    for activity in organised.filter(organised.is_in(tying)):
        cut = _measured(insidership.without_activity(edges, activity), whole)
        for column, market in enumerate(whole.markets):
            lost = float(whole.reach[0, column] - cut.reach[0, column])
            if round(lost, 9) > 0:
                parts.append(ActivityPart(activity, market, lost))
    return sorted(parts, key=lambda part: (-part.reach, part.activity, part.market))


def shortlist(
    member: str, *, day: date, lens: str = "nearest", weights: Mapping[str, float] | None = None, worth: str = WORTH
) -> list[RankedMarket]:
    """A member's markets in the order of a lens, each with its place under all three.

    Parameters
    ----------
    weights
        Measures of distance and the user's weights for them; without, the nearest lens goes by kilometres.
    worth
        The figure that the best lens goes by: a fact that is shipped, or an indicator of countries in
        the workspace.

    Raises
    ------
    NotFound
        If there is no such member or figure.
    InputError
        If the lens or a measure does not exist, or a weight is not above 0.
    """
    who = actor(member)
    if lens not in market_shortlist.LENSES:
        raise InputError(f"one of {', '.join(market_shortlist.LENSES)}", column="lens", found=lens)
    apart = distances.load_distances().from_home(who.country)
    by = market_shortlist.composite(apart, _checked(weights, apart)) if weights else apart[NEAREST]
    worths = _worths(worth)
    network = network_of(day)
    inside = insidership.insidership(network, [member], network.markets)
    column = {market: number for number, market in enumerate(inside.markets)}
    offers = evidence.opportunities_by_market()
    steps = {step.market: step.status for step in sorted(evidence.entries(member), key=lambda s: s.date)}
    known = {*distances.load_distances().countries, *network.markets, *offers, *steps} - {"", who.country}
    rows = []
    for market in sorted(known):
        number = column.get(market)
        hops = -1 if number is None else int(inside.hops[0, number])
        rows.append(
            Market(
                market=market,
                distance=by.get(market),
                distances={name: values.get(market) for name, values in apart.items()},
                hops=None if hops < 0 else hops,
                reach=0.0 if number is None else float(inside.reach[0, number]),
                worth=worths.get(market),
                opportunities=tuple(offers.get(market, ())),
                entry=steps.get(market, ""),
            )
        )
    return market_shortlist.shortlist(rows, lens)


def correct_evidence(
    evidence_id: str,
    *,
    origin: str | None = None,
    direction: str | None = None,
    seen: int | None = None,
    who: int | None = None,
) -> Receipt[None]:
    """Correct a piece of evidence's origin or direction there and then; what stood before stays in the log.

    Parameters
    ----------
    seen
        The evidence's position in the change log when it was read (`kit.changes.Writer.require_fresh`).

    Raises
    ------
    NotFound
        If there is no such evidence.
    InputError
        If the origin or direction is none of the framework's.
    Stale
        If somebody corrected it otherwise since.
    """
    given = {name: value for name, value in (("origin", origin), ("direction", direction)) if value is not None}
    with batch(f"correct evidence {evidence_id}", who=who) as writer:
        if not Evidence.objects.filter(pk=evidence_id).exists():
            raise NotFound(f"there is no evidence {evidence_id!r}")
        for name, value in given.items():
            if value and value not in load_framework().vocabularies[name]:
                raise InputError(
                    f"one of {', '.join(load_framework().vocabularies[name])}, or blank", column=name, found=value
                )
        row = {"id": evidence_id, **given}
        writer.require_fresh(Evidence, row, seen)
        writer.put(Evidence, [row])
    return writer.receipt(None)


def _begun(
    entries: Sequence[internationalisation_pattern.DatedEntry], as_of: date | None
) -> list[internationalisation_pattern.DatedEntry]:
    """Entries that had started by a day; undated ones stay, as undated evidence does."""
    return [e for e in entries if as_of is None or not e.date or starts(e.date) <= as_of]


def _steps(found: Insidership, row: int) -> int | None:
    return None if found.hops[row, 0] < 0 else int(found.hops[row, 0])


def _measured(edges: NetworkEdges, like: Insidership) -> Insidership:
    return insidership.insidership(insidership.connect(edges), like.firms, like.markets)


def _checked(weights: Mapping[str, float], measures: Mapping[str, object]) -> Mapping[str, float]:
    for name, weight in weights.items():
        if name not in measures:
            raise InputError(f"one of {', '.join(measures)}", column="weight", found=name)
        if not weight > 0:
            raise InputError("a weight above 0", column=name, found=weight)
    return weights


def _worths(name: str) -> Mapping[str, float | None]:
    shipped = distances.load_distances()
    if name in shipped.facts:
        return {country: shipped.fact(country, name) for country in shipped.countries}
    found = evidence.market_indicators([name]).get(name)
    if found is None:
        raise NotFound(f"no market has a figure {name!r}: choose one of {', '.join(shipped.facts)} or an indicator")
    return dict(found)
