"""The door to the benchmarks."""

import sys
from pathlib import Path

import pytest

from bridgehead.kit.errors import NotFound
from bridgehead.site.benchmark_command import benchmark


def test_a_peer_that_is_not_installed_is_named_with_what_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delitem(sys.modules, "benchmarks.agreement", raising=False)
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    with pytest.raises(NotFound, match="needs krippendorff, a peer: `make setup-dev`"):
        benchmark("agreement", tmp_path)
