"""Exploration, exploitation and their product, by hand."""

from datetime import date
from typing import Any

import pytest
from scipy.stats import beta

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.methods.beta_intervals import product_interval
from bridgehead.profile.core.ambidexterity import EXPLOITATION, EXPLORATION, Ambidexterity, ambidexterity
from bridgehead.profile.core.evidence_weights import in_scope
from bridgehead.profile.core.standing import standings_of_actors
from tests.profile.core.plain import frame

GOOD = {"code": "Oa.technology", "purpose": "yes", "current": "yes", "trust": "yes", "salience": 3}
EXPLORES, USES = {**GOOD, "part": EXPLORATION}, {**GOOD, "part": EXPLOITATION}


def found(*rows: dict[str, Any], as_of: date | None = None) -> Ambidexterity:
    return ambidexterity(in_scope(frame(*rows), RecordScope(as_of or date.max)))["firm"]


def test_the_product_has_its_interval() -> None:
    # Exploration: Beta(4, 1), mean 0.8. Exploitation: Beta(4, 2), mean 2/3.
    weak = {**USES, "direction": "weakness", "salience": 1}
    both = found(EXPLORES, USES, weak)
    assert both.exploration.interval == pytest.approx(beta.ppf([0.05, 0.95], 4, 1))
    assert both.product == pytest.approx(0.8 * 2 / 3)
    assert both.interval == pytest.approx(product_interval((3, 0), (3, 1)))
    assert both.reason is None


def test_without_one_of_the_two_there_is_no_product() -> None:
    one = found(EXPLORES, {**USES, "salience": 1})
    assert (one.product, one.interval) == (None, None)
    assert one.reason is not None
    assert one.reason.parameters == {"codes": (EXPLOITATION,)}
    assert ambidexterity(frame({**GOOD, "part": ""})) == {}


def test_what_counts_in_a_part_counts_in_the_component() -> None:
    technology = standings_of_actors(frame(EXPLORES, USES))["firm"]["Oa.technology"]
    assert (technology.strength, technology.evidence) == (6.0, 2)


def test_a_passage_counts_once_for_the_component() -> None:
    passage = {"source": "talk", "locator": "p. 3"}
    rows = ({**GOOD, **passage, "salience": 1}, {**EXPLORES, **passage}, {**USES, **passage, "locator": "p. 4"})
    # The first passage has the component's own code: 1. The second only a part's: 3, of one source, so 3 in all.
    assert standings_of_actors(frame(*rows[:2]))["firm"]["Oa.technology"].strength == 1.0
    assert standings_of_actors(frame(*rows))["firm"]["Oa.technology"].strength == 3.0
    assert found(*rows).exploration.strength == 3.0


def test_as_of_a_day() -> None:
    later = {**USES, "date": "2020"}
    assert found(EXPLORES, later).product is not None
    assert found(EXPLORES, later, as_of=date(2019, 12, 31)).product is None
