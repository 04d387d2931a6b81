"""`bridgehead mail-in`, `bridgehead interactions`, `bridgehead tasks`."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.database
MAIL = "From: Ane <nobody@x.example>\nTo: hub@example.org\nSubject: Hi there\nMessage-ID: <9@x>\n\nHello\n"


@pytest.mark.slow
def test_mails_are_filed_from_files_and_from_standard_input(bridgehead: Run, tmp_path: Path) -> None:
    file = tmp_path / "one.eml"
    file.write_text(MAIL, encoding="utf-8")
    bridgehead("add", "actor", "--name", "Flow", "--kind", "firm")
    [filed] = json.loads(bridgehead("mail-in", str(file), "--json").stdout)["mails"]
    assert (filed["outcome"], filed["actor"], filed["sender"]) == ("filed", "", "nobody@x.example")
    assert "Already filed" in bridgehead("mail-in", typed=MAIL).stdout
    [one] = json.loads(bridgehead("interactions", "--unassigned", "--json").stdout)["interactions"]
    assert (one["id"], one["subject"]) == (filed["interaction"], "Hi there")
    file.write_text("no mail", encoding="utf-8")
    more = tmp_path / "two.eml"
    more.write_text(MAIL.replace("9@x", "10@x"), encoding="utf-8")
    done = bridgehead("mail-in", str(file), str(more), "--json", status=1)
    assert "one.eml" in done.stderr
    assert "an email (a message" in done.stderr
    assert [one["outcome"] for one in json.loads(done.stdout)["mails"]] == ["filed"]
    assert "an email" in bridgehead("mail-in", typed="no mail", status=65).stderr
    assert "workspace" in bridgehead("mail-in", typed=MAIL, home="none", status=75).stderr


@pytest.mark.slow
def test_tasks_are_listed_by_owner_and_date(bridgehead: Run) -> None:
    bridgehead("user", "add", "mette", "--password-stdin", typed="a long pass phrase")
    refused = bridgehead("add", "task", "--title", "Call the port", "--owner", "nobody", status=1).stderr
    assert "owner: “nobody” is not accepted. Enter a colleague with an account." in refused
    bridgehead("add", "task", "--title", "Call the port", "--owner", "mette", "--due", "2026-12-01")
    bridgehead("add", "task", "--title", "Later", "--owner", "mette", "--due", "2027-01-01")
    bridgehead("add", "task", "--title", "Nobody's")
    found = json.loads(bridgehead("tasks", "--owner", "mette", "--due-by", "2026-12-31", "--json").stdout)["tasks"]
    assert [(task["title"], task["due"]) for task in found] == [("Call the port", "2026-12-01")]
    assert "a date" in bridgehead("tasks", "--due-by", "soon", status=1).stderr
