"""Any valid project goes round; any damaged file is refused in words."""

import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bridgehead.evidence.core.qda import xml
from bridgehead.evidence.core.qda.guids import guid_of
from bridgehead.evidence.models import Code, Coding
from bridgehead.evidence.services import codebooks, recoding
from bridgehead.evidence.services.coding import code_passage, remove_codings, set_memo
from bridgehead.evidence.services.codings_spreadsheet import import_codings
from bridgehead.evidence.services.project_export import export_project
from bridgehead.evidence.services.project_import import import_codebook, import_project
from bridgehead.framework.loader import load_framework
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from tests.evidence.made_up import MadeUp
from tests.evidence.projects import EVERYTHING, FILES, guid, write
from tests.evidence.services.test_project_export import clear, rows
from tests.evidence.services.test_project_import import texts

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# One transaction for all examples of a test, so each begins by clearing what the one before left.
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def quoted() -> Counter[str]:
    found = Coding.objects.exclude(start=None).values_list("source_id", "start", "end")
    return Counter(texts(source)[start:end] for source, start, end in found)


def elements(path: Path) -> Counter[str]:
    with zipfile.ZipFile(path) as archive:
        return Counter(str(e.tag) for e in etree.fromstring(archive.read("project.qde")).iter())


@few
@given(seed=st.integers(0, 2**32))
def test_a_project_at_random_goes_round(seed: int) -> None:
    clear()
    made = MadeUp(Random(seed))  # noqa: S311 no secret
    with tempfile.TemporaryDirectory() as folder:
        path, out, again = (Path(folder) / name for name in ("p.qdpx", "out.qdpx", "again.qdpx"))
        write(path, made.xml(), made.files)
        import_project(path, viewer=COMMAND_LINE)
        before = rows()
        assert set(quoted()) == set(made.quotes)
        said = list(Coding.objects.exclude(start=None).values_list("source", "start", "end", "code", "coder"))
        assert len(said) == len(set(said)), "the same passage, code and coder is one coding"
        export_project(out)
        assert elements(out) == elements(path), "nothing is dropped"
        clear()
        import_project(out, viewer=COMMAND_LINE)
        assert rows() == before
        export_project(again)
        assert again.read_bytes() == out.read_bytes()


def born(id_: str | None) -> str:
    """A code's id as another workspace knows it: what was born here goes out with a GUID made from its id."""
    return id_ if not id_ or id_ in load_framework().codes else guid_of("code", id_)


def worked_on() -> tuple[set[object], set[object]]:
    """Codes and codings, whichever workspace they are in."""
    codes = Code.objects.values_list("pk", "parent", "name", "definition", "codebook")
    codings = Coding.objects.values_list("code", "pk", "source", "start", "end", "coder", "memo")
    return {(born(c[0]), born(c[1]), *c[2:]) for c in codes}, {(born(c[0]), *c[1:]) for c in codings}


def work(seed: Random) -> None:
    """One step of a researcher on whatever is there."""
    codes, codings = (list(m.objects.order_by("pk").values_list("pk", flat=True)) for m in (Code, Coding))
    code, other = seed.choice(codes), seed.choice(codes)
    steps: list[Callable[[], object]] = [
        lambda: codebooks.rename(code, name=f"Renamed & <{seed.random()}>", viewer=COMMAND_LINE),
        lambda: codebooks.move(code, parent=other, viewer=COMMAND_LINE),
        lambda: recoding.merge([code], into=other, viewer=COMMAND_LINE),
        lambda: codebooks.split(code, names=["One", "Two"], viewer=COMMAND_LINE),
    ]
    if codings:
        coding = seed.choice(codings)
        steps += [
            lambda: recoding.recode([coding], to=code, viewer=COMMAND_LINE),
            lambda: set_memo(coding, memo="Look again 🙂", viewer=COMMAND_LINE),
            lambda: remove_codings([coding], viewer=COMMAND_LINE),
            lambda: code_passage(
                Coding.objects.get(pk=coding).source_id,
                start=None,
                end=None,
                codes=[code],
                coder="bo",
                viewer=COMMAND_LINE,
            ),
        ]
    with suppress(InputError):  # a code is not moved or merged under itself
        seed.choice(steps)()


@few
@given(seed=st.integers(0, 2**32))
def test_work_on_any_project_goes_round(seed: int) -> None:
    clear()
    made, random = MadeUp(Random(seed)), Random(seed + 1)  # noqa: S311 no secret
    with tempfile.TemporaryDirectory() as folder:
        path, out = (Path(folder) / name for name in ("p.qdpx", "out.qdpx"))
        import_project(write(path, made.xml(), made.files), viewer=COMMAND_LINE)
        for _ in range(6):
            work(random)
        before = worked_on()
        export_project(out)
        clear()
        import_project(out, viewer=COMMAND_LINE)
        assert worked_on() == before


damage = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255), st.sampled_from("scd")), min_size=1)


def damaged(content: bytes, places: list[tuple[float, int, str]]) -> bytes:
    """Bytes set, cut out or doubled at some places."""
    for where, value, how in places:
        at = int(where * len(content))
        middle = {"s": bytes([value]), "c": b"", "d": content[at : at + value]}[how]
        content = content[:at] + middle + content[at + (value if how == "c" else 1) :]
    return content


@few
@given(places=damage)
def test_a_damaged_archive_is_refused_in_words(places: list[tuple[float, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "p.qdpx")
        path.write_bytes(damaged(path.read_bytes(), places))
        _refused_or_read(import_project, path)


@few
@given(places=damage, what=st.sampled_from(["xml", *FILES]))
def test_damage_inside_the_archive_is_refused_in_words(places: list[tuple[float, int, str]], what: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.qdpx"
        if what == "xml":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("project.qde", damaged(EVERYTHING.encode(), places))
                for name, content in FILES.items():
                    archive.writestr(name, content)
        else:
            write(path, files={**FILES, what: damaged(FILES[what], places)})
        _refused_or_read(import_project, path)


CODE = f'<Code guid="{guid(1)}" name="x" isCodable="true"/>'
CODES = f'<CodeBook xmlns="{xml.CODEBOOK}"><Codes>{CODE}</Codes></CodeBook>'
SHEET = "source,start,end,code,coder,excerpt\ntalk,1,4,Oa.network,ida,\ntalk,,,Oa.capital,bo,We\n"


@few
@given(places=damage)
def test_damaged_codebooks_and_sheets_are_refused_in_words(places: list[tuple[float, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, text, reader in (("c.qdc", CODES, import_codebook), ("s.csv", SHEET, import_codings)):
            path = Path(folder) / name
            path.write_bytes(damaged(text.encode(), places))
            _refused_or_read(reader, path)


def _refused_or_read(reader: Callable[..., object], path: Path) -> None:
    """Anything but an `InputError` fails the test."""
    clear()
    with suppress(InputError):
        reader(path, viewer=COMMAND_LINE)


NUMBERS = ("9" * 5_000, "-1", "+5", " 7 ", "1e3", "00000000000000000000003", "")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("attribute", ["startPosition", "endPosition", "position", "begin", "page"])
def test_numbers_that_are_none_or_too_large(attribute: str, number: str, tmp_path: Path) -> None:
    xml = EVERYTHING.replace(f' {attribute}="', f' {attribute}="{number}" old{attribute}="', 1)
    root = etree.fromstring(xml.encode())
    for element in root.iter():
        element.attrib.pop(f"old{attribute}", None)
    _refused_or_read(import_project, write(tmp_path / "p.qdpx", etree.tostring(root).decode()))
