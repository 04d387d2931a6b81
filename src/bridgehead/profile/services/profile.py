"""Profiles: standings, path abroad and needs of entry modes, as of a day or compared with one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries import actor
from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.framework import distances
from bridgehead.framework.entry_modes import modes
from bridgehead.framework.loader import load_framework
from bridgehead.profile.core import ambidexterity, internationalisation_pattern, standing, statements
from bridgehead.profile.core.advantage_profile import Profile, is_statement
from bridgehead.profile.core.entry_mode_advice import ModeAdvice, advise
from bridgehead.profile.core.standing import Standing
from bridgehead.profile.queries import evidence, markets, record_order, tie_frames


def profile(actor_id: str, scope: RecordScope | None = None, *, since: date | None = None) -> Profile:
    """An actor's profile, as of a day and without some activities.

    Parameters
    ----------
    scope
        Which records it rests on; today's, all of them, where it is left out.
    since
        A day to compare with: `changed` says what is different.

    Raises
    ------
    NotFound
        If there is no such actor.
    """
    who = actor(actor_id)
    scope = scope or today()
    judged = evidence.evidence([actor_id], scope)
    found = standing.standings_of_actors(judged).get(actor_id, {})
    said = statements.statements_of_actors(judged).get(actor_id, {})
    codes = load_framework().codes
    components = load_framework().components
    entries, ties = markets.entries(actor_id, scope), tie_frames.ties(actor_id, scope)
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
        ambidexterity=ambidexterity.ambidexterity(judged).get(actor_id) or ambidexterity.nothing_recorded(),
        scope=scope,
        changed=() if since is None else standing.standing_changes(_earlier(actor_id, scope, since), found),
    )


def _earlier(actor_id: str, scope: RecordScope, day: date) -> dict[str, Standing]:
    """The standings of a day, the same activities left out."""
    judged = evidence.evidence([actor_id], replace(scope, as_of=day))
    return standing.standings_of_actors(judged).get(actor_id, {})


def standings(firms: Sequence[str], scope: RecordScope | None = None) -> dict[str, dict[str, Standing]]:
    """Firm to every component of the framework to its standing, by the records in scope (today's, all of them)."""
    found = standing.standings_of_actors(evidence.evidence(firms, scope or today()))
    nothing = standing.nothing_known()
    return {
        firm: {code: found.get(firm, {}).get(code, nothing) for code in load_framework().components} for firm in firms
    }


def advice(found: Profile) -> tuple[ModeAdvice, ...]:
    """What each entry mode needs against a profile."""
    return advise(modes().values(), found.components)
