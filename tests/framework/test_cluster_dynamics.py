"""What a cluster is assumed to do for each advantage: complete, with a source, open to a cluster's own."""

from pathlib import Path

import pytest

from bridgehead.framework.loader import load_framework
from bridgehead.kit.errors import InputError


def test_every_component_and_every_mechanism_is_assumed_once_at_least_and_says_who_says_so() -> None:
    """§2.5: table 1 combines cluster theory with every part of the eclectic paradigm."""
    framework = load_framework()
    assert {one.component for one in framework.dynamics} == set(framework.components)
    assert {one.mechanism for one in framework.dynamics} == set(framework.vocabularies["mechanism"])
    assert all(one.assumption and "§" in one.source for one in framework.dynamics)


def test_a_cluster_writes_its_own_beside_the_packaged(tmp_path: Path) -> None:
    text = '["Oa.capital".learning]\nassumption = "Courses help"\nsource = "ours"\n'
    (tmp_path / "dynamics.toml").write_text(text, encoding="utf-8")
    found = load_framework(tmp_path).dynamics
    assert len(found) == len(load_framework().dynamics) + 1
    assert [one.text for one in found if (one.component, one.mechanism) == ("Oa.capital", "learning")] == [
        "Courses help"
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('["Oa.luck".learning]\nassumption = "a"\nsource = "b"\n', "column Oa.luck: “Oa.luck” is not accepted"),
        ('["Oa.capital".luck]\nassumption = "a"\nsource = "b"\n', "column Oa.capital.luck: “luck” is not accepted"),
        ('["Oa.capital".learning]\nassumption = "a"\n', "column Oa.capital.learning.source"),
        ('"Oa.capital" = "much"\n', "column Oa.capital: “much” is not accepted"),
    ],
)
def test_a_mistake_is_one_clear_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "dynamics.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        load_framework(tmp_path)
