"""What training tests of the small world share."""

import pytest

from bridgehead.match.core.ranking.model import ranking_model
from bridgehead.match.core.ranking.training import examples


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small history suffice for training."""
    monkeypatch.setattr(examples, "ENOUGH_PROJECTS", 20)
    monkeypatch.setattr(examples, "ENOUGH_LESSONS", 10)
    monkeypatch.setattr(ranking_model, "TREES", 10)
