"""Attendance lists from any spreadsheet or text: who came, and from where. Read as member lists are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path

from bridgehead.importers.core.column_mapping import IGNORED, find_head, propose
from bridgehead.importers.core.contact_cells import addresses_in, without_tags
from bridgehead.importers.core.member_rows import clean
from bridgehead.importers.core.merged_cells import captions, is_caption, spread
from bridgehead.importers.core.placeholders import Place, is_placeholder
from bridgehead.importers.core.reading_choices import NOTHING_SAID, ReadingChoices
from bridgehead.importers.core.total_rows import is_total
from bridgehead.importers.readers.member_lists import FIRST_ROWS, known_headings, no_value
from bridgehead.importers.readers.ragged_rows import RowFitter
from bridgehead.importers.readers.spreadsheets import open_grids
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.quotation_marks import strip_stray_quotes

PERSON = (
    "name", "full name", "participant", "participant name", "attendee", "attendee name", "guest", "navn", "fulde navn",
    "deltager", "deltagernavn", "teilnehmer", "teilnehmerin", "namn", "deltagare", "naam", "deelnemer", "nom",
    "participante", "nombre", "nome", "partecipante", "nazwisko", "uczestnik", "nimi", "osallistuja",
)  # fmt: skip
FIRST = ("first name", "given name", "fornavn", "vorname", "förnamn", "voornaam", "prénom", "imię", "etunimi")
LAST = ("last name", "surname", "family name", "efternavn", "nachname", "efternamn", "achternaam", "sukunimi")
PLACES = {
    "name": Place.ORGANISATION, "contact_name": Place.PERSON, "first_name": Place.PERSON, "last_name": Place.SURNAME,
}  # fmt: skip
SHARED = ("contact_role", "contact_email", "contact_phone")
LONGEST = {"name": 200, "email": 254, "organisation": 200, "role": 200, "phone": 60}


@dataclass(frozen=True)
class Attendee:
    """Somebody who came."""

    name: str
    email: str = ""
    organisation: str = ""
    role: str = ""
    phone: str = ""


@cache
def attendance_headings() -> Mapping[str, Sequence[str]]:
    """Field to the headings that it goes by: those of member lists, but “Name” is a person's."""
    known = known_headings()
    people = {*PERSON, *FIRST, *LAST}
    return {
        "contact_name": [*PERSON, *known["contact_name"]],
        "first_name": FIRST,
        "last_name": LAST,
        "name": [heading for heading in known["name"] if heading not in people],
        **{field: known[field] for field in SHARED},
        "ignored": known["ignored"],
    }


def read_attendance(path: Path, said: ReadingChoices = NOTHING_SAID) -> list[Attendee]:
    """Who came by a list; rows without a name or an address are passed over.

    Raises
    ------
    InputError
        If it is no list that can be read, or no column holds names or addresses.
    """
    known = attendance_headings()
    candidates = [(grid, list(islice(grid.rows, FIRST_ROWS))) for grid in open_grids(path, said)]
    candidates = [(grid, rows) for grid, rows in candidates if any(cell.strip() for row in rows for cell in row)]
    if not candidates:
        raise InputError(expects("visible_sheet"), file=path.name, found=finds("nothing"))
    found = [(find_head(rows, grid.merged, known), grid, rows) for grid, rows in candidates]
    head, grid, rows = max(found, key=lambda entry: entry[0].recognised)
    columns = propose(head.headings, rows[head.row :], known, {})
    places = {each.field: head.headings.index(each.heading) for each in columns if each.field != IGNORED}
    if not places.keys() & {"contact_name", "first_name", "last_name", "contact_email"}:
        headings = ", ".join(each.heading for each in columns)
        raise InputError(expects("attendance_columns"), file=path.name, row=head.row, found=headings)
    numbered = islice(enumerate(chain(rows, grid.rows), start=1), head.row, None)
    everybody, sections = [], captions(grid.merged, head.row)
    fitter = RowFitter(path.name, grid, rows, head.row, {})
    for number, ragged in spread(numbered, grid.merged):
        cells = fitter.fit(number, ragged)
        for place, fault in grid.faults.get(number, {}).items():
            if place in places.values():
                raise no_value(fault, path.name, number, head.headings[place])
        if not is_total(cells) and not (number in sections and is_caption(cells, sections[number])):
            everybody.append(_attendee(cells, places))
    return [each for each in everybody if each.name or each.email]


def _attendee(cells: Sequence[str], places: Mapping[str, int]) -> Attendee:
    texts = {field: clean(without_tags(cells[place])) for field, place in places.items() if place < len(cells)}
    known = {field: text for field, text in texts.items() if not is_placeholder(text, PLACES.get(field, Place.VALUE))}
    addresses = addresses_in(known.get("contact_email", ""))
    email = addresses[0] if addresses else known.get("contact_email", "")
    said = {field: strip_stray_quotes(text) for field, text in known.items()}
    name = said.get("contact_name", "") or " ".join(filter(None, (said.get("first_name"), said.get("last_name"))))
    return Attendee(
        name=name[: LONGEST["name"]],
        email=email[: LONGEST["email"]],
        organisation=said.get("name", "")[: LONGEST["organisation"]],
        role=said.get("contact_role", "")[: LONGEST["role"]],
        phone=said.get("contact_phone", "")[: LONGEST["phone"]],
    )
