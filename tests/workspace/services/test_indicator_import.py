"""Figures come in from a file, with row and column in what is refused."""

from pathlib import Path

import pytest

from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.indicator_import import import_indicators

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_figures_come_in_once(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("subject,subject_kind,indicator,period,value,licence\nNO,country,wind_share,2019,3,CC0\n")
    assert import_indicators(path, viewer=COMMAND_LINE).result.added == 1
    assert import_indicators(path, viewer=COMMAND_LINE).result.unchanged == 1


@pytest.mark.parametrize("row", ["XX,country", "nobody,actor"])
def test_a_subject_must_exist(tmp_path: Path, row: str) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(f"subject,subject_kind,indicator\n{row},wind_share\n")
    with pytest.raises(InputError, match=r"figures\.csv, row 2, column subject: “"):
        import_indicators(path, viewer=COMMAND_LINE)
