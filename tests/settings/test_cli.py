"""`bridgehead settings`: show, set, the mail password."""

import json

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.database


@pytest.mark.slow
def test_settings_are_shown_and_changed(bridgehead: Run) -> None:
    bridgehead("settings", "show", status=1)  # there is no workspace
    bridgehead("settings", "set", "accent", "#AA3300")
    bridgehead("settings", "set", "additionality_target", "0.7")
    shown = json.loads(bridgehead("settings", "show", "--json").stdout)
    values = {each["key"]: (each["value"], each["origin"]) for each in shown["settings"]}
    assert values["accent"] == ("#aa3300", "saved")
    assert values["additionality_target"] == ("0.7", "saved")
    assert values["language"] == ("en", "default")
    assert shown["mail_password_is_set"] is False
    assert "Settings changed: Accent colour" in bridgehead("changes").stdout
    refused = bridgehead("settings", "set", "accent", "red", status=1)
    assert "accent" in refused.stderr
    assert "#0b57a4" in refused.stderr
    assert "not a setting" in bridgehead("settings", "set", "colour", "red", status=1).stderr
    bridgehead("settings", "mail-password", "--password-stdin", typed="a harbour at dawn\n")
    assert json.loads(bridgehead("settings", "show", "--json").stdout)["mail_password_is_set"] is True
