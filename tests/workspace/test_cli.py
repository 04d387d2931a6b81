"""Commands on the whole: what they say of what was done before."""

from pathlib import Path

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.slow


def test_a_second_undo_and_a_second_merge_name_the_first(bridgehead: Run, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "actors.csv").write_text("id,name,kind\na,Havn,firm\nb,Havn ApS,firm\n")
    assert "actors" in bridgehead("import", "case", folder).stdout
    assert "Merged b into a" in bridgehead("merge", "a", "b").stdout
    done = bridgehead("merge", "a", "b", status=1)
    assert done.stderr == "bridgehead: This was already saved, as change 2.\n"
    assert "Change 2 undone by change 3" in bridgehead("undo", 2).stdout
    done = bridgehead("undo", 2, status=1)
    assert done.stderr == "bridgehead: This was already saved, as change 3.\n"
    assert "a and b marked as different organisations." in bridgehead("apart", "a", "b").stdout
    assert "Actor “c” does not exist" in bridgehead("apart", "a", "c", status=1).stderr
