"""A real browser on a live server: signs in, watches for errors, measures accessibility."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from bridgehead.ecosystem.models import User
from bridgehead.kit.permissions import Role
from tests.world import small_world

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PASSWORD = "let me see"
PATIENCE = 60_000
"""Milliseconds that a state is waited for: what a busy machine may need, not what a page takes."""
REPLACED = ("htmx:afterRequest", "htmx:sendAbort")
"""What htmx says when a later request takes the place of one under way, as happens to whoever types on a slow line."""

expect.set_options(timeout=PATIENCE)


@dataclass
class Desk:
    """A browser window at the workbench."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page and wait until it is all there."""
        self.page.goto(self.base + path)
        expect(self.page.locator("[hx-trigger=load]")).to_have_count(0)
        return self.page

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains of, a breach of the content policy among it."""
        replaced = message.text.startswith(REPLACED)
        if message.type in ("error", "warning") and not replaced:
            self.complaints.append(f"{self.page.url}: {message.text}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # The browser's own event loop runs in this thread; what the tests ask the store for is short.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--headless"])
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def somebody(browser: Browser, live_server: LiveServer, name: str) -> Iterator[Desk]:
    """A window of a colleague who has signed in."""
    session = Client()
    session.force_login(User.objects.create_user(name, password=PASSWORD, role=Role.ADMIN))
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.add_cookies([{"name": "sessionid", "value": session.cookies["sessionid"].value, "url": live_server.url}])
    context.set_default_timeout(PATIENCE)
    desk = Desk(context.new_page(), live_server.url)
    desk.page.on("console", desk.hear)
    desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
    yield desk
    context.close()
    assert desk.complaints == []


@pytest.fixture
def desk(transactional_db: None, live_server: LiveServer, browser: Browser) -> Iterator[Desk]:
    """A window of somebody who has signed in as staff, in the small world; ends without complaints."""
    small_world()
    with somebody(browser, live_server, "ida") as desk:
        yield desk
