"""How much a request may send, decided by its headers: a body that is too large is refused before it is taken.

Whoever is not signed in may send a form, not a file; whoever is, as much as an upload may have.
"""

import copy
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import Error, connection
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

FORM = 1024 * 1024
"""Bytes of a form around the file that it brings."""
MOST = settings.UPLOAD_LIMIT + FORM


class LimitedParser(HTTPRequestParser):  # type: ignore[misc]  # waitress says no types
    """Reads requests; a body that its sender may not send is none that is waited for."""

    adj: Adjustments

    def parse_header(self, header_plus: bytes) -> None:
        """Read the headers, then let those who are not signed in send less.

        Raises
        ------
        ParsingError
            If they are none.
        """
        super().parse_header(header_plus)
        large = self.chunked or self.content_length > settings.ANONYMOUS_LIMIT
        if large and not is_signed_in(self.headers.get("COOKIE", "")):
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = settings.ANONYMOUS_LIMIT


class LimitedChannel(HTTPChannel):  # type: ignore[misc]
    """A connection whose requests are limited."""

    parser_class = LimitedParser


def is_signed_in(cookies: str) -> bool:
    """Whether the cookies of a request are those of somebody who is signed in; no if the store cannot say."""
    try:
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
        return found is not None and SESSION_KEY in SessionStore(found.value)
    except CookieError:
        return False
    except Error:
        connection.close()  # the next request asks over a new one
        return False
