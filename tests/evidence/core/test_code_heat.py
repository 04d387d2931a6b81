"""The heat map of codes holds each pair once, the darkest where most is shared."""

from hypothesis import given
from hypothesis import strategies as st

from bridgehead.evidence.core.code_heat import LEVELS, heat_map

names = st.sampled_from("abcdefgh")
drawn = st.dictionaries(st.tuples(names, names).filter(lambda pair: pair[0] < pair[1]), st.integers(1, 40), max_size=20)


@given(drawn)
def test_each_pair_stands_once_and_the_most_is_darkest(pairs: dict[tuple[str, str], int]) -> None:
    rows = heat_map(pairs)
    cells = [cell for row in rows for cell in row.cells]
    assert {(min(c.one, c.other), max(c.one, c.other)): c.count for c in cells if c.count} == pairs
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert all((cell.level == 0) == (cell.count == 0) for cell in cells)
    if pairs:
        assert {c.level for c in cells if c.count == max(pairs.values())} == {LEVELS}
    assert all(a.level <= b.level for a in cells for b in cells if a.count <= b.count)


def test_only_the_codes_that_share_most_are_shown() -> None:
    rows = heat_map({("a", "b"): 9, ("b", "c"): 4, ("c", "d"): 1}, most=3)
    assert [row.code for row in rows] == ["b", "a", "c"]
    assert [[cell.count for cell in row.cells] for row in rows] == [[], [9], [4, 0]]
    assert heat_map({}) == []
