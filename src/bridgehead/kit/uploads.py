"""Files that were sent, on the disk for as long as they are read."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bridgehead.kit.errors import InputError


@contextmanager
def file_on_disk(name: str, chunks: Iterable[bytes]) -> Iterator[Path]:
    """A file for readers that want a path.

    Raises
    ------
    InputError
        Of whoever reads it, naming the file without the place on this machine where it lay.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / name
        with place.open("wb") as out:
            out.writelines(chunks)
        try:
            yield place
        except InputError as error:
            hidden = f"{folder}/"
            error.file = error.file and error.file.replace(hidden, "")
            error.found = error.found.replace(hidden, "") if isinstance(error.found, str) else error.found
            raise
