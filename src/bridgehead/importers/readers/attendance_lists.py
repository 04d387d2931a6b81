"""Attendance lists from any spreadsheet or text: who came, and from where. Read as member lists are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bridgehead.importers.core import member_rows
from bridgehead.importers.core.contact_cells import CONTACT_FIELDS
from bridgehead.importers.core.member_rows import CellError
from bridgehead.importers.core.reading_choices import NOTHING_SAID, ReadingChoices
from bridgehead.importers.core.unread_cells import UnreadCells
from bridgehead.importers.readers.list_sheets import ListSheet, find_list
from bridgehead.importers.readers.member_lists import known_headings, takes
from bridgehead.kit.csv_files import Refuse, refuse_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects

PERSON = (
    "name", "full name", "participant", "participant name", "attendee", "attendee name", "guest", "navn", "fulde navn",
    "deltager", "deltagernavn", "teilnehmer", "teilnehmerin", "namn", "deltagare", "naam", "deelnemer", "nom",
    "participante", "nombre", "nome", "partecipante", "nazwisko", "uczestnik", "nimi", "osallistuja",
)  # fmt: skip
FIRST = ("first name", "given name", "fornavn", "vorname", "förnamn", "voornaam", "prénom", "imię", "etunimi")
LAST = ("last name", "surname", "family name", "efternavn", "nachname", "efternamn", "achternaam", "sukunimi")
SHARED = ("contact_role", "contact_email", "contact_phone")
PARTS = {"first_name": "contact_first_name", "last_name": "contact_last_name"}
"""Headings of a person's name, which are those of a contact in a list of members."""
SAID = ("name", "email", "role", "phone")
LONGEST = {"name": 200, "email": 254, "organisation": 200, "role": 200, "phone": 60}
PERSON_NAMED = expects("contact_name_or_email")


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


def open_attendance(path: Path, said: ReadingChoices = NOTHING_SAID) -> ListSheet:
    """Find the list of who came in a file, and what its columns mean.

    Raises
    ------
    InputError
        If it is no list that can be read.
    """
    return find_list(path, attendance_headings(), said=said)


def read_attendance(path: Path, said: ReadingChoices = NOTHING_SAID, refuse: Refuse = refuse_file) -> list[Attendee]:
    """Who came by a list: of a row everybody that it names.

    A cell that cannot be taken is told and left out; only a row that names nobody without it is refused.

    Raises
    ------
    InputError
        If it is no list that can be read, or no column holds names or addresses; at a row that cannot be taken,
        unless `refuse` notes it.
    """
    found = open_attendance(path, said)
    places = {PARTS.get(field, field): place for field, place in found.places.items()}
    places = {field: place for field, place in places.items() if field == "name" or field in CONTACT_FIELDS}
    if not any(field.endswith(("name", "email")) for field in places.keys() & set(CONTACT_FIELDS)):
        headings = ", ".join(each.heading for each in found.columns)
        raise InputError(expects("attendance_columns"), file=path.name, row=found.head.row, found=headings)
    fitter = found.fitter(lambda field, text: not text or takes(PARTS.get(field, field), text))
    unread = UnreadCells(found.file, found.unread, found.head.headings, found.captions)
    everybody: list[Attendee] = []
    for number, ragged in found.rows:
        if unread.is_no_record(number, ragged, refuse):
            continue
        try:
            cells = fitter.fit(number, ragged)
        except InputError as error:
            refuse(error)
            continue
        faults = found.faults.get(number, {})
        unread.note(number, cells)
        row = _Row(found, number, places, {field: cells[at] for field, at in places.items() if at < len(cells)})
        everybody += row.attendees({field: at for field, at in places.items() if at in faults}, refuse)
    unread.tell(refuse)
    return everybody


@dataclass(frozen=True)
class _Row:
    """A row of the list: its number, and the text of each field."""

    found: ListSheet
    number: int
    places: Mapping[str, int]
    texts: Mapping[str, str]

    def attendees(self, bare: Mapping[str, int], refuse: Refuse) -> list[Attendee]:
        """Whoever it names; what cannot be taken is told.

        Parameters
        ----------
        bare
            The fields whose cells hold no value, with their places.
        """
        values, faults = member_rows.read({f: text for f, text in self.texts.items() if f not in bare})
        told = [*faults, *(self._without_value(field, place) for field, place in bare.items())]
        people = [each for given in self._given(values) if (each := self._attendee(given, told))]
        if not people and not told and values:
            told.append(CellError("", str(next(iter(values.values()))), PERSON_NAMED, leaves_blank=True))
        for fault in sorted(told, key=lambda fault: fault.leaves_blank):
            refuse(self._refusal(fault, leaves_blank=bool(people) or fault.leaves_blank))
        return people

    def _given(self, values: Mapping[str, Any]) -> Iterator[dict[str, str]]:
        """What is said of each of the people: the organisation is one."""
        for contact in values.get("contacts", ()):
            yield {**{part: contact[part] for part in SAID}, "organisation": values.get("name", "")}

    def _attendee(self, given: Mapping[str, str], told: list[CellError]) -> Attendee | None:
        """One of the people, without what is too long; None where neither name nor address is left."""
        for part, text in given.items():
            if len(text) > LONGEST[part]:
                field = "name" if part == "organisation" else next(f for f in self.texts if f.endswith(f"_{part}"))
                told.append(CellError(field, text, expects("text_up_to", limit=LONGEST[part])))
        kept = {part: text for part, text in given.items() if len(text) <= LONGEST[part]}
        return Attendee(**{"name": "", **kept}) if kept.get("name") or kept.get("email") else None

    def _without_value(self, field: str, place: int) -> CellError:
        return CellError(field, self.found.faults[self.number][place], expects("cell_with_value"))

    def _refusal(self, fault: CellError, *, leaves_blank: bool) -> InputError:
        place = self.places.get(fault.field)
        return InputError(
            fault.expected,
            file=self.found.file,
            row=self.number,
            column=None if place is None else self.found.head.headings[place],
            found=fault.found,
            code=fault.code,
            leaves_blank=leaves_blank,
        )
