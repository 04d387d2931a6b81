"""What training tests of the small world share."""

import pytest

from bridgehead.match.core.ranking.model import cold_start_imputation, ranking_model
from bridgehead.match.core.ranking.training import examples


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small history suffice for training."""
    monkeypatch.setattr(examples, "ENOUGH_PROJECTS", 20)
    monkeypatch.setattr(examples, "ENOUGH_LESSONS", 10)
    monkeypatch.setattr(ranking_model, "TREES", 10)


@pytest.fixture
def few(little: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few with a record suffice."""
    monkeypatch.setattr(cold_start_imputation, "ENOUGH", 10)
    monkeypatch.setattr(cold_start_imputation, "NEIGHBOURS", 6)
