"""Imports against reading and writing the same rows with nothing in between.

Each measurement runs in a process of its own, so that its peak of memory is its own: our importer into
a fresh workspace, change log and all; then, on the same files, DuckDB reading them into a table in
memory, and sqlite3's `executemany` of the same rows into a table on disk without keys or indexes.
"""

import csv
import gzip
import json
import math
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.kit.progress import Progress, no_progress

FILES = {
    "cordis": ("project.csv", "organization.csv", "topics.csv"),
    "h2020": ("participations.csv", "programme_parts.csv"),
}
ROUNDS = {1: 3, 3: 3, 10: 1}


def run(data: Path, progress: Progress = no_progress) -> dict[str, Any]:
    """Measure imports of `cordis-cleantech`, of `h2020-graph`, and of the graph three and ten times.

    Returns
    -------
    dict
        By data set: rows; median seconds of ours, DuckDB and `executemany`; ratios of ours to each; our
        seconds of processor time; our peak of memory in MB. `growth`: the exponent of our processor time
        over the sizes of the graph.
    """
    results: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory(prefix="bridgehead-imports-") as scratch:
        results["cordis-cleantech"] = _measure("cordis", data / "cordis-cleantech", 3)
        for times, rounds in progress(ROUNDS.items(), "Measuring imports of the graph"):
            copy = replicate(data / "h2020-graph", Path(scratch) / f"graph-{times}", times)
            results[f"h2020-graph ×{times}"] = _measure("h2020", copy, rounds)
    graph = [results[f"h2020-graph ×{times}"] for times in ROUNDS]
    return {**results, "growth": {"exponent": _exponent([r["rows"] for r in graph], [r["ours_cpu_s"] for r in graph])}}


def replicate(folder: Path, copy: Path, times: int) -> Path:
    """The graph several times over, each time with other projects and organisations."""
    copy.mkdir()
    for name, numbered in (("participations.csv", ("rcn", "pic")), ("programme_parts.csv", ("rcn",))):
        with gzip.open(folder / f"{name}.gz", "rt", encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        places = [header.index(heading) for heading in numbered]
        with (copy / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            for number in range(times):
                writer.writerows(_renumbered(row, places, number) for row in rows)
    return copy


def _renumbered(row: list[str], places: list[int], number: int) -> list[str]:
    return [f"{number}{cell}" if number and i in places else cell for i, cell in enumerate(row)]


def _measure(format_: str, folder: Path, times: int) -> dict[str, Any]:
    rounds = [_in_process(format_, folder) for _ in range(times)]
    ours, duckdb, raw = (statistics.median(r[key] for r in rounds) for key in ("ours_s", "duckdb_s", "executemany_s"))
    return {
        "rows": rounds[0]["rows"],
        "ours_s": ours,
        "ours_cpu_s": statistics.median(r["ours_cpu_s"] for r in rounds),
        "duckdb_s": duckdb,
        "executemany_s": raw,
        "times_duckdb": ours / duckdb,
        "times_executemany": ours / raw,
        "peak_mb": max(r["peak_mb"] for r in rounds),
    }


def _in_process(format_: str, folder: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="bridgehead-import-") as home:
        command = [sys.executable, "-m", "benchmarks.imports", format_, str(folder)]
        env = {**os.environ, "BRIDGEHEAD_HOME": home}
        root = Path(__file__).parent.parent
        done = subprocess.run(command, env=env, cwd=root, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _exponent(sizes: list[float], seconds: list[float]) -> float:
    """Slope of the logarithm of time over that of size, by least squares."""
    return statistics.linear_regression([math.log(s) for s in sizes], [math.log(t) for t in seconds]).slope


def _one_round(format_: str, folder: Path) -> dict[str, float]:
    from bridgehead.kit.cli import open_store  # noqa: PLC0415 only the measured process opens a workspace

    home = open_store(create=True)
    from bridgehead.importers.services.import_file import import_file  # noqa: PLC0415 needs the workspace

    before = time.process_time()
    ours = _seconds(lambda: import_file(format_, folder, viewer=COMMAND_LINE))
    cpu = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    paths = [path for name in FILES[format_] for path in (folder / name, folder / f"{name}.gz") if path.exists()]
    return {
        "rows": sum(1 for path in paths for _ in _rows(path)),
        "ours_s": ours,
        "ours_cpu_s": cpu,
        "duckdb_s": _seconds(lambda: _duckdb(paths)),
        "executemany_s": _seconds(lambda: _executemany(paths, home / "raw.sqlite3")),
        "peak_mb": peak,
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _duckdb(paths: list[Path]) -> None:
    import duckdb  # noqa: PLC0415 a peer, not a dependency of the product

    with duckdb.connect() as connection:
        for number, path in enumerate(paths):
            connection.execute(f"CREATE TABLE t{number} AS SELECT * FROM read_csv(?)", [str(path)])  # noqa: S608 ours


def _executemany(paths: list[Path], database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    for number, path in enumerate(paths):
        rows = _rows(path)
        header = next(rows)
        connection.execute(f"CREATE TABLE t{number} ({', '.join(f'c{i}' for i in range(len(header)))})")
        connection.executemany(f"INSERT INTO t{number} VALUES ({', '.join('?' * len(header))})", rows)  # noqa: S608 ours
    connection.commit()
    connection.close()


def _rows(path: Path) -> Iterator[list[str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        yield from csv.reader(file, delimiter=";" if first.count(";") > first.count(",") else ",")


if __name__ == "__main__":
    json.dump(_one_round(sys.argv[1], Path(sys.argv[2])), sys.stdout)
