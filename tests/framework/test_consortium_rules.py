"""Rule sets: what ships, a cluster's own, and the mistakes that its file can have."""

from pathlib import Path

import pytest

from bridgehead.framework.consortium_rule_files import rule_set, rule_sets
from bridgehead.framework.programme_countries import ProgrammeCountries
from bridgehead.kit.errors import InputError, NotFound

OWN = """
label = "Harbour group"
source = "Board of the cluster, 2020"
members = [2, 5]

[[rule]]
id = "nordic"
kind = "each"
says = "Everybody is Nordic"
who = { countries = ["DK", "SE", "NO"] }
"""


def test_every_packaged_rule_set_has_a_source_and_words_for_each_rule() -> None:
    for rules in rule_sets().values():
        assert rules.source
        assert all(rule.says for rule in rules.rules)


def test_a_cluster_writes_its_own(tmp_path: Path) -> None:
    (tmp_path / "harbour.toml").write_text(OWN, encoding="utf-8")
    rules = rule_set("harbour", tmp_path)
    assert rules.own
    assert rules.rules[0].who.countries == ("DK", "SE", "NO")
    assert set(rule_sets(tmp_path)) >= {"harbour", "eurostars"}


@pytest.mark.parametrize(
    ("old", "new", "column", "words"),
    [
        ('kind = "each"', 'kind = "every"', "rule 1.kind", "one of count"),
        ('"NO"', '"Norway"', "rule 1.who.countries", "ISO"),
        ("members = [2, 5]", "members = [5, 2]", "members", "[fewest, most]"),
        ('label = "Harbour group"', "", "label", "some text"),
        ("who = ", "whom = ", "rule 1.whom", "who"),
        ('says = "Everybody is Nordic"', 'says = "Nordic"\nmin = 3', "rule 1.min", "one of the keys"),
        ("[[rule]]", "[rule]", "rule", "[[rule]]"),
        ("members = [2, 5]", 'members = [2, 5]\nprogramme = "horizon"', "programme", "one of"),
        ("members =", "members", None, "TOML"),
        (
            'countries = ["DK", "SE", "NO"]',
            'where = "member", programme = "x"',
            "rule 1.who.programme",
            "horizon_europe",
        ),
        ('countries = ["DK", "SE", "NO"]', 'programme = "eurostars"', "rule 1.who", "a where"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, column: str | None, words: str) -> None:
    (tmp_path / "harbour.toml").write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        rule_set("harbour", tmp_path)
    assert caught.value.file == "harbour.toml"
    assert caught.value.column == column
    assert words in str(caught.value.expected)


def test_an_unknown_name_lists_those_that_exist() -> None:
    with pytest.raises(NotFound, match="horizon_europe"):
        rule_set("horizon_1984")
    with pytest.raises(NotFound):
        rule_set("../rules/eurostars")


@pytest.mark.parametrize(
    ("programme", "day", "country", "place"),
    [
        ("horizon_europe", "2018", "GB", "member"),
        ("horizon_europe", "2024-03", "GB", "associated"),
        ("horizon_2020", "2020-06", "GB", "associated"),
        ("horizon_2020", "2018", "CH", "associated"),
        ("", "2012", "HR", ""),
        ("horizon_europe", "2022", "US", ""),
    ],
)
def test_standing_of_a_country_on_a_day(programme: str, day: str, country: str, place: str) -> None:
    standings = ProgrammeCountries.at(programme, day)
    assert [p for p in ("member", "associated") if country in standings.of(p)] == ([place] if place else [])
