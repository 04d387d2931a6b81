"""The commands, as a person types them, on a case folder of other firms."""

import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from bridgehead import migrations
from bridgehead.kit.cli import HOME
from bridgehead.kit.errors import InputError
from bridgehead.kit.store_schema import STAMP
from bridgehead.site.cli import app

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case"), pytest.mark.slow]

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, on the test's own store."""
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    latest = max(path.stem for path in Path(migrations.__path__[0]).glob("[0-9]*.py"))
    (tmp_path / STAMP).write_text(latest, encoding="ascii")

    def run(*args: object) -> str:
        done = CliRunner().invoke(app, [str(arg) for arg in args], env=dict(os.environ))
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.stdout

    return run


def answer(text: str) -> Any:
    return json.loads(text)


def test_profile(run: Run) -> None:
    found = answer(run("profile", "nordwind", "--json"))
    assert found["actor"] == "nordwind"
    assert found["components"]["Oa.capital"]["sources"] == 2
    assert found["pattern"]["entries"] == 4
    assert "changes" not in found
    early = answer(run("profile", "nordwind", "--as-of", "2018", "--json"))
    assert early["components"]["Oa.capital"]["label"] == "unknown"
    assert "Oa.capital" in answer(run("profile", "nordwind", "--since", "2018", "--json"))["changes"]


def test_profile_in_words(run: Run) -> None:
    shown = run("profile", "nordwind", "--since", "2018")
    for words in ("Oa.capital", "strong", "the cluster 45\u202f%", "Changes since 2018"):
        assert words in shown


def test_a_date_that_is_none(run: Run) -> None:
    with pytest.raises(InputError, match=r"^--as-of: “soon” is not accepted\. Enter a date"):
        run("profile", "nordwind", "--as-of", "soon")


def test_compare_in_every_format(run: Run, tmp_path: Path) -> None:
    found = answer(run("compare", "nordwind", "solgaard", "--format", "json"))
    assert found["firms"] == ["nordwind", "solgaard"]
    origins = found["tables"][0]["components"]["Oa.capital"]["nordwind"]["origins"]
    assert set(origins["cluster"]) == {"share", "interval"}
    assert "| Access to capital | Nordwind | strong | 0.67 |" in run("compare", "nordwind", "--format", "markdown")
    assert r"Access to capital & Nordwind & strong & 0.67" in run("compare", "nordwind", "--format", "latex")
    assert "Table 8" in run("compare", "nordwind", "solgaard")
    assert answer(run("compare", "nordwind", "nobody", "--format", "json"))["firms"] == ["nordwind"]
    book = tmp_path / "tables.xlsx"
    run("compare", "nordwind", "solgaard", "--format", "xlsx", "--to", book)
    with ZipFile(io.BytesIO(book.read_bytes())) as parts:
        assert "Access to capital" in parts.read("xl/sharedStrings.xml").decode()
    with pytest.raises(InputError, match="--to FILE"):
        run("compare", "nordwind", "--format", "xlsx")


def test_insidership(run: Run) -> None:
    found = answer(run("insidership", "--firm", "nordwind", "--without", "hub", "--as-of", "2020", "--json"))
    assert (found["as_of"], found["without"], found["networks"]) == ("2020-12-31", "hub", ["web"])
    germany = found["network"]["nordwind"]["DE"]
    assert germany["with"]["hops"] == 1
    assert germany["without"] == {"hops": None, "reach": 0.0}
    assert found["activities"][0]["activity"] == "trip"
    assert set(answer(run("insidership", "--json"))["network"]) == {"nordwind", "solgaard"}
    assert "Contribution of each activity" in run("insidership", "--firm", "nordwind", "--without", "hub")


def test_markets(run: Run) -> None:
    found = answer(run("markets", "nordwind", "--lens", "network", "--top", "3", "--json"))
    assert len(found["markets"]) == 3
    assert set(found["markets"][0]["places"]) == {"nearest", "network", "best"}
    assert set(found["lenses_agree"]) == {"nearest-network", "nearest-best", "network-best"}
    assert found["measures_agree"]["cultural_kogut_singh-cultural_mahalanobis"] > 0.5
    assert "Kendall" in run("markets", "nordwind", "--weight", "geographic=1", "--weight", "institutional=2")
    with pytest.raises(InputError, match="a name and a number"):
        run("markets", "nordwind", "--weight", "near")


def test_indicators(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("subject,subject_kind,indicator,value\nNO,country,wind_share,30\n", encoding="utf-8")
    assert "indicators" in run("import", "indicators", path)
    size = [x for part in ("law", "demand", "technology", "network") for x in ("--part", f"{part}=0")]
    best = answer(run("markets", "nordwind", "--worth", "wind_share", *size, "--json"))
    assert best["weights"] == {"law": 0, "demand": 0, "technology": 0, "network": 0, "size": 1}
    assert best["markets"][0]["reasons"]
    assert best["markets"][0]["market"] == "NO"
