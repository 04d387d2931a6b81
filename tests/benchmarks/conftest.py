"""What benchmarks' tests share with those of the ranker."""

from tests.match.core.ranking.conftest import little

__all__ = ["little"]
