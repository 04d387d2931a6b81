"""Figures of markets, actors and clusters from a file, with their source and licence."""

from pathlib import Path

from bridgehead.ecosystem.case_files import FILES
from bridgehead.ecosystem.models import Indicator
from bridgehead.ecosystem.queries import names_of
from bridgehead.kit import countries, csv_files
from bridgehead.kit.case_tables import CaseTable, header_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.country_reader import country_or_text
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt, Tally


def import_indicators(path: Path, *, viewer: Viewer) -> Receipt[Tally]:
    """Read a CSV file of the shape of the case folder's `indicators.csv`, all or nothing.

    Raises
    ------
    InputError
        At the first cell that is not what it should be, or a subject that does not exist.
    """
    viewer.require(Verb.IMPORT, Resource.FIGURE)
    table = CaseTable(next(file for file in FILES if file.model is Indicator))
    sheet = csv_files.read(csv_files.content_of(path), path.name, known=tuple(header_of(table)))
    rows = list(table.parse(sheet))
    with batch("indicators.import", viewer=viewer, file=path.name) as writer:
        actors = names_of(row["subject"] for _, row in rows)
        for number, row in rows:
            of_country = row["subject_kind"] == "country"
            row["subject"] = country_or_text(row["subject"]) if of_country else row["subject"]
            if row["subject"] not in (countries.names() if of_country else actors):
                expected = expects("country") if of_country else expects("actor_id")
                raise InputError(expected, file=path.name, row=number, column="subject", found=row["subject"])
        tally = writer.put(Indicator, [row for _, row in rows])
    return writer.receipt(tally)
