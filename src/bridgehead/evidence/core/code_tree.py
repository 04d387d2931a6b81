"""Where the codes of a codebook stand when it is drawn as a tree (figure 6 of the study)."""

from collections.abc import Sequence
from dataclasses import dataclass

ACROSS, DOWN = 230, 28
"""Distance of a code from the one above it in the tree, and of two lines."""


@dataclass(frozen=True)
class TreeNode:
    """A code with its place, and the place of the line that leads to it: from `(from_x, from_y)` to `(x, y)`."""

    depth: int
    x: int
    y: int
    from_y: int

    @property
    def from_x(self) -> int:
        """Where the code above it stands."""
        return self.x - ACROSS


@dataclass(frozen=True)
class CodeTree:
    """A codebook, drawn from left to right; its own name stands at `(0, root_y)`."""

    nodes: Sequence[TreeNode]
    root_y: int
    width: int
    height: int


def lay_out(depths: Sequence[int]) -> CodeTree:
    """Give each code its place: a code with none below it has a line of its own, another stands amid those below.

    Parameters
    ----------
    depths
        Of each code, those below a code right after it; the first is 0. The nodes come in the same order.
    """
    below: list[list[int]] = [[] for _ in depths]
    top: list[int] = []
    above: list[int] = []
    for number, depth in enumerate(depths):
        del above[depth:]
        (below[above[-1]] if above else top).append(number)
        above.append(number)
    heights = [0] * len(depths)
    line = 0
    for number in range(len(depths)):
        if not below[number]:
            heights[number] = line * DOWN
            line += 1
    for number in reversed(range(len(depths))):
        if below[number]:
            heights[number] = (heights[below[number][0]] + heights[below[number][-1]]) // 2
    root = (heights[top[0]] + heights[top[-1]]) // 2 if top else 0
    parents = {child: number for number, children in enumerate(below) for child in children}
    nodes = [
        TreeNode(depth, (depth + 1) * ACROSS, heights[n], heights[parents[n]] if n in parents else root)
        for n, depth in enumerate(depths)
    ]
    deepest = max((node.depth for node in nodes), default=0)
    return CodeTree(nodes, root, (deepest + 2) * ACROSS, max(1, line) * DOWN)
