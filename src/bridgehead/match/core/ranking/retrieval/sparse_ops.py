"""Small helpers for vectors and sparse matrices, and their way into plain arrays and back."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Numbers = Any  # NDArray of either precision: what is worked out on the way
Sparse = sparse.csr_matrix
FEW = 0.1  # share of a matrix's cells up to which it is quicker to pick them out than to read them all


def incidence(rows: Any, columns: Any, shape: tuple[int, int]) -> Sparse:
    """Build a sparse 0/1 matrix from pairs; a pair that is named twice counts once."""
    matrix = sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape)
    matrix.data[:] = 1
    return matrix


def scale_rows(matrix: Sparse, by: NDArray[Any]) -> Sparse:
    """Multiply each row by its own number."""
    scaled: Sparse = (sparse.diags(by.astype(np.float32)) @ matrix).tocsr()
    return scaled


def scale_columns(matrix: Sparse | sparse.csc_matrix, by: NDArray[Any]) -> Sparse:
    """Multiply each column by its own number."""
    scaled: Sparse = (matrix @ sparse.diags(by.astype(np.float32))).tocsr()
    return scaled


def row_sums(matrix: Sparse) -> Floats:
    """Sum each row, shape (rows,)."""
    return np.asarray(matrix.sum(axis=1), np.float32).ravel()


@dataclass(frozen=True)
class RowsByLength:
    """A matrix whose rows stand by how many cells they have.

    Sums over many short rows take half the time if the next row is as long as the last one: the processor
    foresees where it ends.

    Attributes
    ----------
    rows
        The rows in that order.
    place
        Where each row of the matrix stands there, (rows,).
    """

    rows: Sparse
    place: Ints

    @classmethod
    def of(cls, matrix: Sparse) -> RowsByLength:
        """Put the rows in order."""
        order = by_length(matrix)
        return cls(matrix[order], np.argsort(order))

    def __matmul__(self, weights: Numbers) -> Numbers:
        """Multiply with a vector; rows of the result are those of the matrix."""
        return (self.rows @ weights).take(self.place)


def by_length(matrix: Sparse) -> Ints:
    """Rows by how many cells they have, the shortest first."""
    return np.argsort(np.diff(matrix.indptr), kind="stable")


def product(matrix: Sparse | RowsByLength, turned: Sparse, weights: Numbers) -> Floats:
    """`matrix @ weights`; where few weights are not 0 only their columns are read, which `turned` has as rows."""
    some = weights != 0
    if np.count_nonzero(some) < FEW * len(weights):
        filled = np.flatnonzero(some)
        cells = int((turned.indptr[filled + 1] - turned.indptr[filled]).sum())
        if cells < FEW * turned.nnz:
            return weighted_row_sum(turned, filled, weights[filled])
    return np.asarray(matrix @ weights, np.float32)


def weighted_row_sum(matrix: Sparse, rows: Ints, weights: Numbers) -> Floats:
    """`weights @ matrix[rows]`, shape (columns,). Reads the cells of these rows only."""
    cells, lengths = cells_of(matrix, rows)
    values = matrix.data[cells] * np.repeat(weights, lengths)
    return np.bincount(matrix.indices[cells], values, matrix.shape[1]).astype(np.float32)


def column_max(matrix: Sparse, rows: Ints, weights: Numbers) -> Floats:
    """Find the largest weight of those rows that fill a column, 0 if none does, shape (columns,)."""
    cells, lengths = cells_of(matrix, rows)
    found = np.zeros(matrix.shape[1], np.float32)
    np.maximum.at(found, matrix.indices[cells], np.repeat(weights, lengths))
    return found


def cells_of(matrix: Sparse, rows: Ints) -> tuple[Ints, Ints]:
    """Where the cells of some rows stand in a matrix, row by row, and how many each row has, shape of `rows`."""
    first = matrix.indptr[rows]
    lengths = matrix.indptr[rows + 1] - first
    ends = np.cumsum(lengths)
    return np.arange(int(lengths.sum())) + np.repeat(first - ends + lengths, lengths), lengths


def dense_row(matrix: Sparse, row: int) -> Floats:
    """One row as a vector, shape (columns,). Reads the row's own entries only."""
    vector = np.zeros(matrix.shape[1], np.float32)
    of_row = slice(matrix.indptr[row], matrix.indptr[row + 1])
    vector[matrix.indices[of_row]] = matrix.data[of_row]
    return vector


def unit_rows(matrix: Floats) -> Floats:
    """Scale each row to length one; a row of zeros stays."""
    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.maximum(length, 1e-9), np.float32)


def scale_to_max(values: Any) -> Floats:
    """Divide by the largest value, so that the best has 1; nothing above 0 stays as it is."""
    plain = np.asarray(values, np.float32)
    top = float(plain.max(initial=0))
    return np.asarray(plain / top, np.float32) if top > 0 else plain


def pack(part: Any, prefix: str = "") -> dict[str, NDArray[Any]]:
    """Flatten a dataclass of arrays, sparse matrices and such dataclasses into named arrays."""
    flat: dict[str, NDArray[Any]] = {}
    for item in dataclasses.fields(part):
        value, name = getattr(part, item.name), prefix + item.name
        if dataclasses.is_dataclass(value):
            flat |= pack(value, f"{name}.")
        elif isinstance(value, sparse.csr_matrix):
            flat |= {f"{name}.data": value.data, f"{name}.indices": value.indices, f"{name}.indptr": value.indptr}
            flat[f"{name}.shape"] = np.array(value.shape)
        else:
            flat[name] = np.asarray(value)
    return flat


def unpack(kind: type[Any], flat: dict[str, NDArray[Any]], prefix: str = "") -> Any:
    """Undo `pack`: build a `kind` from named arrays (memory-mapped ones stay so)."""
    values: dict[str, Any] = {}
    hints = {item.name: item.metadata.get("part") for item in dataclasses.fields(kind)}
    for field, part in hints.items():
        name = prefix + field
        if part is not None:
            values[field] = unpack(part, flat, f"{name}.")
        elif f"{name}.indptr" in flat:
            body = tuple(flat[f"{name}.{key}"] for key in ("data", "indices", "indptr"))
            values[field] = sparse.csr_matrix(body, shape=tuple(flat[f"{name}.shape"]), copy=False)
        else:
            values[field] = flat[name]
    return kind(**values)
