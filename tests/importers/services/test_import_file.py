"""Workbooks as other programs write them (made once with openpyxl 3.1, xlwt 1.3, odfpy 1.4, msoffcrypto 6.1).

Three of them hold one list: a hidden sheet before it, two merged heading rows above the headings, doubled headings,
a date, markup in a name; the ODS ends with a million empty rows.
"""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridgehead.ecosystem.models import Actor, Membership, Person
from bridgehead.importers.readers.spreadsheets import open_grids
from bridgehead.importers.services.import_file import import_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE

FILES = Path(__file__).parent.parent / "files"
WRITTEN = ["openpyxl.xlsx", "xlwt.xls", "odfpy.ods"]


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.parametrize("name", WRITTEN)
def test_one_list_whoever_wrote_it(name: str) -> None:
    Actor.objects.create(id="hub", name="Hub", kind="cluster")
    import_file("members", FILES / name, options={"cluster": "hub"}, viewer=COMMAND_LINE)
    members = Actor.objects.exclude(pk="hub").order_by("pk")
    assert list(members.values_list("name", "city", "country", "size")) == [
        ("Æblehaven A/S", "Århus", "DK", "sme"),
        ("Bro & Søn", "Malmö", "SE", "large"),
    ]
    assert set(Membership.objects.values_list("since", flat=True)) == {"2015-03-01", "2019-12-31"}
    assert Person.objects.get().email == "a@x.example"


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("openpyxl-formula.xlsx", "a formula without a value at A6"),
        ("locked.xlsx", "the file has a password"),
        ("damaged.xls", "found “a damaged one”"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_written(name: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        import_file("members", FILES / name, viewer=COMMAND_LINE)
    assert not Actor.objects.exists()


def test_a_locked_open_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "locked.ods"
    with zipfile.ZipFile(FILES / "odfpy.ods") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "META-INF/manifest.xml":
                content = content.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")
            target.writestr(name, content)
    with pytest.raises(InputError, match="the file has a password"):
        open_grids(path)


@pytest.mark.parametrize("name", ["big.csv", "big.xlsx"])
def test_two_gigabytes_are_refused_at_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises(InputError, match="a file of at most 1,073,741,824 bytes"):
        open_grids(path)


def test_a_million_empty_rows_in_a_table_of_text(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"Navn;Land\nHavn;DK\n" + b";\n" * 1_000_000)
    (grid,) = open_grids(path)
    assert sum(1 for row in grid.rows if any(row)) == 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    name=st.sampled_from(["openpyxl.xlsx", "odfpy.ods"]),
    part=st.integers(0, 99),
    place=st.floats(0, 1),
    cut=st.integers(0, 30),
    put=st.one_of(
        st.binary(max_size=4), st.sampled_from([b"999999999", b"<", b'"', b"-1", b'<c r="XFD1048576"/>', b"&x;"])
    ),
)
def test_damage_is_an_error_or_none(tmp_path: Path, name: str, part: int, place: float, cut: int, put: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(FILES / name) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        for number, inside in enumerate(names):
            content = source.read(inside)
            if number == part % len(names):
                at = int(place * len(content))
                content = content[:at] + put + content[at + cut :]
            target.writestr(inside, content)
    path = tmp_path / name
    path.write_bytes(out.getvalue())
    with suppress(InputError):
        for grid in open_grids(path):
            list(grid.rows)


@pytest.mark.django_db
@pytest.mark.database
def test_contact_cards_come_in_as_members_with_their_people(tmp_path: Path) -> None:
    cards = tmp_path / "people.vcf"
    cards.write_bytes(
        b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ane Holm\r\nORG:Flow Batteries ApS\r\nTITLE:CEO\r\n"
        b"EMAIL:ane@flow.example\r\n"
        b"ADR:;;;Aarhus;;;Denmark\r\nEND:VCARD\r\n"
        b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bo Bang\r\nORG:Flow Batteries ApS\r\n"
        b"EMAIL:bo@flow.example\r\nADR:;;;;;;Denmark\r\nEND:VCARD\r\n"
    )
    import_file("members", cards, viewer=COMMAND_LINE)
    (firm,) = Actor.objects.all()
    assert (firm.name, firm.city, firm.country) == ("Flow Batteries ApS", "Aarhus", "DK")
    assert set(Person.objects.values_list("name", "role", "email", "actor_id")) == {
        ("Ane Holm", "CEO", "ane@flow.example", firm.pk),
        ("Bo Bang", "", "bo@flow.example", firm.pk),
    }
