"""Links in mails lead to the server that makes them, unless the place of use names another address."""

import os
import threading
from http.client import HTTPConnection
from typing import Any

import pytest
import waitress

from bridgehead.workspace.server import proxy_options, server_address, without_bodies_for_head

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


def test_an_answer_to_head_has_no_body_and_the_next_one_is_read() -> None:
    closed: list[str] = []

    class Page(list[bytes]):
        def close(self) -> None:
            closed.append("closed")

    def page_of_ours(environ: dict[str, Any], start_response: Any) -> Page:
        start_response("404 Not Found", [("Content-Length", "8")])
        return Page([b"no such", b"!"])

    server = waitress.create_server(without_bodies_for_head(page_of_ours), host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    connection = HTTPConnection("127.0.0.1", server.effective_port, timeout=10)
    try:
        connection.request("HEAD", "/")
        head = connection.getresponse()
        assert (head.status, head.headers["Content-Length"], head.read(), closed) == (404, "8", b"", ["closed"])
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"no such!"
    finally:
        connection.close()
        server.close()


@pytest.mark.parametrize(("proxies", "client"), [(0, "127.0.0.1"), (1, "192.0.2.7"), (2, "203.0.113.9")])
def test_the_client_is_known_behind_as_many_proxies_as_the_settings_say(
    proxies: int, client: str, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = proxies

    def who(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [environ["REMOTE_ADDR"].encode()]

    server = waitress.create_server(who, host="127.0.0.1", port=0, **proxy_options())
    forwarded = {"HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.9, 192.0.2.7", "HTTP_X_FORWARDED_PROTO": "https"}
    asked = {"REMOTE_ADDR": "127.0.0.1", "REMOTE_HOST": "127.0.0.1", "wsgi.url_scheme": "http", "SERVER_PORT": "80"}
    try:
        environ = {**asked, "REQUEST_METHOD": "GET", "PATH_INFO": "/", **forwarded}
        assert b"".join(server.application(environ, lambda *_: None)).decode() == client
    finally:
        server.close()
