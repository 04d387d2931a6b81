"""What a list says does not depend on how it was saved, whichever importer reads it; and it is said once."""

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridgehead.importers.readers.attendance_lists import Attendee, read_attendance
from bridgehead.importers.readers.member_lists import read_members
from bridgehead.importers.services.import_file import import_file
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.kit.table_export import ExportTable, xlsx
from bridgehead.models import Actor, Batch
from bridgehead.workspace.services.file_kinds import recognise
from bridgehead.workspace.services.undo import undo_batch
from tests.importers.samples import everything
from tests.world import actor

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
quick = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

MEMBERS = (
    ("Virksomhed", "Land", "CVR-nr.", "By", "Antal ansatte", "Kontaktperson", "E-mail", "Kompetencer"),
    ("VisBlå ApS", "Danmark", "36428554", "Århus", "20", "Søren Bødker", "sb@visblaa.example", "batterier; flow"),
    ("Grøn | Strøm, A/S", "DK", "", "Ærøskøbing", "1.250", "Bo Ågård", "bo@groen.example", ""),
    ("Aarhus Kommune", "Denmark", "", "Aarhus", "", "", "", 'vand; "rent" vand'),
)
CAME = (
    ("Deltager", "Virksomhed", "E-mail"),
    ("Søren Bødker", "VisBlå ApS", "sb@visblaa.example"),
    ("Åse Grøn", "Grøn | Strøm, A/S", ""),
)
Rows = Sequence[Sequence[str]]


@st.composite
def saved(draw: st.DrawFn, rows: Rows) -> tuple[str, bytes]:
    """A list as some program saves it: its name and its bytes."""
    order = draw(st.permutations(range(len(rows[0]))))
    table = [[row[place] for place in order] for row in rows]
    if draw(st.booleans()):
        table.insert(draw(st.integers(1, len(table))), [""] * len(order))
    if draw(st.booleans()):
        table = [[*row, ""] for row in table]
    if draw(st.booleans()):
        table.insert(0, ["Liste 2026", *[""] * (len(table[0]) - 1)])
    if draw(st.integers(0, 4)) == 0:
        return "list.xlsx", xlsx([ExportTable("Liste", "Liste", table[0], table[1:])])
    delimiter, end = draw(st.sampled_from(";,\t")), draw(st.sampled_from(["\n", "\r\n"]))
    out = io.StringIO(newline="")
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(table)
    text = f"sep={delimiter}{end}{out.getvalue()}" if draw(st.booleans()) else out.getvalue()
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    return draw(st.sampled_from(["list.csv", "list.txt"])), text.encode(encoding)


def placed(folder: str, name: str, content: bytes) -> Path:
    path = Path(folder) / name
    path.write_bytes(content)
    return path


def values(path: Path) -> list[dict[str, Any]]:
    return [dict(row.values) for row in read_members(path)]


@quick
@given(saved(MEMBERS))
def test_a_member_list_says_the_same_however_it_was_saved(given: tuple[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = placed(folder, *given)
        assert recognise(path) == ("members",)
        found = values(path)
    assert [row["name"] for row in found] == [row[0] for row in MEMBERS[1:]]
    assert [row["country"] for row in found] == ["DK"] * 3
    assert [row.get("city") for row in found] == ["Århus", "Ærøskøbing", "Aarhus"]
    assert found[0]["cvr"] == "36428554"
    assert [row["employees"].staff for row in found[:2]] == [20, 1250]
    people = [[person["name"] for person in row.get("contacts", ())] for row in found]
    assert people == [["Søren Bødker"], ["Bo Ågård"], []]
    assert [row.get("capabilities") for row in found] == [["batterier", "flow"], None, ["vand", '"rent" vand']]


@quick
@given(saved(CAME))
def test_an_attendance_list_says_the_same_however_it_was_saved(given: tuple[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = placed(folder, *given)
        assert recognise(path) == ("attendance",)
        found = read_attendance(path)
    assert found == [
        Attendee("Søren Bødker", "sb@visblaa.example", "VisBlå ApS"),
        Attendee("Åse Grøn", "", "Grøn | Strøm, A/S"),
    ]


@pytest.mark.database
def test_a_second_import_changes_nothing_and_an_undo_leaves_nothing(tmp_path: Path) -> None:
    """Rows in another order are the same list; what the preview counts is what comes in."""
    with batch("first") as writer:
        writer.put(Actor, [actor("clean", "CLEAN", kind="cluster")])
    before = {name: rows for name, rows in everything().items() if name not in ("Batch", "Change")}
    options = {"cluster": "clean"}
    for number, rows in enumerate((MEMBERS, (MEMBERS[0], *reversed(MEMBERS[1:])))):
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";").writerows(rows)
        path = placed(str(tmp_path), f"list-{number}.csv", out.getvalue().encode())
        rehearsed = import_file("members", path, dry_run=True, options=options, viewer=COMMAND_LINE)
        done = import_file("members", path, options=options, viewer=COMMAND_LINE)
        assert rehearsed.tallies == done.tallies
        added = {table: tally.added for table, tally in done.tallies.items()}
        assert (added["actor"], added["person"], added["membership"]) == ((3, 2, 3) if number == 0 else (0, 0, 0))
        assert sum(tally.changed for tally in done.tallies.values()) == 0
    undo_batch(Batch.objects.get(action="members.import").pk, viewer=COMMAND_LINE)
    after = {name: rows for name, rows in everything().items() if name not in ("Batch", "Change")}
    assert after == before
