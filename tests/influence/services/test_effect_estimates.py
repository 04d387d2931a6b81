"""Identity and estimates through their services: what is stored, found, refused."""

from datetime import date
from pathlib import Path

import pytest

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import StoredFile
from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.influence.schemas.effect_estimates import EffectAnswer
from bridgehead.influence.services import effect_estimates
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.example_workspace import EXAMPLE

pytestmark = [pytest.mark.django_db, pytest.mark.database]


HEADER = "Unit,year,first.treat,y,x\n"


def written(folder: Path, text: str, name: str = "panel.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def panel(units: int = 40) -> str:
    rows = []
    for unit in range(units):
        start = "" if unit < units // 2 else str(2003 + unit % 2)
        for year in range(2000, 2007):
            on = bool(start) and year >= int(start)
            rows.append(
                f"u{unit},{year},{start or 0},{unit % 7 + 0.3 * year + on + ((unit * year) % 5) / 10},{unit % 3}"
            )
    return HEADER + "\n".join(rows) + "\n"


def test_an_imported_panel_is_estimated(tmp_path: Path) -> None:
    effect_estimates.import_panel(written(tmp_path, panel()), viewer=COMMAND_LINE)
    found = EffectAnswer.of(effect_estimates.estimate("y", covariates=["x"])).model_dump()
    assert found["panel"] == "panel"
    assert found["refused"] is None
    assert found["interval"][0] < 1 < found["interval"][1]
    assert found["units"] == {"treated": 20, "untreated": 20, "always_treated": 0, "incomplete": 0}
    assert found["hazard"] is None
    assert "is not an event" in found["reasons"]["hazard"]


def test_importing_again_changes_nothing_and_a_new_version_replaces(tmp_path: Path) -> None:
    path = written(tmp_path, panel())
    assert effect_estimates.import_panel(path, viewer=COMMAND_LINE).tallies["storedfile"].added == 1
    assert effect_estimates.import_panel(path, viewer=COMMAND_LINE).tallies["storedfile"].unchanged == 1
    assert (
        effect_estimates.import_panel(written(tmp_path, panel(30)), viewer=COMMAND_LINE).tallies["storedfile"].changed
        == 1
    )
    assert StoredFile.objects.count() == 1


def test_what_cannot_be_estimated_is_null_with_its_reason(tmp_path: Path) -> None:
    effect_estimates.import_panel(written(tmp_path, panel(8)), viewer=COMMAND_LINE)
    found = EffectAnswer.of(effect_estimates.estimate("y")).model_dump()
    assert (found["att"], found["interval"], found["event_study"]) == (None, None, None)
    assert "Too few treated firms" in found["refused"]


def test_the_records_make_a_panel() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    found = EffectAnswer.of(effect_estimates.estimate("first_entry")).model_dump()
    assert found["panel"] == "records"
    assert "Too few treated firms" in found["refused"]


def test_nothing_can_be_left_out_of_an_imported_panel(tmp_path: Path) -> None:
    effect_estimates.import_panel(written(tmp_path, panel()), viewer=COMMAND_LINE)
    with pytest.raises(InputError, match="the panel records, since nothing can be left out of an imported one"):
        effect_estimates.estimate("y", RecordScope(date(2005, 1, 1)))
    with pytest.raises(InputError, match="Enter the panel records"):
        effect_estimates.estimate("y", today().without(["trip"]), panel="panel")
    assert effect_estimates.estimate("y", today()).source == "panel"


def test_an_outcome_that_nobody_has_is_named(tmp_path: Path) -> None:
    effect_estimates.import_panel(written(tmp_path, panel()), viewer=COMMAND_LINE)
    with pytest.raises(InputError, match="Enter one of entries, first_entry, ties_abroad"):
        effect_estimates.estimate("profit")
    with pytest.raises(InputError, match="Enter one of the panels panel, records"):
        effect_estimates.estimate("y", panel="other")
    effect_estimates.import_panel(written(tmp_path, panel(), "second.csv"), viewer=COMMAND_LINE)
    with pytest.raises(InputError, match="--panel with one of panel, second"):
        effect_estimates.estimate("y")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("unit,y\na,1\n", "row 1: found “unit, y”. Expected a column time"),
        (HEADER + "a,1990,0,1,1\na,1990,0,1,1\n", "row 3, column unit: “a 1990” is not accepted. Enter each unit once"),
        (HEADER + "a,1990,0,1,1\na,1991,1991,1,1\n", "Enter no first treatment of a, as stood before"),
        (HEADER + "a,then,0,1,1\n", r"column time: “then” is not accepted. Enter a period as a whole number"),
        (HEADER + "a,1990,soon,1,1\n", "column first_treatment: “soon” is not accepted"),
        (HEADER + "a,1990,0,lots,1\n", "column y: “lots” is not accepted. Enter a number with a decimal point"),
        (HEADER + ",1990,0,1,1\n", "column unit: the value is missing"),
        ("unit,time,first_treatment\na,1,1\n", "Expected at least one column of numbers"),
        (HEADER, "row 2: nothing was found. Expected at least one row"),
        ("", "Expected a heading row"),
        ("unit;time;first_treatment;y\na;1;0;1\n", "panel.csv"),
    ],
)
def test_a_panel_that_is_not_right_is_one_clear_error(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        effect_estimates.import_panel(written(tmp_path, text), viewer=COMMAND_LINE)
    assert says in str(caught.value)
    assert not StoredFile.objects.exists()
