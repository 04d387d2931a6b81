"""The shipped figures of countries: complete, with source and licence, and what the script makes of the public data."""

import csv
from pathlib import Path

import pytest

from bridgehead.framework.cordis_identity import DATA, load_project_sets
from scripts import build_cordis_identity as script

SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "data"


def test_every_set_says_where_it_comes_from_and_has_the_nordic_countries() -> None:
    sets = load_project_sets()
    assert [projects.id for projects in sets] == ["cleantech", "all"]
    for projects in sets:
        assert projects.licence == "CC BY 4.0"
        assert "CORDIS" in projects.source
        assert set(projects.countries) >= {"DK", "SE", "NO", "FI", "GB", "GR"}
        for country in projects.countries.values():
            assert country.projects >= script.FEWEST_PROJECTS
            assert country.country not in country.compared
            assert set(country.compared) <= set(projects.countries)
            assert country.ratio_interval is not None
            assert country.ratio_interval[0] <= country.ratio_interval[1]


def test_the_table_holds_figures_of_countries_only() -> None:
    text = (DATA / "cordis_identity.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len({(row["set"], row["country"]) for row in rows}) == len(rows)
    for row in rows:
        assert all(len(cell) == 2 for cell in row.pop("compared").split())
        assert len(row.pop("country")) == 2
        assert row.pop("set") in {"cleantech", "all"}
        assert all(float(cell) >= 0 for cell in row.values())


def test_the_nearest_countries_by_number_of_projects() -> None:
    assert script.nearest("DK", {"DK": 100, "SE": 110, "NO": 90, "DE": 1_000})[:2] == ["SE", "NO"]


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the public data is not beside the project")
def test_the_script_makes_the_cleantech_figures_again() -> None:
    shipped = next(projects for projects in load_project_sets() if projects.id == "cleantech")
    took, codes, country = script.cleantech(SHARED / "cordis-cleantech")
    danish = {actor for actor, code in country.items() if code == "DK"}
    projects = {p for p, actor in took.select("activity", "actor").iter_rows() if actor in danish}
    partners = {actor for p, actor in took.select("activity", "actor").iter_rows() if p in projects} - danish
    found = shipped.countries["DK"]
    assert (found.projects, found.organisations, found.outside) == (len(projects), len(danish), len(partners))
    coded = codes.filter(codes["activity"].is_in(list(projects)))
    counts = coded["code"].value_counts()["count"]
    assert found.codes == len(counts)
    assert found.diversity == pytest.approx(counts.sum() ** 2 / (counts**2).sum(), abs=0.001)
