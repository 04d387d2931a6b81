"""Small files that one process writes and others read meanwhile: how far something is, what was found last.

They may be lost with the machine, so nothing waits for the disk.
"""

import os
import tempfile
from pathlib import Path


def put_text(path: Path, text: str) -> None:
    """Put a text in place of what was there, as a whole: whoever reads finds the one or the other.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    hidden = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as out:
            out.write(text)
        hidden.replace(path)
    except OSError:
        hidden.unlink(missing_ok=True)
        raise
