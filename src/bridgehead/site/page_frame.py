"""Whose workspace it is, for every page: the cluster's name, logo and accent, and whom to write to."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from bridgehead.ecosystem import phrases, queries
from bridgehead.kit.middleware import contact
from bridgehead.mail.services.transport import has_transport
from bridgehead.settings.models import Logo
from bridgehead.settings.queries import logo, workspace_settings


def whose_workspace(request: HttpRequest) -> dict[str, object]:
    """What the frame of every page says of the workspace.

    `our_cluster` is the cluster's name, `brand_name` what the bar says: the cluster's name where the settings choose
    it, else the product's; `brand_logo` the cluster's logo; `workspace` the settings; `practice`, that all of it is
    invented; `beside`, the address of a second workspace; `contact`, whom to write to; `mail_sends`, that mail goes
    anywhere; `computed_by`, the rules of its figures.
    """
    return {
        "workspace": SimpleLazyObject(workspace_settings),
        "practice": SimpleLazyObject(lambda: phrases.practice_notice(queries.is_practice())),
        "beside": settings.BESIDE,
        "our_cluster": SimpleLazyObject(queries.workspace_name),
        "brand_name": SimpleLazyObject(_brand_name),
        "brand_logo": SimpleLazyObject(_logo),
        "contact": contact(),
        "mail_sends": SimpleLazyObject(has_transport),
        "computed_by": SimpleLazyObject(phrases.computed_by),
    }


def _brand_name() -> str:
    return queries.actor_name(workspace_settings().cluster_id, queries.PRODUCT)


def _logo() -> Logo | str:
    """The logo; blank where there is none."""
    id_ = workspace_settings().logo
    return (logo(id_) if id_ else None) or ""
