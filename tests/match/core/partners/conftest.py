"""What training tests of the small world share."""

import pytest

from bridgehead.match.core.partners import learned, training


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small history suffice for training."""
    monkeypatch.setattr(training, "ENOUGH_PROJECTS", 20)
    monkeypatch.setattr(training, "ENOUGH_LESSONS", 10)
    monkeypatch.setattr(learned, "TREES", 10)
