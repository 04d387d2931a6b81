"""An opportunity from a document on the command line: what was read is shown, corrected and confirmed."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from bridgehead.importers.readers.call_documents import ReadDocument, read_document, read_pasted
from bridgehead.importers.services.opportunity_proposals import propose_opportunity
from bridgehead.kit.cli import show_json, show_table
from bridgehead.kit.csv_files import content_of
from bridgehead.kit.number_format import render
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.phrases import call_intake as phrases
from bridgehead.workspace.schemas import CallProposalOut
from bridgehead.workspace.services.record_choices import record_named

LONGEST = 100
STANDARD_INPUT = "-"


def propose(path: Path, given: Mapping[str, Any], *, yes: bool, as_json: bool) -> dict[str, Any]:
    """The values of an opportunity: what a document says, corrected by what was given; ends where nothing is added.

    Raises
    ------
    InputError
        If the document cannot be read.
    typer.Exit
        If the proposal was only asked for, or is not confirmed.
    """
    from django.utils import timezone

    found = propose_opportunity(_document(path), viewer=COMMAND_LINE, today=timezone.localdate())
    values = {**found.values, **given}
    if values.get("buyer"):
        values["buyer"] = record_named("actor", str(values["buyer"])) or values["buyer"]
    shown = CallProposalOut.of(found, values, file=path.name)
    if as_json:
        show_json(shown.model_dump())
        if not yes:
            raise typer.Exit
        return values
    rows = (
        (name, _text(value), shown.read_from(name)[:LONGEST]) for name, value in values.items() if name != "description"
    )
    show_table(phrases.read_from(path.name), ("Column", "Proposed", "Read from"), rows)
    for on_record in found.on_record:
        typer.echo(phrases.like_one_on_record(on_record.title, on_record.pk))
    for amount in found.proposal.other_currency:
        typer.echo(phrases.other_currency(str(amount.value)))
    if found.is_cut:
        typer.echo(phrases.document_cut())
    if not yes and not typer.confirm(phrases.add_this()):
        raise typer.Exit(1)
    return values


def _document(path: Path) -> ReadDocument:
    if str(path) == STANDARD_INPUT:
        return read_pasted(sys.stdin.read())
    return read_document(content_of(path), path.name)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return render(value) if isinstance(value, int | float) else str(value)
