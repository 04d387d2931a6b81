"""Lists of the profile stage as files, from their declaration."""

import csv
import io

import pytest

from bridgehead.framework.versions import rules
from bridgehead.kit.permissions import Role
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]


def rows_of(path: str) -> list[list[str]]:
    answer = signed_in(Role.ADMIN).get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_profile_as_a_file_has_its_numbers() -> None:
    headings, *rows = rows_of("/members/nordwind/profile?format=csv&list=components")
    assert headings[:5] == ["Component", "Label", "Weak to strong", "Low", "High"]
    capital = next(row for row in rows if row[0] == "Access to capital")
    assert capital[1] == "strong, 3 pieces"
    assert float(capital[2]) == pytest.approx(4 / 6)


def test_every_market_is_in_the_file() -> None:
    headings, *rows = rows_of("/members/nordwind/markets?format=csv&list=markets")
    assert headings[:4] == ["Market", "Nearest first", "Through the network", "Weighed together"]
    assert len(rows) > 100


@pytest.mark.parametrize(
    ("path", "headings"),
    [
        ("/members/nordwind/pattern?format=csv&list=entries", ["Market", "Status", "Date", "Kilometres", "Mode"]),
        ("/members/nordwind/pattern?format=csv&list=distances", ["Measure of distance", "τ", "p", "Entries", "Note"]),
        ("/members/nordwind/pattern?format=csv&list=modes", ["Mode", "Equity", "Met", "Missing", "Unknown"]),
        (
            "/members/nordwind/reach?format=csv&list=activities",
            ["Activity", "Market", "Reach lost without the activity"],
        ),
        ("/markets/DE?format=csv&list=members", ["Member", "Steps", "Without the cluster", "Reach"]),
        ("/markets/DE?format=csv&list=figures", ["Indicator", "Unit", "Value", "Period", "Source"]),
        ("/compare?firm=nordwind&firm=solgaard&format=csv&list=table-5", ["Component", "Nordwind", "Solgaard"]),
    ],
)
def test_each_list_is_a_file(path: str, headings: list[str]) -> None:
    found = rows_of(path)
    assert [name for name in found[0] if name != "Computed by"][: len(headings)] == headings
    of_records = path.partition("list=")[2] in ("entries", "figures")
    assert (found[0][-1] == "Computed by") is not of_records
    assert of_records or {row[-1] for row in found[1:]} == {f"Rules {rules()}"}
