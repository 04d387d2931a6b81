"""The framework as data: complete, typed, open to a cluster's own entries."""

from pathlib import Path

import pytest

from bridgehead.framework.loader import load_framework
from bridgehead.kit.errors import InputError


def test_the_components_are_those_of_the_study_in_its_order() -> None:
    assert list(load_framework().components) == [
        "Oa.technology",
        "Oa.experience",
        "Oa.network",
        "Oa.capital",
        "Ot.partnership",
        "Ot.knowledge",
        "Ot.opportunity",
        "Oi.formal",
        "Oi.network",
        "Oi.identity",
        "I.mode",
        "L.market",
    ]


def test_every_preset_code_has_a_label() -> None:
    codes = load_framework().codes
    assert codes["Oa.capital"] == "Access to capital"
    assert codes["barrier.smallness"] == "Smallness"
    assert codes["lockin.functional"] == "Functional lock-in"
    assert all(codes.values())


def test_every_kind_of_actor_has_a_sphere() -> None:
    framework = load_framework()
    assert set(framework.spheres) == set(framework.vocabularies["actor_kind"])


def test_the_lengths_of_ties_are_those_of_the_framework() -> None:
    # Section 4: 1 for agreement, partnership, supplier, customer, owner and advisory, 2 for contact, none for the rest.
    framework = load_framework()
    assert framework.tie_lengths == {
        **dict.fromkeys(("agreement", "partnership", "supplier", "customer", "owner", "advisory"), 1),
        "contact": 2,
    }
    assert set(framework.vocabularies["tie_kind"]) - set(framework.tie_lengths) == {"interest", "competitor"}


def test_a_cluster_adds_a_kind_of_tie_with_its_length(tmp_path: Path) -> None:
    (tmp_path / "vocabularies.toml").write_text('[tie_kind]\nmentor = "Mentor"\nrival = "Rival"\n', encoding="utf-8")
    (tmp_path / "ties.toml").write_text("[length]\nmentor = 2\n", encoding="utf-8")
    lengths = load_framework(tmp_path).tie_lengths
    assert (lengths["mentor"], lengths["owner"], "rival" in lengths) == (2, 1, False)


def test_a_cluster_lays_its_own_entries_over_the_packaged_ones(tmp_path: Path) -> None:
    (tmp_path / "vocabularies.toml").write_text('[tie_kind]\nmentor = "Mentor"\ncontact = "Knows"\n', encoding="utf-8")
    terms = load_framework(tmp_path).vocabularies["tie_kind"]
    assert (terms["mentor"], terms["contact"], terms["owner"]) == ("Mentor", "Knows", "Owner")
    assert "mentor" not in load_framework().vocabularies["tie_kind"]


def test_the_workspaces_own_entries_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "framework").mkdir()
    (tmp_path / "framework" / "vocabularies.toml").write_text('[tie_kind]\nmentor = "Mentor"\n', encoding="utf-8")
    monkeypatch.setenv("BRIDGEHEAD_HOME", str(tmp_path))
    assert load_framework().vocabularies["tie_kind"]["mentor"] == "Mentor"


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        (
            "ties.toml",
            "[length]\nfriend = 1",
            "column length: “friend” is not accepted. Enter one of contact, partnership",
        ),
        (
            "ties.toml",
            "[length]\nowner = 0",
            "column length.owner: “0” is not accepted. Enter lines of the form kind = length",
        ),
        ("components.toml", '["Oa.new"]\nlabel = "New"', "column Oa.new.holds: the value is missing. Enter some text"),
        (
            "vocabularies.toml",
            "[tie_kind]\nmentor = 1",
            "tie_kind.mentor: “1” is not accepted. Enter lines of the form",
        ),
        (
            "codes.toml",
            "[barrier]\ncolour = 1",
            "barrier.colour: the key “colour” is unknown. Use one",
        ),
        ("actors.toml", "[spheres]", "column spheres: the key “spheres” is unknown"),
        ("codes.toml", "[barrier", "codes.toml: expected a TOML file in UTF-8"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, file: str, text: str, says: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_framework(tmp_path)
    assert says in str(error.value)
