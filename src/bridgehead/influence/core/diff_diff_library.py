"""What every call of the library diff-diff needs."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np


def to_pandas(columns: dict[str, list[Any]]) -> Any:
    """Columns as the library takes them."""
    import pandas as pd  # noqa: PLC0415 diff-diff takes nothing else, and only an estimate pays for it

    return pd.DataFrame(columns)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the library's warnings to itself: what they say is checked before and after."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield
