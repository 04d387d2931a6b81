"""What came after what names one thing and never leads back to itself."""

from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Entry
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_folder import import_case

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ACTORS = "id,name,kind\na,A,firm\nb,B,firm\n"
ENTRIES = "id,firm,market,after\n"
TIES = "id,a,b,kind\n"


def folder(tmp_path: Path, **files: str) -> Path:
    for name, content in {"actors": ACTORS, **files}.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return tmp_path


def test_an_entry_may_come_after_a_tie_and_another_entry(tmp_path: Path) -> None:
    import_case(
        folder(tmp_path, ties=f"{TIES}t,a,b,contact\n", entries=f"{ENTRIES}one,a,SE,t\ntwo,a,NO,one;t\n"),
        viewer=COMMAND_LINE,
    )
    assert Entry.objects.get(pk="two").after == ["one", "t"]


@pytest.mark.parametrize(
    ("files", "row", "found"),
    [
        ({"entries": f"{ENTRIES}one,a,SE,nowhere\n"}, 2, "nowhere, which none has"),
        ({"ties": f"{TIES}x,a,b,contact\n", "entries": f"{ENTRIES}x,a,SE,\ny,a,NO,x\n"}, 3, "x, which several have"),
        ({"entries": f"{ENTRIES}one,a,SE,two\ntwo,a,NO,three\nthree,a,FI,one\n"}, 2, "after"),
        ({"entries": f"{ENTRIES}zero,a,DE,\none,a,SE,one\n"}, 3, "one after one"),
    ],
)
def test_what_is_no_order_is_refused(tmp_path: Path, files: dict[str, str], row: int, found: str) -> None:
    with pytest.raises(InputError) as error:
        import_case(folder(tmp_path, **files), viewer=COMMAND_LINE)
    assert (error.value.row, error.value.column) == (row, "after")
    assert found in str(error.value.found)
    assert not Entry.objects.exists()


def test_a_circle_that_a_later_import_would_close_is_refused(tmp_path: Path) -> None:
    import_case(folder(tmp_path, entries=f"{ENTRIES}one,a,SE,\ntwo,a,NO,one\n"), viewer=COMMAND_LINE)
    with pytest.raises(InputError, match="an order without a circle"):
        import_case(folder(tmp_path, entries=f"{ENTRIES}one,a,SE,two\n"), viewer=COMMAND_LINE)
