"""What the environment of the server says, checked: a wrong value is named with its variable before anything starts."""

import logging
import os
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import Expectation, expects

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
POSTGRESQL = ("postgresql", "postgres")


def whole_number(name: str, default: int, low: int = 0) -> int:
    """A whole number of at least `low`."""
    given = os.environ.get(name, "").strip()
    if not given:
        return default
    if not (given.isascii() and given.isdecimal()) or int(given) < low:
        raise refused(name, expects("whole_number_from", low=low))
    return int(given)


def one_of(name: str, default: str, options: Collection[str]) -> str:
    """One of a few values, in whatever case."""
    given = os.environ.get(name) or default
    found = next((option for option in options if option.casefold() == given.strip().casefold()), None)
    if found is None:
        raise refused(name, expects("one_of", options=options))
    return found


def log_level(name: str) -> str:
    """A level of the log."""
    return one_of(name, logging.getLevelName(logging.WARNING), LOG_LEVELS)


def time_zone(name: str, default: str) -> str:
    """The name of a time zone that this machine knows."""
    given = os.environ.get(name) or default
    if given not in available_timezones():
        raise refused(name, expects("time_zone"))
    return ZoneInfo(given).key


def address(name: str, default: str, schemes: Collection[str]) -> SplitResult:
    """An address with one of these schemes, and a port that is one."""
    parts = urlsplit(os.environ.get(name) or default)
    try:
        is_whole = parts.scheme in schemes and (parts.port is None or parts.port > 0)
    except ValueError:
        is_whole = False
    if not is_whole or not (parts.netloc or parts.scheme in POSTGRESQL):
        raise refused(name, expects("address_beginning", schemes=[f"{each}://" for each in schemes]))
    return parts


def backend(name: str, default: str) -> str:
    """The dotted name of a class, in a package that is installed."""
    given = os.environ.get(name) or default
    package, _, rest = given.partition(".")
    if given and (not all(each.isidentifier() for each in given.split(".")) or not rest or find_spec(package) is None):
        raise refused(name, expects("dotted_name"))
    return given


def origins(name: str) -> list[str]:
    """Addresses with a scheme, separated by commas."""
    found = [each.strip() for each in os.environ.get(name, "").split(",") if each.strip()]
    if any(urlsplit(each).scheme not in {"http", "https"} or not urlsplit(each).netloc for each in found):
        raise refused(name, expects("address_beginning", schemes=["https://", "http://"]))
    return found


def database(workspace: Path) -> dict[str, object]:
    """SQLite in the workspace, or the PostgreSQL of BRIDGEHEAD_DATABASE_URL."""
    if not os.environ.get("BRIDGEHEAD_DATABASE_URL"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": workspace / "bridgehead.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                # With FULL, what was said to be saved is on the disk, also where the power fails in the next moment.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
            },
        }
    parts = address("BRIDGEHEAD_DATABASE_URL", "", POSTGRESQL)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or _socket(parts.query),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,  # a store that was started again is found at once
        # A network that is cut is noticed within minutes, not hours.
        "OPTIONS": {"connect_timeout": 10, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3},
    }


def _socket(query: str) -> str:
    """The folder of a PostgreSQL socket, as in `postgresql://user@/name?host=/run/postgresql`."""
    return next((unquote(part[5:]) for part in query.split("&") if part.startswith("host=")), "")


def secret_of(path: Path) -> str:
    """The secret key in a file.

    Raises
    ------
    InputError
        If there is none in it.
    """
    try:
        found = path.read_text(encoding="ascii").strip()
    except UnicodeDecodeError:
        found = ""
    if not found:
        raise InputError(expects("secret_key"), file=path, code="file")
    return found


def refused(name: str, expected: Expectation) -> InputError:
    """The error of a variable with a value that it does not take."""
    return InputError(expected, column=name, found=_without_password(os.environ.get(name, "")))


def _without_password(given: str) -> str:
    """A value as an error may show it: an address may hold a password."""
    before, at, after = given.rpartition("@")
    return f"…@{after}" if at and before else given
