"""The command on the industrial identity of a cluster or country."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bridgehead.influence.cli import interval_text, listed, two
from bridgehead.kit.cli import AsOfOption, JsonOption, LeaveOutOption, in_workspace, show_json, show_table

if TYPE_CHECKING:
    from bridgehead.influence.services.regional_identity import Identity, PublicIdentity


@in_workspace()
def identity(
    subject: Annotated[
        str, typer.Argument(metavar="CLUSTER|COUNTRY", help="A cluster's id or a country's two letters")
    ],
    against: Annotated[
        str, typer.Option(metavar="SE,NO", help="Comparison countries [default: ten of similar size]")
    ] = "",
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
    json: JsonOption = False,
) -> None:
    """Report the industrial identity of a cluster or country, and signs of lock-in."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import scope_text
    from bridgehead.influence import phrases
    from bridgehead.influence.schemas.regional_identity import IdentityAnswer
    from bridgehead.influence.services.regional_identity import describe
    from bridgehead.kit import countries
    from bridgehead.kit.progress import terminal_progress

    scope = record_scope(as_of, leave_out or ())
    described = describe(subject, scope, against=listed(against), progress=terminal_progress)
    answer = IdentityAnswer.of(described).model_dump(by_alias=True)
    if json:
        show_json(answer)
        return
    if rests_on := scope_text(scope):
        typer.echo(rests_on)
    typer.echo(phrases.identity_strength(described.verdict[0]))
    typer.echo(phrases.identity_focus(described.verdict[1]))
    typer.echo(phrases.compared_with(countries.name(code) for code in answer["compared_with"]))
    _show_identity(subject, described, answer)
    _show_public_projects(described.public)
    if described.lockin:
        lock_in = described.lockin
        for label, sentences in phrases.lock_in_rows(lock_in.functional, lock_in.political, lock_in.cognitive):
            typer.echo(f"{label}. {' '.join(sentences)}")
    for name, reason in answer["reasons"].items():
        if not name.startswith("lockin."):
            typer.echo(f"{phrases.not_computed(name)}: {reason}")
    typer.echo(computed_by())


def _show_identity(subject: str, described: "Identity", answer: Mapping[str, Any]) -> None:
    from bridgehead.ecosystem.queries import names_of
    from bridgehead.influence import phrases
    from bridgehead.kit import countries

    names = {**countries.names(), **names_of([subject])}
    for hierarchy, regions in answer["focus"].items():
        rows = [
            (
                names.get(name, name),
                found["activities"],
                found["codes"],
                *(two(found["hill"] and found["hill"][o]) for o in "012"),
            )
            for name, found in regions.items()
            if found["activities"]
        ]
        if not rows:
            continue
        headings = ("Region", "Activities", "Codes", "Hill 0", "Hill 1", "Hill 2")
        show_table(phrases.hierarchy_label(hierarchy), headings, rows)
    engaged = [
        (
            phrases.period_label(period),
            found[subject]["outside"],
            two(found[subject]["ratio"]),
            interval_text(found[subject]["interval"]),
        )
        for period, found in answer["strength"].items()
    ]
    show_table("Outside partners", ("Period", "Partners", "Ratio", "90 % interval"), engaged)
    perceived = [
        (phrases.perceiver_label(name), seen.label, seen.mentions, seen.voices)
        for name, seen in described.perceived.items()
    ]
    show_table(
        phrases.perceived_identity(described.perceived),
        ("Perceived by", "Label", "Pieces", "Independent sources"),
        perceived,
    )


def _show_public_projects(public: "Iterable[PublicIdentity]") -> None:
    from bridgehead.influence import phrases
    from bridgehead.kit import countries

    for each in public:
        rows = [
            (countries.name(c.country), c.projects, c.outside, two(c.ratio), two(c.diversity)) for c in each.countries
        ]
        headings = ("Country", "Projects", "Outside partners", "Ratio", "Diversity")
        show_table(each.projects.label, headings, rows)
        typer.echo(phrases.identity_strength(each.verdict[0]))
        typer.echo(phrases.identity_focus(each.verdict[1]))
        typer.echo(phrases.shipped_figures(each.projects))
