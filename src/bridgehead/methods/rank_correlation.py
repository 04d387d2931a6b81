"""Kendall's τ-b of two orders that need not be total, with its permutation test.

An order comes as the matrix of its pairwise signs, so that dates of different precision, of which
some pairs have no order, need no made-up ranks.
"""

import math
from functools import cache
from itertools import permutations

import numpy as np
import numpy.typing as npt

EXACT_UP_TO = 8
DRAWS = 9_999
SEED = 2020

Signs = npt.NDArray[np.int8]


def signs(values: npt.ArrayLike) -> Signs:
    """Pairwise signs of numbers: entry (i, j) is the sign of value i − value j; shape n × n."""
    array = np.asarray(values, dtype=np.float64)
    return np.sign(array[:, None] - array[None, :]).astype(np.int8)


def tau_b(first: Signs, second: Signs) -> float | None:
    """Kendall's τ-b: agreement of two orders over all pairs, corrected for ties on either side.

    Kendall, *Rank Correlation Methods*, 4th ed., §3.4: Σ a·b ÷ √(Σ a² · Σ b²) over the pairs' signs.

    Returns
    -------
    float or None
        From −1 to 1; None where one side ties every pair.
    """
    pairs = _upper(first), _upper(second)
    spread = int((pairs[0] ** 2).sum()) * int((pairs[1] ** 2).sum())
    return None if spread == 0 else int((pairs[0] * pairs[1]).sum()) / math.sqrt(spread)


def permutation_p(first: Signs, second: Signs, *, draws: int = DRAWS, seed: int = SEED) -> float:
    """Two-sided p of τ-b: how often shuffling one side gives one at least as far from 0.

    Up to eight things every permutation is tried; beyond, `draws` random ones, with the one seen
    among them (Phipson & Smyth 2010), so that p is never 0.
    """
    n = len(first)
    seen = abs(_concordance(first, second[None, :, :])[0])
    if n <= EXACT_UP_TO:
        orders = _every_order(n)
        return float(np.mean(np.abs(_concordance(first, _shuffled(second, orders))) >= seen))
    rng = np.random.default_rng(seed)
    as_far = 0
    for _ in range(draws):
        order = rng.permutation(n)
        as_far += int(abs(_concordance(first, _shuffled(second, order[None, :]))[0]) >= seen)
    return (1 + as_far) / (1 + draws)


def _upper(matrix: Signs) -> npt.NDArray[np.int64]:
    return matrix[np.triu_indices(len(matrix), 1)].astype(np.int64)


def _shuffled(matrix: Signs, orders: npt.NDArray[np.intp]) -> Signs:
    return matrix[orders[:, :, None], orders[:, None, :]]


def _concordance(first: Signs, others: Signs) -> npt.NDArray[np.int64]:
    """Twice Kendall's S with each of several orders; whole numbers, so that comparing them is exact."""
    return np.asarray(np.einsum("ij,kij->k", first.astype(np.int64), others, dtype=np.int64))


@cache
def _every_order(n: int) -> npt.NDArray[np.intp]:
    return np.array(list(permutations(range(n))), dtype=np.intp).reshape(-1, n)
