"""Reads of the settings: what holds here, and where each value comes from.

What the environment of the server says comes first, then what the cluster saved, then the default.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from django.conf import settings as server
from django.db import DatabaseError, InterfaceError

from bridgehead.settings.models import Logo, Secret, Settings

ID = "workspace"
"""The id of the one row."""
MAIL_PASSWORD = "mail_password"  # noqa: S105 the name of a secret
MEMBERS_SEE = ("entries", "partners", "open_deals", "outcomes", "roles", "money")
"""What a member may be shown of other members, if the cluster says so."""

_kept: ContextVar[list[Settings] | None] = ContextVar("settings_of_this_request", default=None)


class SettingOrigin(StrEnum):
    """Where the value of a setting comes from."""

    SERVER = "server"
    SAVED = "saved"
    DEFAULT = "default"


@contextmanager
def read_once() -> Iterator[None]:
    """Read the settings once for all that is done meanwhile: a request."""
    token = _kept.set([])
    try:
        yield
    finally:
        _kept.reset(token)


def forget() -> None:
    """Read the settings anew, since they were changed."""
    kept = _kept.get()
    if kept is not None:
        kept.clear()


def workspace_settings() -> Settings:
    """What holds in this workspace, as one row: from the server's environment, saved, or by default."""
    kept = _kept.get()
    if kept:
        return kept[0]
    found = Settings.objects.filter(pk=ID).first() or Settings(id=ID)
    for name, value in set_by_server().items():
        setattr(found, "cluster_id" if name == "cluster" else name, value)
    if kept is not None:
        kept.append(found)
    return found


def set_by_server() -> Mapping[str, Any]:
    """The settings that the environment of the server decides; nobody can change them here."""
    return {name: value for name, (_variable, value) in server.FROM_ENVIRONMENT.items()}


def variable_of(name: str) -> str:
    """The environment variable that decides a setting here; blank where none does."""
    found: str = server.FROM_ENVIRONMENT.get(name, ("", None))[0]
    return found


def origins() -> dict[str, SettingOrigin]:
    """Where the value of each setting comes from, by its name."""
    saved = Settings.objects.filter(pk=ID).first()
    given, found = set_by_server(), {}
    for field in Settings._meta.concrete_fields:
        if field.primary_key:
            continue
        if field.name in given:
            found[field.name] = SettingOrigin.SERVER
        elif saved is not None and getattr(saved, field.attname) != field.get_default():
            found[field.name] = SettingOrigin.SAVED
        else:
            found[field.name] = SettingOrigin.DEFAULT
    return found


def cluster_chosen() -> str:
    """The id of the cluster that the settings name; blank where they name none."""
    return workspace_settings().cluster_id or ""


def time_zone() -> str:
    """The time zone of days and times; the default where the store does not answer."""
    try:
        return workspace_settings().time_zone
    except (DatabaseError, InterfaceError):
        return server.TIME_ZONE


def language() -> str:
    """The language of pages and mails; the default where the store does not answer."""
    try:
        return workspace_settings().language
    except (DatabaseError, InterfaceError):
        return server.LANGUAGE_CODE


def additionality_target() -> float:
    """The own standing up to which an opportunity adds something (framework, section 6); 0.6 by convention."""
    found = workspace_settings().additionality_target
    return found if found is not None else float(Settings._meta.get_field("additionality_target").get_default())


def members_see() -> frozenset[str]:
    """What members see of each other, out of `MEMBERS_SEE`; nothing by default."""
    found = workspace_settings()
    return frozenset(name for name in MEMBERS_SEE if getattr(found, f"members_see_{name}") == "yes")


def mail_password_is_set() -> bool:
    """Whether a password for the mail server is known, from the environment or saved."""
    return bool(server.EMAIL_HOST_PASSWORD) or Secret.objects.filter(pk=MAIL_PASSWORD).exists()


def logo(id_: str) -> Logo | None:
    """A logo by its id."""
    return Logo.objects.filter(pk=id_).first()
