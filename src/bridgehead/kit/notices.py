"""What the next page says of something that was done: what changed, with a link to undo it."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _

from bridgehead.kit import change_log, record_pages
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import viewer


def show_change(request: HttpRequest, batch: int | None) -> None:
    """Say on the next page what a change did, as the list of changes says it; nothing where nothing changed."""
    if batch is not None:
        show_done(request, _("{change}.").format(change=change_log.get_batch(batch).what), batch)


def show_done(request: HttpRequest, text: str, batch: int | None = None) -> None:
    """Say on the next page what was done.

    Parameters
    ----------
    text
        Whole sentences.
    batch
        The change that did it, by its number: the message links to where it is undone, for those who may undo. None
        where nothing changed.
    """
    who = viewer(request)
    undoes = batch is not None and who.may(Verb.VIEW, Resource.LOG) and who.may_some(Verb.UNDO, Resource.LOG)
    where = record_pages.path_of(Batch, {"id": batch}) if undoes else ""
    link = format_html(' <a href="{}">{}</a>', where, _("Undo")) if where else ""
    messages.success(request, format_html("{}{}", text, link))
