import datetime as dt

import polars as pl
import pytest

from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.query import labelled_queries
from tests.match.core.ranking.world import AFTER, DAY, world


def test_cases_know_lead_and_relevant() -> None:
    case = next(labelled_queries(world(), DAY, AFTER))
    assert case.start >= DAY
    assert case.query.lead not in case.relevant
    assert len(case.relevant) == 4
    assert case.query.programmes == (str(case.query.lead)[:-1],)


def test_small_teams_and_projects_without_text_are_no_cases() -> None:
    history = world()
    silent = History(
        history.projects.with_columns(text=pl.lit(" ")),
        history.programmes,
        history.participations,
        history.actors,
        history.earlier_ties,
    )
    assert not list(labelled_queries(silent, DAY, AFTER))
    assert not list(labelled_queries(history, DAY, AFTER, at_least=6))


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
