"""`bridgehead benchmark NAME`: what is measured, on what, against whom.

The benchmarks lie beside the package in the source tree (`benchmarks/NAME.py`, each with a `run`), so
that nothing of them is installed with the product.
"""

import importlib
import inspect
import json
import os
import platform
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

import typer

from bridgehead.kit.cli import JsonOption, day_option, show_json
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.replace_file import make_folder, replace_file

TREE = Path(__file__).parents[3]
MODULES = {
    "agreement": "agreement",
    "call-intake": "call_intake",
    "consortium": "consortium",
    "duplicates": "duplicates",
    "exposure": "exposure",
    "import": "imports",
    "influence": "influence",
    "insidership": "insidership",
    "matching": "matching",
    "schedule": "schedule",
    "search-speed": "search_speed",
    "web": "web",
}
LIBRARIES = (
    "bm25s",
    "diff-diff",
    "django",
    "igraph",
    "lightgbm",
    "numpy",
    "ortools",
    "polars",
    "scikit-learn",
    "scipy",
    "statsmodels",
)


def benchmark(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"One of {', '.join(MODULES)}")],
    data: Annotated[Path, typer.Option(metavar="DIR", help="The folder of public data")] = Path("../shared/data"),
    start: Annotated[date | None, day_option("--from", "matching: queries from this day on", first=True)] = None,
    end: Annotated[date | None, day_option("--to", "matching: queries before this day", first=True)] = None,
    without: Annotated[str, typer.Option(metavar="ACTOR", help="insidership: the actor to leave out")] = "",
    ablation: Annotated[bool, typer.Option(help="matching: what each part brings, too")] = False,
    save: Annotated[bool, typer.Option(help="Write benchmarks/results/NAME.json")] = True,
    as_json: JsonOption = False,
) -> None:
    """Run a benchmark against its peers, which `make setup-dev` installs, and print what was measured."""
    from bridgehead.kit.progress import terminal_progress

    run = _find(name)
    if "data" in inspect.signature(run).parameters and not data.is_dir():
        raise InputError("the folder of public data (--data DIR)", file=data, found="nothing there")
    given = {"data": data, "start": _iso(start), "end": _iso(end), "without": without, "ablation": ablation}
    wanted = inspect.signature(run).parameters
    options = {key: value for key, value in given.items() if key in wanted and value != ""}
    result = run(**options, progress=terminal_progress)
    if save:
        _write(name, {key: str(value) for key, value in options.items() if key != "data"}, result)
    if as_json:
        show_json(result)
    else:
        _show(name, result)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _find(name: str) -> Callable[..., Mapping[str, Any]]:
    if name not in MODULES:
        raise NotFound(f"there is no benchmark {name!r}: choose one of {', '.join(MODULES)}")
    path = TREE / "benchmarks" / f"{MODULES[name]}.py"
    if not path.exists():
        raise NotFound(f"the benchmark {name} is not in {TREE}: run it from the source tree")
    sys.path.insert(0, str(TREE))
    try:
        run: Callable[..., Mapping[str, Any]] = importlib.import_module(f"benchmarks.{MODULES[name]}").run
    except ModuleNotFoundError as missing:
        raise NotFound(f"the benchmark {name} needs {missing.name}, a peer: `make setup-dev` installs it") from missing
    return run


def _write(name: str, options: Mapping[str, str], result: Mapping[str, Any]) -> None:
    folder = TREE / "benchmarks" / "results"
    make_folder(folder)
    record = {
        "name": name,
        "at": datetime.now(UTC).date().isoformat(),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()},
        "libraries": {library: metadata.version(library) for library in LIBRARIES if _installed(library)},
        "options": options,
        "result": result,
    }
    replace_file(folder / f"{name}.json", json.dumps(record, indent=2, ensure_ascii=False) + "\n")


def _installed(library: str) -> bool:
    try:
        metadata.version(library)
    except metadata.PackageNotFoundError:
        return False
    return True


def _show(name: str, result: Mapping[str, Any], indent: str = "") -> None:
    """Print nested results as an outline: a name and its figures on one line."""
    if not indent:
        typer.echo(name)
    for key, value in result.items():
        if isinstance(value, Mapping) and any(isinstance(v, Mapping) for v in value.values()):
            typer.echo(f"{indent}  {key}")
            _show(name, value, indent + "  ")
        elif isinstance(value, Mapping):
            figures = "  ".join(f"{k} {_figure(v)}" for k, v in value.items())
            typer.echo(f"{indent}  {key:32s} {figures}")
        else:
            typer.echo(f"{indent}  {key:32s} {_figure(value)}")


def _figure(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_figure(v) for v in value) + "]"
    return str(value)
