"""What the machine does not give is said in words, on a page, in the API and in a command; a fault of ours is not."""

import errno
import os
import sqlite3
from pathlib import Path
from unittest.mock import patch

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, ProgrammingError
from django.test import Client

from bridgehead.kit.errors import Busy, InputError, MachineFault, NotFound, unwritable
from bridgehead.kit.machine_faults import machine_fault
from bridgehead.kit.permissions import Role
from tests.world import signed_in


def of_sqlite(name: str, said: str = "said") -> sqlite3.Error:
    error = sqlite3.OperationalError(said)
    error.sqlite_errorname = name
    return error


def turned(error: BaseException, kind: type[DatabaseError] = OperationalError) -> DatabaseError:
    """An error of a driver as Django hands it on."""
    found = kind(*error.args)
    found.__cause__ = error
    return found


def system(number: int, file: str | None = None) -> OSError:
    return OSError(number, os.strerror(number), file)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        *((system(n), "disk_full") for n in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)),
        (system(errno.EROFS), "read_only"),
        (system(errno.EACCES), "permission"),
        (system(errno.EMFILE), "open_files"),
        (system(errno.EIO), "disk_error"),
        (MemoryError(), "memory"),
        (unwritable_cause := system(errno.ENOSPC, "/w/x"), "disk_full"),
        (turned(of_sqlite("SQLITE_FULL")), "disk_full"),
        (turned(of_sqlite("SQLITE_READONLY_DBMOVED")), "read_only"),
        (turned(of_sqlite("SQLITE_IOERR_WRITE")), "disk_error"),
        (turned(of_sqlite("SQLITE_CANTOPEN")), "unopened"),
        (turned(of_sqlite("SQLITE_NOTADB"), DatabaseError), "damaged"),
        (turned(of_sqlite("SQLITE_ERROR", "no such column: x.y")), "schema"),
        (turned(of_sqlite("SQLITE_BUSY")), "busy"),
        (turned(psycopg.errors.AdminShutdown("ended")), "away"),
        (turned(psycopg.errors.DiskFull("full")), "disk_full"),
        (turned(psycopg.errors.TooManyConnections("many")), "crowded"),
        (turned(psycopg.errors.DeadlockDetected("dead")), "busy"),
        (turned(psycopg.errors.ReadOnlySqlTransaction("only"), DatabaseError), "read_only"),
        (turned(psycopg.errors.UndefinedColumn("none"), ProgrammingError), "schema"),
        (turned(psycopg.OperationalError("connection refused")), "away"),
        (turned(psycopg.OperationalError("FATAL: password authentication failed")), "refused"),
        (turned(psycopg.InterfaceError("the connection is closed"), InterfaceError), "away"),  # type: ignore[arg-type]
        (OperationalError("database is locked"), "busy"),
    ],
)
def test_what_the_machine_does_not_give_has_a_code_and_words(error: Exception, code: str) -> None:
    found = machine_fault(error)
    assert isinstance(found, Busy)
    assert (found.code, found.status) == (code, 503)
    assert "{" not in str(found)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        FileNotFoundError(errno.ENOENT, "No such file"),
        turned(sqlite3.IntegrityError("UNIQUE"), IntegrityError),
        turned(psycopg.errors.UniqueViolation("twice"), IntegrityError),
    ],
)
def test_a_fault_of_ours_stays_one(error: Exception) -> None:
    assert machine_fault(error) is None


def test_a_command_names_the_file_and_ours_stay_as_they_are() -> None:
    assert "x: this cannot be read or written (No such file" in str(machine_fault(system(2, "/w/x"), any_file=True))
    ours, theirs = NotFound("Nothing."), InputError("a file", sentence="no")
    theirs.__cause__ = of_sqlite("SQLITE_NOTADB")  # the file that somebody sent, and not our store
    assert (machine_fault(ours), machine_fault(theirs)) == (ours, theirs)
    full = unwritable(Path("/w/x"), unwritable_cause)
    full.__cause__ = unwritable_cause
    assert isinstance(machine_fault(full), MachineFault)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/members", "bridgehead.ecosystem.web.members.render_page"),  # in a view
        ("/members", "django.contrib.auth.get_user"),  # before one
        ("/api/members", "bridgehead.ecosystem.api.require_view"),
    ],
)
def test_a_page_and_the_api_say_it_and_are_well_afterwards(path: str, place: str) -> None:
    staff: Client = signed_in(Role.ADMIN)
    staff.raise_request_exception = False
    with patch(place, side_effect=turned(psycopg.errors.AdminShutdown("at 10.0.0.7"))):
        answer = staff.get(path)
    assert answer.status_code == 503
    assert "The database does not answer." in answer.content.decode()
    assert "10.0.0.7" not in answer.content.decode()
    assert staff.get(path).status_code == 200
