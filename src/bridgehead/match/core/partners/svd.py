"""The largest singular values of a sparse matrix, by a random start and a few rounds of refinement."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.partners.arrays import Floats, Sparse

SPARE = 24  # directions beside those asked for, so that the last ones come out as well
ROUNDS = 8
LEAST = 1e-5  # of the largest value: below it single precision holds noise only


def truncated(matrix: Sparse, size: int, seed: int) -> tuple[Floats, Floats, Floats]:
    """Left vectors, values and right vectors of the `size` largest, shape (rows, size), (size,), (columns, size).

    Randomised subspace iteration of Halko, Martinsson & Tropp (2011), "Finding structure with randomness",
    algorithm 4.4, several times as fast as Lanczos here. Directions that the matrix does not have come out as zeros.
    """
    turned = matrix.T.tocsr()
    wide = min(size + SPARE, *matrix.shape)
    start = np.random.default_rng(seed).standard_normal((matrix.shape[1], wide), np.float32)
    basis, _ = _straight(matrix @ start)
    for _ in range(ROUNDS):
        basis, _ = _straight(matrix @ (turned @ basis))
    right, values = _straight(turned @ basis)
    left = (matrix @ right) / np.maximum(values, LEAST)
    return np.ascontiguousarray(left[:, :size]), values[:size], np.ascontiguousarray(right[:, :size])


def _straight(columns: Floats) -> tuple[Floats, Floats]:
    """The same space by orthonormal columns, the longest first, and their lengths.

    From the small product of the columns with themselves, in double precision: they are tall and few.
    """
    squares, turn = np.linalg.eigh((columns.T @ columns).astype(np.float64))
    lengths = np.sqrt(np.maximum(squares[::-1], 0))
    known = lengths > LEAST * lengths[:1].max(initial=0)
    by = np.where(known, turn[:, ::-1] / np.where(known, lengths, 1), 0)
    return columns @ by.astype(np.float32), (lengths * known).astype(np.float32)
