"""Firms side by side, of a case folder of other firms."""

import pytest

from bridgehead.kit.errors import InputError
from bridgehead.profile.services.firm_comparison import compare, comparison_labels

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]


def test_side_by_side_in_the_studys_tables() -> None:
    tables = compare(["nordwind", "solgaard"])
    assert [table.number for table in tables] == [5, 6, 7, 8]
    assert list(tables[0].cells) == ["Oa.technology", "Oa.experience", "Oa.network", "Oa.capital"]
    assert tables[3].cells["Oa.capital"]["nordwind"].label == "strong"
    assert comparison_labels(["nordwind"]).firms == {"nordwind": "Nordwind"}


@pytest.mark.parametrize("firms", [["nordwind", "nordwind"], ["a", "b", "c", "d", "e", "f", "g"]])
def test_up_to_six_different_firms(firms: list[str]) -> None:
    with pytest.raises(InputError, match="up to 6 different firms"):
        compare(firms)
