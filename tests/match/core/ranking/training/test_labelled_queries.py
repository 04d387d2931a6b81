import polars as pl

from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.training.labelled_queries import labelled_queries
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
