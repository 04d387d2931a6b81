import numpy as np
import pytest

from bridgehead.match.core.ranking.retrieval.text_index import TextIndex

TEXTS = [
    "offshore wind turbines",
    "wind turbine blades offshore",
    "biogas from manure",
    "manure and biogas plants",
    "grid",
]


def test_words_and_meaning_find_the_same_theme() -> None:
    match = TextIndex.build(TEXTS).match("turbine offshore")
    assert set(np.argsort(-match.bm25)[:2]) == {0, 1}
    assert set(np.argsort(-match.words)[:2]) == {0, 1}
    assert match.bm25.max() == pytest.approx(1)
    assert np.linalg.norm(match.embedding) == pytest.approx(1, abs=1e-5)


def test_bm25_of_one_term_by_hand() -> None:
    index = TextIndex.build(["wind wind", "grid"])
    column = index.vocabulary.tolist().index("wind")
    idf = np.log1p((2 - 1 + 0.5) / (1 + 0.5))
    length = 1 - 0.75 + 0.75 * 2 / 1.5
    assert index.weights[column, 0] == pytest.approx(idf * 2 * 2.5 / (2 + 1.5 * length), rel=1e-5)


def test_a_text_of_unknown_words_matches_nothing() -> None:
    match = TextIndex.build(TEXTS).match("zzz")
    assert not match.bm25.any()
    assert np.isfinite(match.embedding).all()
