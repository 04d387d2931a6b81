"""The workbench as a server: waitress for the pages, a supervised worker beside it for long tasks."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import InterfaceError, OperationalError

from bridgehead.ecosystem.phrases import first_account_link
from bridgehead.ecosystem.services.first_account import first_account_code
from bridgehead.kit.errors import Busy, InputError
from bridgehead.kit.expectations import expects
from bridgehead.match.services import digest_schedule
from bridgehead.workspace.services.request_bodies import MOST, LimitedChannel
from bridgehead.workspace.services.supervisor import Supervisor
from bridgehead.workspace.tasks import schedule_retention

PATIENCE: dict[str, Any] = {
    "connection_limit": 1_000,
    "asyncore_use_poll": True,
    "channel_timeout": 60,
    "cleanup_interval": 10,
}
"""How many connections are kept, so that some who send slowly keep nobody out, and for how long one that is silent."""


def serve(*, host: str, port: int, beside: str = "") -> None:
    """Serve until interrupted.

    Parameters
    ----------
    beside
        The address of a second workspace on this machine, which the bar links to.

    Raises
    ------
    InputError
        If the port is taken, or a setting is none.
    """
    import waitress  # noqa: PLC0415 only a server pays for it

    digest_schedule.weekday()
    if beside:
        _stand_beside(beside, port)
    application = without_bodies_for_head(get_wsgi_application())
    try:
        server = waitress.create_server(
            application,
            host=host,
            port=port,
            threads=8,
            ident=None,
            max_request_body_size=MOST,
            **PATIENCE,
            **proxy_options(),
        )
    except OSError as error:
        raise InputError(expects("free_port"), column="--port", found=port) from error
    server.channel_class = LimitedChannel
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that a stopped server takes its worker along
    sys.stdout.write(f"Bridgehead is at {server_address(host, port)}/ (stop with Ctrl-C)\n")
    if code := first_account_code():
        sys.stdout.write(f"{first_account_link(settings.ADDRESS, code)}\n")
    sys.stdout.flush()
    _plan_nights()
    with Supervisor():
        server.run()


def proxy_options() -> dict[str, Any]:
    """What the server believes of the web servers before it: of as many as the settings say, the client's address."""
    if not settings.TRUSTED_PROXIES:
        return {}
    return {
        "trusted_proxy": "*",
        "trusted_proxy_count": settings.TRUSTED_PROXIES,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


def without_bodies_for_head(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The application without the body of what it answers to HEAD (RFC 9110, section 9.3.2).

    Neither Django nor waitress leaves it out; whoever keeps the connection takes it for the next answer.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = application(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        if hasattr(body, "close"):
            body.close()
        return ()

    return answer


def _stand_beside(address: str, port: int) -> None:
    """Link to a second workspace; a browser gives both the same cookies unless they have names of their own."""
    settings.BESIDE = address.rstrip("/")
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = f"sessionid_{port}", f"csrftoken_{port}"


def work() -> None:
    """Do background work until interrupted, and nothing else: beside a server, on this machine or another."""
    digest_schedule.weekday()
    asked = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: asked.set())
    sys.stdout.write(f"A worker runs the tasks of {settings.WORKSPACE} (stop with Ctrl-C)\n")
    sys.stdout.flush()
    _plan_nights()
    with Supervisor():
        asked.wait()


def _plan_nights() -> None:
    """Put down what the worker does at night; where the store is away, the next start does."""
    with suppress(Busy, OperationalError, InterfaceError):
        schedule_retention()


def server_address(host: str, port: int) -> str:
    """The address of this server; links in mails lead to it where the place of use names no other."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 every address is none to go to
    here = f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
    if "BRIDGEHEAD_ADDRESS" not in os.environ:
        # The worker is a process of its own: it has its settings from the environment.
        os.environ["BRIDGEHEAD_ADDRESS"] = settings.ADDRESS = here
    return here
