"""Families of activities, each with the steps in which a part in one can lead on (framework, section 8, 3b)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import Field

from bridgehead.framework.labels import translated
from bridgehead.framework.toml_files import Text, TomlTable, check_table
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects

FILE = "funnels.toml"


@dataclass(frozen=True)
class FunnelFamily:
    """Activities that lead on in the same steps.

    Attributes
    ----------
    text
        Its label as the file has it.
    opportunities
        Kinds of opportunity whose activities belong here, whatever their own kind.
    activities
        Kinds of activity that belong here, where no opportunity says otherwise.
    steps
        Kinds of outcome, the first one first.
    """

    id: str
    text: str
    opportunities: tuple[str, ...]
    activities: tuple[str, ...]
    steps: tuple[str, ...]

    @property
    def label(self) -> str:
        """What a page calls it, in the reader's language."""
        return translated(self.text)


class FunnelFamilyTable(TomlTable):
    """A family in the file."""

    label: Text
    opportunities: list[Text] = Field(default=[], description="kinds of opportunity")
    activities: list[Text] = Field(default=[], description="kinds of activity")
    steps: list[Text] = Field(min_length=1, description="kinds of outcome, in order")


def read_funnel_families(tables: Mapping[str, Any], outcome_kinds: Collection[str]) -> Mapping[str, FunnelFamily]:
    """Families by id, in the order of the file.

    Raises
    ------
    InputError
        If an entry lacks what it needs, or a step is no kind of outcome or stands twice.
    """
    return MappingProxyType({id_: _family(id_, entry, outcome_kinds) for id_, entry in tables.items()})


def family_of(families: Mapping[str, FunnelFamily], activity: str, opportunity: str) -> FunnelFamily | None:
    """The family of an activity by its kind and its opportunity's; the opportunity goes first. None if in none."""
    by_opportunity = (one for one in families.values() if opportunity in one.opportunities)
    by_activity = (one for one in families.values() if activity in one.activities)
    return next(by_opportunity, None) or next(by_activity, None)


def _family(id_: str, entry: Any, outcome_kinds: Collection[str]) -> FunnelFamily:
    table = check_table(FunnelFamilyTable, entry, file=FILE, key=id_, expected=expects("family_table"))
    for number, step in enumerate(table.steps):
        if step not in outcome_kinds or step in table.steps[:number]:
            expected = expects("each_once_of", options=outcome_kinds)
            raise InputError(expected, file=FILE, column=f"{id_}.steps", found=step)
    return FunnelFamily(id_, table.label, tuple(table.opportunities), tuple(table.activities), tuple(table.steps))
