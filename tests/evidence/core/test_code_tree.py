"""A codebook as a tree: no two codes on one place, each amid those below it."""

from hypothesis import given
from hypothesis import strategies as st

from bridgehead.evidence.core.code_tree import ACROSS, DOWN, lay_out


@st.composite
def codebooks(draw: st.DrawFn) -> list[int]:
    depths = [0]
    for _ in range(draw(st.integers(0, 25))):
        depths.append(draw(st.integers(0, min(5, depths[-1] + 1))))
    return depths


@given(codebooks())
def test_each_code_has_a_place_of_its_own_within_the_picture(depths: list[int]) -> None:
    tree = lay_out(depths)
    places = [(node.x, node.y) for node in tree.nodes]
    assert len(set(places)) == len(depths)
    assert all(0 < x < tree.width and 0 <= y < tree.height for x, y in places)
    by_place = set(places) | {(0, tree.root_y)}
    assert all((node.from_x, node.from_y) in by_place for node in tree.nodes), "each line begins at a code or the name"
    for n, node in enumerate(tree.nodes):
        under = [other for other in tree.nodes if (other.from_x, other.from_y) == (node.x, node.y)]
        assert bool(under) == (n + 1 < len(depths) and depths[n + 1] > node.depth)
        assert not under or min(o.y for o in under) <= node.y <= max(o.y for o in under)


def test_a_small_one_by_hand() -> None:
    tree = lay_out([0, 1, 1, 0])
    assert [(n.x // ACROSS, n.y / DOWN, n.from_y / DOWN) for n in tree.nodes] == [
        (1, 0.5, 1.25),
        (2, 0, 0.5),
        (2, 1, 0.5),
        (1, 2, 1.25),
    ]
    assert (tree.root_y / DOWN, tree.width // ACROSS, tree.height // DOWN) == (1.25, 3, 3)
    assert lay_out([]).nodes == []
