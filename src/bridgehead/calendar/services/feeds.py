"""Subscriptions: an address that a calendar program asks, for as long as its account can sign in.

The address holds a secret and our signature on it. The store holds a digest of the secret, so that whoever reads the
store cannot read the calendar; what nobody signed is refused without asking the store.
"""

import hashlib
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from bridgehead.calendar import phrases
from bridgehead.calendar.core.month_view import KINDS
from bridgehead.calendar.models import CalendarFeed
from bridgehead.calendar.queries import feeds as reads
from bridgehead.kit.errors import Busy, InputError, NotAllowed, NotFound
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.write_lock import write_lock

MOST = 20
"""So many subscriptions an account may have."""
SIGNER = Signer(sep=".", salt="bridgehead.calendar.feed")
NOTED = timedelta(hours=1)
"""So often at most it is noted that a subscription was read."""


def subscribe(
    name: str,
    *,
    kinds: Sequence[str] = (),
    mine: bool = False,
    activity: str = "",
    actor: str = "",
    viewer: Viewer,
) -> Receipt[str]:
    """Make a subscription; answers its address, without the host. It is stored nowhere.

    Parameters
    ----------
    activity, actor
        The trip whose meetings it holds, and the participant whose; blank for the account's calendar.

    Raises
    ------
    NotAllowed
        To whoever has no account, or may not see activities.
    InputError
        If no kind is chosen, or there are too many.
    """
    viewer.require(Verb.VIEW, Resource.ACTIVITY)
    if viewer.id is None:  # an address is an account's
        raise NotAllowed(Verb.VIEW.value, Resource.ACTIVITY.value)
    chosen = [kind for kind in KINDS if kind in kinds]
    if not chosen and not activity:
        raise InputError(expects("some_kinds"), column="kinds", found=finds("nothing"))
    secret = secrets.token_urlsafe(24)
    with write_lock():
        if reads.feeds_of(viewer).count() >= MOST:
            raise InputError(expects("few_subscriptions", most=MOST), column="name", found=str(MOST))
        CalendarFeed.objects.create(
            user_id=viewer.id,
            name=name,
            digest=_digest(secret),
            kinds=chosen,
            mine=mine,
            activity=activity,
            actor=actor,
        )
    return Receipt(reverse("calendar-feed", args=[SIGNER.sign(secret)]))


def revoke(id_: int, *, viewer: Viewer) -> Receipt[str]:
    """Remove a subscription of one's own; answers its name.

    Raises
    ------
    NotFound
        If there is none of that number that is the viewer's.
    """
    with write_lock():
        found = reads.feeds_of(viewer).filter(pk=id_).first()
        if found is None:
            raise NotFound(phrases.no_such_feed())
        name = found.name
        found.delete()
    return Receipt(name)


def find_feed(token: str) -> CalendarFeed:
    """The subscription of an address.

    Raises
    ------
    NotFound
        If we did not sign it, it was removed, or its account cannot sign in.
    """
    try:
        secret = SIGNER.unsign(token)
    except BadSignature as error:
        raise NotFound(phrases.no_such_feed()) from error
    found = reads.feed_by_digest(_digest(secret))
    if found is None:
        raise NotFound(phrases.no_such_feed())
    return found


def note_read(feed: CalendarFeed, now: datetime) -> None:
    """Note that a calendar program asked, unless it did just before or somebody writes."""
    if feed.read_at is None or now - feed.read_at > NOTED:
        with suppress(Busy), write_lock():
            CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
