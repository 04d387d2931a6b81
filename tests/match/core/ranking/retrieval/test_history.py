"""What is known of a day, and what a history must hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from bridgehead.match.core.ranking.retrieval.history import SCHEMAS, History
from tests.match.core.ranking.world import AFTER, DAY, world


def test_before_leaves_only_what_had_started() -> None:
    past = world().before(DAY)
    assert past.projects["start"].max() < DAY
    assert set(past.participations["project"]) <= set(past.projects["project"])
    assert set(past.programmes["project"]) <= set(past.projects["project"])
    assert past.actors["since"].max() < DAY


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="actors lacks the columns since"):
        History.of_actors(pl.DataFrame({"actor": [], "country": [], "kind": [], "text": []}))


def test_actors_without_a_date_are_always_there() -> None:
    history = world()
    always = History.of_actors(history.actors.with_columns(since=pl.lit(None)))
    assert len(always.before(dt.date(1990, 1, 1)).actors) == len(history.actors)


def test_who_was_known_by_another_id_is_tied_from_the_day_that_is_known() -> None:
    alias = [("md5", "bio0", AFTER)]
    history = replace(world(), aliases=pl.DataFrame(alias, SCHEMAS["aliases"], orient="row"))
    assert set(history.before(AFTER).earlier_ties["actor"]) == {"wind0", "wind1", "md5"}
    assert set(history.before(AFTER + dt.timedelta(1)).earlier_ties["actor"]) == {"wind0", "wind1", "bio0"}
