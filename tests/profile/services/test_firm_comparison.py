"""Firms side by side, of a case folder of other firms."""

from datetime import date

import pytest

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.evidence.models import Evidence
from bridgehead.kit.errors import InputError
from bridgehead.profile.phrases import main_origins
from bridgehead.profile.services.firm_comparison import compare, comparison_labels

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]


def test_side_by_side_in_the_studys_tables() -> None:
    tables = compare(["nordwind", "solgaard"]).tables
    assert [table.number for table in tables] == [5, 6, 7, 8]
    assert list(tables[0].cells) == ["Oa.technology", "Oa.experience", "Oa.network", "Oa.capital"]
    assert tables[3].cells["Oa.capital"]["nordwind"].label == "strong"
    assert comparison_labels(["nordwind"]).firms == {"nordwind": "Nordwind"}


def test_table_4_has_what_a_firm_is_and_how_it_goes_abroad() -> None:
    rows = [("motive.market", "strength", "talk"), ("motive.market", "strength", "page"), ("motive.escape", "", "talk")]
    Evidence.objects.bulk_create(
        Evidence(id=f"m{n}", actor_id="nordwind", code=code, direction=direction, source_id=source)
        for n, (code, direction, source) in enumerate(rows)
    )
    firm = compare(["nordwind"]).characteristics["nordwind"]
    assert (firm.founded, firm.country, firm.declared, firm.found) == (
        "2014", "DK", "stages", ("born_global", "network", "stages"),
    )  # fmt: skip
    assert (firm.entered, firm.explored) == (("DE", "GB", "SE", "US"), ())
    assert {code: said.status for code, said in firm.motives.items()} == {"motive.market": "stated"}
    assert compare(["nordwind"], RecordScope(date(2015, 12, 31))).characteristics["nordwind"].explored == ("SE",)


def test_all_origins_that_tie_and_mechanisms_of_the_clusters_part() -> None:
    # The interview gives the cluster 2.5 and the firm itself 3; the cap of 3 leaves each in proportion.
    capital = compare(["nordwind"]).tables[0].cells["Oa.capital"]["nordwind"]
    assert {name: share.share for name, share in capital.cluster_mechanisms.items()} == {"funding_support": 1.0}
    assert capital.cluster_mechanisms["funding_support"].weight == pytest.approx(3 * 2.5 / 5.5)
    rows = [("o1", "partner"), ("o2", "internal")]
    Evidence.objects.bulk_create(
        Evidence(id=id_, actor_id="nordwind", code="Ot.partnership", direction="strength", salience=3, origin=origin)
        for id_, origin in rows
    )
    partnership = compare(["nordwind"]).tables[1].cells["Ot.partnership"]["nordwind"]
    assert partnership.main_origins == ("internal", "partner")
    assert main_origins(partnership, {}).replace("\u202f", " ") == "internal and partner: 50 % each"


@pytest.mark.parametrize("firms", [["nordwind", "nordwind"], ["a", "b", "c", "d", "e", "f", "g"]])
def test_up_to_six_different_firms(firms: list[str]) -> None:
    with pytest.raises(InputError, match="up to 6 different firms"):
        compare(firms)
