"""The mail of a saved view: what is new or due in it, to its owner, at most as often as the view says."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from bridgehead.kit.access_table import Resource
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import Busy
from bridgehead.kit.models import Change
from bridgehead.kit.permissions import COMMAND_LINE, Verb, Viewer
from bridgehead.kit.saved_lists import SavedList, saved_list
from bridgehead.mail.models import VIEW
from bridgehead.mail.services.delivery import deliver_waiting
from bridgehead.mail.services.mail_kinds import About, MailKind
from bridgehead.mail.services.outbox import queue_mail
from bridgehead.views.core.mail_rhythm import DAYS, due_until, is_mail_due
from bridgehead.views.models import SavedView
from bridgehead.views.queries import given_of
from bridgehead.views.queries.owners import account_viewer, owner_of
from bridgehead.views.services.saved_views import MOMENT, moment
from bridgehead.views.services.view_email import build_view_email

STORE = (Busy, OperationalError, InterfaceError)
"""What the store raises when it is busy or away: the run ends and is tried again."""
MOST = 20
"""How many records a mail names under each heading."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ViewNews:
    """What is new and what is due in a view: the first of each, and how many there are."""

    new: Sequence[Model]
    new_count: int
    due: Sequence[Model]
    due_count: int

    @property
    def is_any(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.new_count or self.due_count)


def send_view_mails(*, viewer: Viewer) -> int:
    """Write what is due for each view; how many mails were written.

    Raises
    ------
    NotAllowed
        If the viewer may not write mails.
    Busy
        If others wrote for longer than one waits; who is not written to yet is, by the next run.
    """
    viewer.require(Verb.CHANGE, Resource.MAIL)
    written = 0
    for found in SavedView.objects.exclude(mail="").order_by("pk"):
        try:
            written += _send(found)
        except STORE:
            raise
        except Exception:
            log.exception("the mail of the view %s failed", found.pk)
    deliver_waiting()
    return written


def news_of(found: SavedView, known: SavedList, who: Viewer, today: date) -> ViewNews:
    """What is new in a view since its last mail, and what is due soon."""
    listing = known.asks(given_of(found), who)
    rows = known.finds(listing, who)
    used = [name for name, value in listing.values.items() if value]
    new = _new(rows, known.model, used, _last(found))
    due = _due(rows, known.due, found.mail, today)
    return ViewNews(list(new.order_by("pk")[:MOST]), new.count(), list(due[:MOST]), due.count())


def _send(found: SavedView) -> bool:
    """Write the mail of a view, if one is due and there is anything to say; whether it was written."""
    today, known, account = timezone.localdate(), saved_list(found.page), owner_of(found)
    last = _last(found)
    if known is None or account is None or not is_mail_due(found.mail, last.date() if last else None, today):
        return False
    who = account_viewer(account)
    if not who.may_some(Verb.VIEW, known.kind):
        return False
    now = timezone.localtime()
    news = news_of(found, known, who, today)
    if not news.is_any:
        return False
    with batch("view.mail", found.pk, viewer=COMMAND_LINE, name=found.name) as writer:
        current = SavedView.objects.filter(pk=found.pk).first()
        if current is None or (current.mail, current.mailed) != (found.mail, found.mailed):
            return False  # stopped or written meanwhile
        writer.put(SavedView, [{"id": found.pk, "mailed": moment(now)}])
        message = build_view_email(found, account, news, due=known.due)
        queue_mail(message, kind=VIEW, about={"view": found.pk, "account": account.get_username()})
    return True


def _new(rows: QuerySet[Any], model: type[Model], used: Sequence[str], since: datetime | None) -> QuerySet[Any]:
    """Rows that were added since, and those of which a field that the view asks for was changed."""
    if since is None:
        return rows.none()
    fields = {field.name for field in model._meta.concrete_fields}
    columns = [each for name in used for each in (name, f"{name}_id") if name in fields]
    entered = Q(action=Change.Action.ADD)
    if columns:
        entered |= Q(action=Change.Action.CHANGE, before__has_any_keys=columns)
    lines = Change.objects.filter(entered, table=model.__name__.lower(), batch__at__gt=since)
    return rows.filter(pk__in=lines.values("key"))


def _due(rows: QuerySet[Any], column: str, rhythm: str, today: date) -> QuerySet[Any]:
    if not column:
        return rows.none()
    until = due_until(rhythm, today).isoformat()
    return rows.filter(**{f"{column}__gte": today.isoformat(), f"{column}__lte": until}).order_by(column, "pk")


def _last(found: SavedView) -> datetime | None:
    """When the owner last knew what is in a view; None where that is not known.

    A moment in the future was noted by a clock that was wrong: then it is one mail ago.
    """
    try:
        last = timezone.make_aware(datetime.strptime(found.mailed, MOMENT))
    except ValueError:
        return None
    now = timezone.now()
    return last if last <= now + timedelta(days=1) else now - timedelta(days=DAYS.get(found.mail, 1))


def _is_wanted(about: About) -> bool:
    """Whether the owner of a view still wants its mail."""
    found = SavedView.objects.filter(pk=about.get("view", "")).exclude(mail="").first()
    account = owner_of(found) if found else None
    return account is not None and account.get_username() == about.get("account")


def _withdraw(_about: About, _viewer: Viewer) -> None:
    """Nothing was kept that a mail offers."""


MAIL_KINDS = {VIEW: MailKind(_is_wanted, _withdraw)}
