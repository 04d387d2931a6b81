"""What the stages register: the navigation, kinds of record, their pages and phrases, phrases of the change log."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any, cast

from django.db.models import Model

from bridgehead.kit.doors import Doors
from bridgehead.kit.navigation import NavigationEntry
from bridgehead.kit.record_kinds import RecordKinds
from bridgehead.kit.record_pages import RecordPages
from bridgehead.kit.record_phrases import AllRecordPhrases
from bridgehead.kit.record_tabs import RecordTab, RecordTabs
from bridgehead.kit.reference_fields import RecordNames
from bridgehead.kit.saved_lists import SavedLists
from bridgehead.site.stage_names import STAGES

WRITE_MAILS = (
    "bridgehead.match.services.digest_kind",
    "bridgehead.views.services.view_mails",
    "bridgehead.mailings.services.group_mail",
    "bridgehead.events.services.event_mail_kind",
    "bridgehead.ecosystem.services.membership_mail_kind",
)


@cache
def navigation() -> tuple[NavigationEntry, ...]:
    """The entries of the navigation that the stages' pages register as `NAVIGATION`."""
    return tuple(entry for found in _registered("web", "NAVIGATION") for entry in found)


@cache
def doors() -> Doors:
    """What every address is about (`site.doors`)."""
    return cast("Doors", import_module("bridgehead.site.doors").DOORS)


def shared_between_members() -> frozenset[str]:
    """What members see of each other, as the workspace's settings say."""
    return cast("frozenset[str]", import_module("bridgehead.settings.queries").members_see())


@cache
def record_pages() -> RecordPages:
    """The pages of records that the stages' pages register as `RECORD_PAGES`."""
    return MappingProxyType(
        {model: page for found in _registered("web", "RECORD_PAGES") for model, page in found.items()}
    )


@cache
def record_tabs() -> RecordTabs:
    """The pages on records that the stages' pages register as `RECORD_TABS`, by table."""
    found: dict[type[Model], list[RecordTab]] = {}
    for registered in _registered("web", "RECORD_TABS"):
        for model, tabs in registered.items():
            found.setdefault(model, []).extend(tabs)
    return MappingProxyType(found)


def record_names() -> RecordNames:
    """Who knows the names of records, and which record a text names."""
    return cast("RecordNames", import_module("bridgehead.workspace.services.record_choices"))


@cache
def change_phrases() -> Mapping[str, Any]:
    """How each action of the change log reads, as the stages' `phrases` say in `CHANGES`."""
    return MappingProxyType(
        {action: text for found in _registered("phrases", "CHANGES") for action, text in found.items()}
    )


@cache
def record_kinds() -> RecordKinds:
    """The kinds of record, as the stages' `case_files` list their files in `FILES`."""
    return MappingProxyType({file.kind: file for found in _registered("case_files", "FILES") for file in found})


@cache
def record_phrases() -> AllRecordPhrases:
    """What each kind of record is called, as the stages' `phrases` say in `RECORDS`."""
    return MappingProxyType({kind: text for found in _registered("phrases", "RECORDS") for kind, text in found.items()})


@cache
def expected_phrases() -> Mapping[str, Any]:
    """What the stages' cores expect of inputs, in words, as their `phrases` say in `EXPECTED`."""
    return MappingProxyType(
        {code: text for found in _registered("phrases", "EXPECTED") for code, text in found.items()}
    )


@cache
def mail_kinds() -> Mapping[str, Any]:
    """What the stages that write mails say of their kinds, in `MAIL_KINDS`."""
    return MappingProxyType(
        {kind: said for module in WRITE_MAILS for kind, said in import_module(module).MAIL_KINDS.items()}
    )


@cache
def saved_lists() -> SavedLists:
    """The lists whose views can be saved, which the stages' pages register as `LISTS`."""
    return MappingProxyType({page: known for found in _registered("web", "LISTS") for page, known in found.items()})


def _registered(module: str, name: str) -> Iterator[Any]:
    for stage in STAGES:
        if find_spec(f"bridgehead.{stage}.{module}") is not None:
            found = getattr(import_module(f"bridgehead.{stage}.{module}"), name, None)
            if found is not None:
                yield found
