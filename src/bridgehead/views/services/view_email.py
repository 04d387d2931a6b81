"""The mail of a saved view as a letter: HTML and plain text, with a link that stops it and needs no password."""

from operator import attrgetter
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse

from bridgehead.ecosystem.models import User
from bridgehead.ecosystem.queries import workspace_name
from bridgehead.kit import record_pages
from bridgehead.kit.signed_links import read_token, sign_token
from bridgehead.views import phrases
from bridgehead.views.models import SavedView
from bridgehead.views.queries import address_of

SALT = "bridgehead.view.stop"
DAYS = 365
"""How long the link can be followed."""


class News(Protocol):
    """What a mail says: the first of what is new and what is due, and how many there are of each."""

    @property
    def new(self) -> Any:
        """What is new."""

    @property
    def new_count(self) -> int:
        """How many are."""

    @property
    def due(self) -> Any:
        """What is due soon."""

    @property
    def due_count(self) -> int:
        """How many are."""


def build_view_email(found: SavedView, to: User, news: News, *, due: str) -> EmailMultiAlternatives:
    """The mail to a view's owner, ready to send.

    It says why it comes and how to stop it (RFC 2369), with one press where the mail program has it (RFC 8058).

    Parameters
    ----------
    due
        Where a record has the day on which it is due (`kit.saved_lists`); blank where none has one.
    """
    stop = settings.ADDRESS + reverse("view-mail-stop", args=[sign_stop(found)])
    context = {
        "subject": phrases.mail_subject(found.name, news.new_count, news.due_count),
        "why": phrases.why_mailed(found.name, found.mail),
        "new": [(str(row), _page(row), "") for row in news.new],
        "due": [(str(row), _page(row), attrgetter(due.replace("__", "."))(row)) for row in news.due],
        "more_new": _more(news.new_count - len(news.new)),
        "more_due": _more(news.due_count - len(news.due)),
        "view": settings.ADDRESS + address_of(found),
        "stop": stop,
        "cluster": workspace_name(),
    }
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(
        subject=str(context["subject"]),
        body=render_to_string("views/mail/news.txt", context),
        to=[to.email],
        headers=headers,
    )
    mail.attach_alternative(render_to_string("views/mail/news.html", context), "text/html")
    return mail


def sign_stop(found: SavedView) -> str:
    """A token that stops the mails of a view; nobody else can make one."""
    return sign_token([found.pk, found.owner], SALT)


def read_stop(token: str) -> tuple[str, str]:
    """The view and its owner that a token names.

    Raises
    ------
    NotFound
        If we did not sign it, or too long ago.
    """
    view, owner = read_token(token, SALT, days=DAYS, invalid=phrases.link_invalid())
    return view, owner


def _page(row: Model) -> str:
    return record_pages.address(type(row), {name: getattr(row, name) for name in record_pages.needed(type(row))})


def _more(count: int) -> str:
    return phrases.more_in_view(count) if count > 0 else ""
