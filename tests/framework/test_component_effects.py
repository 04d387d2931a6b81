"""What each kind of opportunity raises: complete, with a source, open to a cluster's own figures."""

from pathlib import Path

import pytest

from bridgehead.framework.component_effects import ComponentEffect
from bridgehead.framework.loader import load_framework
from bridgehead.kit.errors import InputError


def test_every_kind_of_opportunity_and_the_trips_raise_something_and_say_why() -> None:
    effects = load_framework().effects
    assert {*load_framework().vocabularies["opportunity_kind"], "delegation_trip", "meet_the_buyer"} == set(effects)
    assert all(one.raises and one.source for one in effects.values())


def test_a_cluster_writes_its_own(tmp_path: Path) -> None:
    text = '[tender]\nsource = "ours"\nraises = [{ component = "Oa.capital", effect = 0.5, weight = 2 }]\n'
    (tmp_path / "effects.toml").write_text(text, encoding="utf-8")
    effects = load_framework(tmp_path).effects
    assert effects["tender"].raises == (ComponentEffect("Oa.capital", 0.5, 2.0),)
    assert effects["call"] == load_framework().effects["call"]


@pytest.mark.parametrize(
    ("raises", "says"),
    [
        ("[]\nsource = 1\nx =", "a TOML file"),
        ('"Oa.capital"', "column tender.raises: “Oa.capital” is not accepted. Enter a list of"),
        (
            '[{ component = "Oa.luck", effect = 0.5, weight = 1 }]',
            "“Oa.luck” is not accepted. Enter one of",
        ),
        (
            '[{ component = "Oa.capital", effect = 2, weight = 1 }]',
            "raises 1.effect: “2” is not accepted. Enter an",
        ),
        (
            '[{ component = "Oa.capital", effect = 0.5, weight = -1 }]',
            "raises 1.weight: “-1” is not accepted",
        ),
        (
            '[{ component = "Oa.capital", effect = "much", weight = 1 }]',
            "raises 1.effect: “much” is not",
        ),
        ('[{ component = "Oa.capital", effect = 0.5, weight = 1, size = 1 }]', "the key “size” is unknown"),
    ],
)
def test_a_mistake_is_one_clear_line(tmp_path: Path, raises: str, says: str) -> None:
    (tmp_path / "effects.toml").write_text(f"[tender]\nraises = {raises}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"effects\.toml") as caught:
        load_framework(tmp_path)
    assert says in str(caught.value)
