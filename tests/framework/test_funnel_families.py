"""Families of activities and their steps: the framework's, and a cluster's own."""

from pathlib import Path

import pytest

from bridgehead.framework.funnel_families import family_of
from bridgehead.framework.loader import load_framework
from bridgehead.kit.errors import InputError


def test_families_and_steps_are_those_of_section_8() -> None:
    assert {id_: list(family.steps) for id_, family in load_framework().funnels.items()} == {
        "challenge": ["adviser", "concept", "supplier", "adopted"],
        "market": ["met", "followed_up", "offer", "contract", "sale"],
        "funding": ["applied", "granted", "spent"],
        "project": ["started", "prototype", "product", "sale"],
    }


@pytest.mark.parametrize(
    ("kind", "family"),
    [
        ("delegation_trip", "market"),
        ("meet_the_buyer", "market"),
        ("partner_introduction", "market"),
        ("passport", "market"),
        ("event", "market"),
        ("funding_application", "funding"),
        ("accelerator", "funding"),
        ("innovation_project", "project"),
        ("reference_project", "project"),
        ("project", "project"),
        ("training", "project"),
    ],
)
def test_every_kind_of_activity_has_one_family_and_a_challenge_goes_first(kind: str, family: str) -> None:
    families = load_framework().funnels
    for opportunity, expected in (("", family), ("market", family), ("challenge", "challenge")):
        found = family_of(families, kind, opportunity)
        assert found is not None
        assert found.id == expected
    assert kind in load_framework().vocabularies["activity_kind"]
    named = [one for one in families.values() if kind in one.activities]
    assert len(named) == 1


def test_a_kind_that_no_family_names_and_a_blank_one_are_in_none() -> None:
    families = load_framework().funnels
    assert family_of(families, "study_circle", "") is None
    assert family_of(families, "", "") is None


def test_a_cluster_gives_its_own_kind_of_activity_a_family(tmp_path: Path) -> None:
    text = '[circle]\nlabel = "Study circles"\nactivities = ["study_circle"]\nsteps = ["started", "knowledge"]\n'
    (tmp_path / "funnels.toml").write_text(text, encoding="utf-8")
    families = load_framework(tmp_path).funnels
    found = family_of(families, "study_circle", "")
    assert found is not None
    assert (found.id, found.steps) == ("circle", ("started", "knowledge"))
    assert families["market"] == load_framework().funnels["market"]


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ('["met", "handshake"]', "column circle.steps: “handshake” is not accepted. Enter each once of met"),
        ('["met", "met"]', "column circle.steps: “met” is not accepted"),
        ("[]", "circle.steps"),
    ],
)
def test_a_step_that_is_no_outcome_or_stands_twice_is_refused(tmp_path: Path, steps: str, says: str) -> None:
    (tmp_path / "funnels.toml").write_text(f'[circle]\nlabel = "Circles"\nsteps = {steps}\n', encoding="utf-8")
    with pytest.raises(InputError, match=says):
        load_framework(tmp_path)
