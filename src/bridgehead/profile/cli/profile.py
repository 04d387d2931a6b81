"""The command on an actor's strengths and weaknesses."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit.cli import (
    AsOfOption,
    JsonOption,
    LeaveOutOption,
    day_option,
    in_workspace,
    show_json,
    show_sentence,
    show_table,
)

if TYPE_CHECKING:
    from bridgehead.profile.core.advantage_profile import Profile
    from bridgehead.profile.core.entry_mode_advice import NeedStatus
    from bridgehead.profile.core.standing import Standing
    from bridgehead.profile.core.statements import Statement


@in_workspace()
def profile(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="The actor's id")],
    since: Annotated[date | None, day_option("--since", "Also show what changed since this date")] = None,
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
    json: JsonOption = False,
) -> None:
    """Show an actor's strengths and weaknesses, their origin, and its path abroad."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries import names_of
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import scope_text
    from bridgehead.framework.loader import load_framework
    from bridgehead.profile.core.advantage_profile import STATED
    from bridgehead.profile.phrases import ambidexterity_rows, standing_label
    from bridgehead.profile.schemas.profile import ChangedProfileAnswer, ProfileAnswer
    from bridgehead.profile.services.profile import advice
    from bridgehead.profile.services.profile import profile as run

    scope = record_scope(as_of, leave_out or ())
    found = run(actor, scope, since=since)
    if json:
        answer = ChangedProfileAnswer.since(found) if since else ProfileAnswer.of(found)
        show_json(answer.model_dump(by_alias=True))
        return
    show_sentence(scope_text(scope))
    _show_standings(f"Advantages of {names_of([actor])[actor]}", found.components)
    if found.ambidexterity.has_evidence:
        show_table("Ambidexterity, part of technology", ("", ""), ambidexterity_rows(found.ambidexterity))
    for group in STATED:
        _show_statements(load_framework().groups[group], found.stated(group))
    _show_pattern(found)
    labels = load_framework().vocabularies["entry_mode"]
    rows = [(labels[a.mode], _needs(a.met), _needs(a.lacking), _needs(a.unknown)) for a in advice(found)]
    show_table("Needs of each entry mode", ("Mode", "Met", "Missing", "Unknown"), rows)
    if since:
        changed = ((c.code, standing_label(c.before), standing_label(c.after)) for c in found.changed)
        show_table(f"Changes since {since}", ("Code", "Before", "Now"), changed)
    typer.echo(computed_by())


def _show_standings(title: str, standings: "Mapping[str, Standing]") -> None:
    from bridgehead.framework.loader import load_framework
    from bridgehead.kit.phrases import running_list
    from bridgehead.profile.phrases import plain_shares, standing_label

    origins, codes = load_framework().vocabularies["origin"], load_framework().codes
    kinds = load_framework().vocabularies["source_kind"]
    rows = (
        (
            code,
            codes[code],
            standing_label(s),
            f"{s.standing:.2f}" if s.known else "",
            f"{s.interval[0]:.2f}–{s.interval[1]:.2f}",
            f"{s.own.standing:.2f}" if s.own.known else "",
            running_list(kinds.get(kind, kind) for kind in s.kinds),
            plain_shares(s.origins, origins),
        )
        for code, s in standings.items()
    )
    show_table(title, ("Code", "Advantage", "Label", "Standing", "Interval", "Own", "Sources", "Origins"), rows)


def _show_statements(title: str, statements: "Mapping[str, Statement]") -> None:
    from bridgehead.framework.loader import load_framework
    from bridgehead.profile.phrases import statement_words

    codes = load_framework().codes
    rows = [(code, codes[code], statement_words(said)) for code, said in statements.items() if said.is_known]
    if rows:
        show_table(title, ("Code", "Statement", "Status"), rows)


def _show_pattern(found: "Profile") -> None:
    from bridgehead.framework.distances import load_distances
    from bridgehead.kit.phrases import running
    from bridgehead.profile import phrases

    pattern, measures = found.pattern, load_distances().measures
    rows = [
        ("Declared strategy", phrases.declared_strategy(pattern.declared)),
        ("Found", phrases.patterns_found(pattern.found)),
        ("First entries", str(len(pattern.first))),
        ("Entries after a prior tie", _share_or_reason(found, "prior_tie_share", pattern.prior_tie_share)),
        ("Entries through a network", _share_or_reason(found, "network_origin_share", pattern.network_origin_share)),
        ("Born global", phrases.born_global(pattern)),
    ]
    for name, tau in pattern.tau.items():
        reason = pattern.reasons.get(f"tau.{name}")
        shown = phrases.reason_text(reason) if reason else phrases.order_correlation(tau)
        rows.append((f"Order and distance: {running(measures[name].label)}", shown))
    show_table("Path abroad", ("", ""), rows)


def _share_or_reason(found: "Profile", name: str, value: float | None) -> str:
    from bridgehead.profile import phrases

    if value is None:
        return phrases.reason_text(found.pattern.reasons[name])
    return phrases.share_of_first_entries(value)


def _needs(needs: "Sequence[NeedStatus]") -> str:
    from bridgehead.framework.loader import load_framework
    from bridgehead.kit.phrases import running_list

    return running_list(load_framework().codes[need.component] for need in needs)
