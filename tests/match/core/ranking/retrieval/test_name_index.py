"""Names: what of them a text says, and from which day on they are known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridgehead.match.core.ranking.retrieval.name_index import NameParts


@given(
    st.lists(st.tuples(st.integers(0, 4), st.text(st.characters(exclude_characters="\0"), max_size=3))),
    st.lists(st.text(st.characters(exclude_characters="\0"), max_size=3)),
)
def test_parts_are_found_where_they_are(found: list[tuple[int, str]], said: list[str]) -> None:
    parts = NameParts.of(found, 5)
    there = parts.among(said)
    kept = {value for _, value in found}
    assert parts.values[there].tolist() == sorted({value for value in said if value in kept})
    for place in there:
        having = {row for row, value in found if value == parts.values[place]}
        assert set(parts.having[place].indices.tolist()) == having
        assert parts.shared[place] == len(having)
