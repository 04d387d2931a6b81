"""Links in mails lead to the server that makes them, unless the place of use names another address."""

import os
from typing import Any

import pytest

from bridgehead.workspace.server import server_address

ADDRESS = "BRIDGEHEAD_ADDRESS"


@pytest.mark.parametrize(
    ("host", "port", "here"),
    [
        ("127.0.0.1", 8123, "http://127.0.0.1:8123"),
        ("0.0.0.0", 80, "http://127.0.0.1:80"),  # noqa: S104 nothing listens
        ("::1", 8000, "http://[::1]:8000"),
    ],
)
def test_the_served_address_is_where_links_lead(
    host: str, port: int, here: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.ADDRESS = "http://elsewhere"
    monkeypatch.setenv(ADDRESS, "")
    monkeypatch.delenv(ADDRESS)
    assert server_address(host, port) == here
    assert here == settings.ADDRESS
    assert os.environ[ADDRESS] == here, "the worker is told"


def test_an_address_that_was_named_stays(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.ADDRESS = "https://bridge.example"
    monkeypatch.setenv(ADDRESS, settings.ADDRESS)
    assert server_address("127.0.0.1", 8123) == "http://127.0.0.1:8123"
    assert settings.ADDRESS == os.environ[ADDRESS] == "https://bridge.example"
