"""The practice cluster in a workspace: what is said of it agrees with the truth, and it is never mixed."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from bridgehead.ecosystem.models import Actor, User
from bridgehead.ecosystem.queries import is_practice
from bridgehead.kit.errors import InputError
from bridgehead.report.services import pdf
from bridgehead.workspace.services import example_workspace
from bridgehead.workspace.services.practice_workspace import DrawnPractice, build_practice, held_practice
from tests.conftest import ROOT, Run
from tests.workspace.practice_figures import DAY, SEED, compared_figures

PAGE = ROOT / "docs" / "explanation" / "practice-cluster.md"
pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def practice() -> DrawnPractice:
    return build_practice(seed=SEED, today=DAY)[1]


@pytest.mark.slow
@pytest.mark.usefixtures("practice")
def test_the_docs_say_what_is_drawn_and_what_comes_out() -> None:
    figures = compared_figures()
    text = PAGE.read_text(encoding="utf-8")
    assert [figure.row for figure in figures if figure.row not in text] == []
    assert len(re.findall(r"^\| (?!figure|---)", text, flags=re.MULTILINE)) == len(figures)
    by_name = {figure.name: figure for figure in figures}
    for name in ("Effect of membership on log exports", "Agreement of the two coders (alpha)"):
        found = by_name[name]
        assert found.interval is not None
        assert found.drawn is not None
        assert found.interval[0] < found.drawn < found.interval[1]
    need = by_name["Need and use (τ)"]
    assert need.interval is not None
    assert need.interval[1] < 0


def test_it_is_built_once_and_stays(practice: DrawnPractice) -> None:
    assert held_practice() == practice
    assert is_practice()
    assert not Actor.objects.exclude(invented="yes").exists()
    assert {"demo", practice.member} <= set(User.objects.values_list("username", flat=True))
    receipt, again = build_practice(seed=SEED, today=DAY)
    assert again == practice
    assert {tally.added + tally.changed for tally in receipt.tallies.values()} == {0}


@pytest.mark.usefixtures("practice")
@pytest.mark.parametrize(("seed", "day"), [(SEED + 1, DAY), (SEED, date(2026, 12, 1))])
def test_another_one_is_refused(seed: int, day: date) -> None:
    with pytest.raises(InputError, match="remove its folder"):
        build_practice(seed=seed, today=day)


def test_nothing_mixes_with_what_is_not_invented(practice: DrawnPractice) -> None:
    with pytest.raises(InputError, match="without the practice cluster"):
        example_workspace.build()
    assert held_practice() == practice


def test_a_workspace_in_use_takes_no_practice() -> None:
    Actor.objects.create(id="real", name="Real ApS", kind="firm")
    assert not is_practice()
    with pytest.raises(InputError, match="an empty workspace"):
        build_practice(seed=SEED, today=DAY)
    assert Actor.objects.count() == 1


@pytest.mark.usefixtures("practice")
def test_every_page_says_that_it_is_practice(client: Client, settings: object) -> None:
    settings.BESIDE = "http://127.0.0.1:8000"  # type: ignore[attr-defined]
    for path in ("/accounts/login/", "/"):
        page = client.get(path, follow=True).content.decode()
        assert "Practice data: everything here is invented." in page
        assert 'href="http://127.0.0.1:8000/"' in page
    client.force_login(User.objects.get(username="demo"))
    assert "everything here is invented" in client.get("/").content.decode()
    assert "everything here is invented" in client.get("/nowhere").content.decode()


def test_no_other_workspace_says_so(client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert "invented" not in page
    assert 'class="whose"' not in page


@pytest.mark.slow
def test_by_command(bridgehead: Run, tmp_path: Path) -> None:
    shown = bridgehead("demo", "--practice", "--no-serve", "--today", "2026-11-30").stdout
    assert "everything in it is invented" in shown
    assert "Sign in as demo" in shown
    kept = bridgehead("demo", "--practice", "--no-serve").stdout
    assert "seed 1, drawn for 2026-11-30" in kept
    refused = bridgehead("demo", "--no-serve", status=1).stderr
    assert "without the practice cluster" in refused
    bridgehead("export", "case", tmp_path / "out")
    assert (tmp_path / "out" / "files" / "practice" / "truth.json").exists()


@pytest.mark.slow
def test_every_report_says_that_it_is_practice(practice: DrawnPractice) -> None:
    for content in (pdf.member(practice.member, day=DAY), pdf.research(day=DAY)):
        pages = PdfReader(io.BytesIO(content)).pages
        assert pages
        assert all("everything here is invented" in page.extract_text() for page in pages)
