"""Profiles: standings, path abroad and needs of entry modes, as of a day or compared with one."""

from collections.abc import Collection, Sequence
from datetime import date

from bridgehead.ecosystem.queries import actor
from bridgehead.framework import distances
from bridgehead.framework.entry_modes import modes
from bridgehead.framework.loader import load_framework
from bridgehead.kit.partial_dates import starts
from bridgehead.profile.core import internationalisation_pattern, standing, statements
from bridgehead.profile.core.advantage_profile import Profile, is_statement
from bridgehead.profile.core.entry_mode_advice import ModeAdvice, advise
from bridgehead.profile.core.standing import Standing
from bridgehead.profile.queries import evidence, markets, record_order, tie_frames


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
    said = statements.statements_of_actors(judged, as_of=as_of).get(actor_id, {})
    codes = load_framework().codes
    components = load_framework().components
    entries, ties = _begun(markets.entries(actor_id), as_of), tie_frames.ties(actor_id)
    return Profile(
        actor=actor_id,
        components={code: found.get(code, standing.nothing_known()) for code in components},
        statements={code: said.get(code, statements.NOTHING_SAID) for code in codes if is_statement(code)},
        pattern=internationalisation_pattern.find_pattern(
            entries,
            ties,
            distances.load_distances().from_home(who.country),
            founded=who.founded,
            declared=who.declared_strategy,
            after=record_order.chains(entries, ties),
        ),
        changed=() if since is None else standing.standing_changes(earlier, found),
    )


def standings(
    firms: Sequence[str], *, as_of: date | None = None, leave_out: Collection[str] = ()
) -> dict[str, dict[str, Standing]]:
    """Firm to every component of the framework to its standing, without the evidence of some activities."""
    found = standing.standings_of_actors(evidence.evidence(firms), as_of=as_of, leave_out=leave_out)
    nothing = standing.nothing_known()
    return {
        firm: {code: found.get(firm, {}).get(code, nothing) for code in load_framework().components} for firm in firms
    }


def advice(found: Profile) -> tuple[ModeAdvice, ...]:
    """What each entry mode needs against a profile."""
    return advise(modes().values(), found.components)


def _begun(
    entries: Sequence[internationalisation_pattern.DatedEntry], as_of: date | None
) -> list[internationalisation_pattern.DatedEntry]:
    """Entries that had started by a day; undated ones stay, as undated evidence does."""
    return [e for e in entries if as_of is None or not e.date or starts(e.date) <= as_of]
