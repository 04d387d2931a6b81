"""A model field for a time of day."""

from typing import Any

from bridgehead.kit import partial_dates
from bridgehead.kit.checked_field import CharField, CheckedField
from bridgehead.kit.expectations import expects


class ClockField(CheckedField, CharField):
    """A time of a day: `09:30`."""

    expected = expects("clock_time")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 5, "blank": True, "default": "", **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and len(value) == len("09:30") and partial_dates.is_moment(value)

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """A time that somebody wrote past us and nobody can read is unknown; `doctor` names it."""
        return value if not value or self.accepts(value) else ""
