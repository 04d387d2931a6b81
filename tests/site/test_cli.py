"""The command line through its front door."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.slow


def test_the_demo_is_built_again_without_doubling(bridgehead: Run) -> None:
    first = bridgehead("demo", "--no-serve").stdout
    assert "Sign in as demo (administrator) or visblue (member: main contact)" in first
    before = json.loads(bridgehead("members", "--json").stdout)
    bridgehead("demo", "--no-serve")
    assert json.loads(bridgehead("members", "--json").stdout) == before
    assert {"clean", "icn", "visblue", "stac", "remoni"} <= {m["id"] for m in before["members"]}


@pytest.mark.usefixtures("example_workspace")
def test_lists_are_filtered_and_have_a_json_shape(bridgehead: Run) -> None:
    members = json.loads(bridgehead("members", "--members-of", "clean", "--json").stdout)["members"]
    assert {"visblue", "stac", "remoni"} <= {m["id"] for m in members}
    assert all("clean" in m["clusters"] for m in members)
    opportunities = json.loads(bridgehead("opportunities", "--json").stdout)["opportunities"]
    assert {"stockholm-harbour"} <= {o["id"] for o in opportunities}
    assert {"open", "closed"} <= {o["status"] for o in opportunities}
    trips = json.loads(bridgehead("activities", "--kind", "delegation_trip", "--json").stdout)["activities"]
    assert trips
    assert all(a["kind"] == "delegation_trip" for a in trips)
    assert "Stockholm" in bridgehead("opportunities", "harbour").stdout
    narrowed = bridgehead("opportunities", "--eligible", "nobody", "--purpose", "cooling", "--json")
    assert "Actor “nobody” does not exist. It is left out." in narrowed.stderr
    assert "dubai-cooling" in {o["id"] for o in json.loads(narrowed.stdout)["opportunities"]}
    assert json.loads(bridgehead("opportunities", "--due-to", "2020", "--json").stdout) == {"opportunities": []}


def test_the_workspace_may_be_named_before_and_after_the_command(bridgehead: Run, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "actors.csv").write_text("id,name,kind\na,A,firm\n", encoding="utf-8")
    bridgehead("import", "case", tmp_path / "case", "--workspace", tmp_path / "elsewhere")
    done = bridgehead("--workspace", tmp_path / "elsewhere", "members", "--json")
    assert [m["id"] for m in json.loads(done.stdout)["members"]] == ["a"]


def test_where_there_is_no_workspace_the_error_says_how_to_make_one(bridgehead: Run) -> None:
    done = bridgehead("members", status=1)
    assert done.stderr.count("\n") == 1
    assert "Build the example with `bridgehead demo`" in done.stderr


def test_wrong_usage_is_status_2(bridgehead: Run) -> None:
    bridgehead("nonsense", status=2)
    bridgehead("import", "case", status=2)


@pytest.mark.usefixtures("empty_workspace")
def test_a_value_that_an_option_does_not_take_is_named_with_it(bridgehead: Run) -> None:
    country = bridgehead("opportunities", "--country", "XX", status=1).stderr
    assert country == (
        "bridgehead: --country: “XX” is not a known country. Enter a country (ISO 3166-1 alpha-2, such as DK).\n"
    )
    status = bridgehead("opportunities", "--status", "gone", status=1).stderr
    assert status == "bridgehead: --status: “gone” is not accepted. Enter one of forthcoming, open, closed.\n"


@pytest.mark.usefixtures("empty_workspace")
def test_an_account_is_made_and_refused(bridgehead: Run) -> None:
    def add(*args: str, password: str, status: int = 0) -> str:
        done = bridgehead("user", "add", *args, "--password-stdin", typed=password, status=status)
        return done.stdout + done.stderr

    assert "Account “ane” created with the role admin." in add("ane", password="a harbour at dawn")
    assert "a name without an account" in add("ane", password="a harbour at dawn", status=1)
    assert "a better password" in add("bo", password="123", status=1)
    assert "Enter the id of the member's organisation" in add(
        "bo", "--role", "member_owner", password="a harbour at dawn", status=1
    )
