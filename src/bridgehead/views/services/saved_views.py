"""Views saved, changed and removed."""

from datetime import datetime

from django.utils import timezone

from bridgehead.kit.access_phrases import denied_column
from bridgehead.kit.access_table import Resource
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import Verb, Viewer
from bridgehead.kit.readable_ids import readable_id
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.saved_lists import saved_list
from bridgehead.views import phrases
from bridgehead.views.models import SavedView
from bridgehead.views.queries import author, owns, parts_of, saved_view

SHARED = "shared"
MOMENT = "%Y-%m-%dT%H:%M"


def save_view(
    page: str, address: str, *, name: str, viewer: Viewer, shared: bool = False, mail: str = ""
) -> Receipt[str]:
    """Keep what an address asks of a list under a name; the view's id.

    Raises
    ------
    NotAllowed
        If the viewer may save no views, share none, or not see such a list.
    NotFound
        If views of such a list cannot be saved.
    """
    viewer.require(Verb.CHANGE, Resource.SAVED_VIEW, by=viewer.id)
    parts = parts_of(page, address, viewer)
    known = saved_list(page)
    if known is not None:
        viewer.require_some(Verb.VIEW, known.kind)
    with batch("view.save", viewer=viewer, name=name) as writer:
        id_ = readable_id([name], lambda id_: SavedView.objects.filter(pk=id_).exists())
        row = {"name": name, "page": page, "owner": viewer.name, **_sharing(viewer, shared=shared), **_mailing(mail)}
        writer.put(SavedView, [{"id": id_, **row, **parts}])
    return writer.receipt(id_)


def change_view(
    id_: str,
    *,
    viewer: Viewer,
    name: str = "",
    address: str | None = None,
    shared: bool = False,
    mail: str | None = None,
) -> Receipt[None]:
    """Rename a view, share it, and say how often it writes and what it shows where that is given.

    Raises
    ------
    NotAllowed
        If the view is not the viewer's, or they may not share it, or somebody else would get its mail.
    NotFound
        If there is no such view.
    """
    found = saved_view(id_)
    viewer.require(Verb.CHANGE, Resource.SAVED_VIEW, by=author(found, viewer))
    values = {} if address is None else parts_of(found.page, address, viewer)
    with batch("view.change", id_, viewer=viewer, name=name or found.name) as writer:
        if shared != (found.shared == "yes"):
            values |= _sharing(viewer, shared=shared)
        if mail is not None and mail != found.mail:
            if not owns(found, viewer):
                raise NotAllowed(phrases.mail_of_owner())
            values |= _mailing(mail)
        writer.put(SavedView, [{"id": id_, "name": name or found.name, **values}])
    return writer.receipt(None)


def keep_address(id_: str, address: str, *, viewer: Viewer) -> Receipt[None]:
    """Have a view show what an address asks of its list.

    Raises
    ------
    NotAllowed
        If the view is not the viewer's.
    NotFound
        If there is no such view.
    """
    found = saved_view(id_)
    return change_view(id_, viewer=viewer, address=address, shared=found.shared == "yes")


def remove_view(id_: str, *, viewer: Viewer) -> Receipt[None]:
    """Remove a view.

    Raises
    ------
    NotAllowed
        If the view is not the viewer's.
    NotFound
        If there is no such view.
    """
    found = saved_view(id_)
    viewer.require(Verb.REMOVE, Resource.SAVED_VIEW, by=author(found, viewer))
    with batch("view.remove", id_, viewer=viewer, name=found.name) as writer:
        writer.remove(SavedView, [id_])
    return writer.receipt(None)


def stop_mails(id_: str, *, viewer: Viewer) -> Receipt[None]:
    """Have a view write no more.

    Raises
    ------
    NotAllowed
        If the view is not the viewer's.
    NotFound
        If there is no such view.
    """
    found = saved_view(id_)
    viewer.require(Verb.CHANGE, Resource.SAVED_VIEW, by=author(found, viewer))
    with batch("view.stop", id_, viewer=viewer, name=found.name) as writer:
        writer.put(SavedView, [{"id": id_, "mail": ""}])
    return writer.receipt(None)


def _sharing(viewer: Viewer, *, shared: bool) -> dict[str, str]:
    if shared:
        _require_sharing(viewer)
    return {SHARED: "yes" if shared else ""}


def _require_sharing(viewer: Viewer) -> None:
    if not viewer.may_set(Resource.SAVED_VIEW, SHARED):
        raise NotAllowed(denied_column(Resource.SAVED_VIEW, SHARED))


def _mailing(mail: str) -> dict[str, str]:
    """How often a view writes; what is there now is known."""
    return {"mail": mail, "mailed": moment(timezone.localtime()) if mail else ""}


def moment(when: datetime) -> str:
    """A moment as a view keeps it."""
    return when.strftime(MOMENT)
