"""What the machine does not give, told from a fault of ours: disk, database, permission, memory.

An error of the system or of the database becomes one that has words for whoever asked, with the same code on a page,
in the API, in a command and in the log.
"""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bridgehead.kit.errors import BridgeheadError, Busy, MachineFault

DISK: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: "disk_full",
        errno.EDQUOT: "disk_full",
        errno.EFBIG: "disk_full",
        errno.EROFS: "read_only",
        errno.EACCES: "permission",
        errno.EPERM: "permission",
        errno.EMFILE: "open_files",
        errno.ENFILE: "open_files",
        errno.ENOMEM: "memory",
        errno.EIO: "disk_error",
    }
)
SQLITE: Mapping[str, str] = MappingProxyType(
    {
        "SQLITE_FULL": "disk_full",
        "SQLITE_READONLY": "read_only",
        "SQLITE_CANTOPEN": "unopened",
        "SQLITE_PERM": "permission",
        "SQLITE_IOERR": "disk_error",
        "SQLITE_CORRUPT": "damaged",
        "SQLITE_NOTADB": "damaged",
        "SQLITE_NOMEM": "memory",
        "SQLITE_BUSY": "busy",
        "SQLITE_LOCKED": "busy",
    }
)
"""By what SQLite's code of a result begins with (sqlite.org/rescode.html)."""
POSTGRESQL: Mapping[str, str] = MappingProxyType(
    {
        "08": "away",
        "57P": "away",
        "28": "refused",
        "3D": "refused",
        "53100": "disk_full",
        "53200": "memory",
        "53300": "crowded",
        "25006": "read_only",
        "42501": "permission",
        "42P01": "schema",
        "42703": "schema",
        "40": "busy",
        "55P03": "busy",
        "57014": "busy",
        "58": "disk_error",
        "XX001": "damaged",
        "XX002": "damaged",
    }
)
"""By what PostgreSQL's code of an error begins with (its manual, appendix A)."""
UNKNOWN_TABLE = ("no such table", "no such column", "has no column")


def machine_fault(error: BaseException, *, any_file: bool = False) -> BridgeheadError | None:
    """What the machine or the database did not give, for which an error stands; None for a fault of ours.

    Parameters
    ----------
    any_file
        Whether every error of a file counts, a missing one too: a command was given its name by whoever reads this.
    """
    if isinstance(error, BridgeheadError) and getattr(error, "code", "") not in {"busy", "unwritable"}:
        return error
    for cause in _causes(error):
        if isinstance(cause, BridgeheadError):
            return cause
        if (code := _code(cause, any_file=any_file)) is not None:
            return Busy() if code == "busy" else MachineFault(code, **_details(cause))
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error that says most first: the database's own comes before the one that it was turned into."""
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.append(at)
        at = at.__cause__
    return reversed(chain)


def _code(error: BaseException, *, any_file: bool) -> str | None:
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error)
    if isinstance(error, OSError):
        return DISK.get(error.errno or 0, "file" if any_file and error.errno else None)
    return _of_database(error)


def _of_sqlite(error: sqlite3.Error) -> str | None:
    name = getattr(error, "sqlite_errorname", "")
    if any(words in str(error) for words in UNKNOWN_TABLE):
        return "schema"
    return next((code for begins, code in SQLITE.items() if name.startswith(begins)), None)


def _of_database(error: BaseException) -> str | None:
    """Of an error of PostgreSQL, by its code; one without a code is raised where the connection ended."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 the command line starts without Django
    from django.db import InterfaceError, OperationalError  # noqa: PLC0415

    if isinstance(error, ImproperlyConfigured):
        return "configured"
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str):
        return next((code for begins, code in POSTGRESQL.items() if state.startswith(begins)), None)
    kind = type(error)
    of_driver = kind.__module__.startswith("psycopg") and kind.__name__ in {"OperationalError", "InterfaceError"}
    if not of_driver and not isinstance(error, OperationalError | InterfaceError):
        return None
    said = str(error)
    return "busy" if "is locked" in said else "refused" if "authentication failed" in said else "away"


def _details(error: BaseException) -> dict[str, str]:
    """The file and the system's words; of a database its own words, in one line."""
    if isinstance(error, OSError):
        return {"file": str(error.filename or ""), "said": error.strerror or str(error)}
    return {"said": next(iter(str(error).strip().splitlines()), "")}
