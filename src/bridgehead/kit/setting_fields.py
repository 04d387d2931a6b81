"""Model fields of settings: colours, time zones, hosts, addresses, a choice of what the product itself knows."""

import re
from email.utils import parseaddr
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from bridgehead.kit.expectations import Expectation, expects
from bridgehead.kit.field_limits import is_colour
from bridgehead.kit.model_fields import LineField

HOST = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]{0,251}[0-9A-Za-z])?|\[?[0-9A-Fa-f:]{2,45}\]?", re.ASCII)


@cache
def time_zones() -> tuple[str, ...]:
    """The time zones that can be chosen, by name: places, and UTC."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return (*places, "UTC")


class SettingField(LineField):
    """A setting: what the store took and the field does not is the default, so that every page opens."""

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """The value, or the default where it is none."""
        return value if not value or self.accepts(value) else str(self.get_default())


class ColourField(SettingField):
    """A colour: `#0b57a4`."""

    expected = expects("colour")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 7, **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and is_colour(value)


class TimeZoneField(SettingField):
    """A time zone by its name in the IANA database: `Europe/Copenhagen`."""

    expected = expects("time_zone")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 60, **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and value in time_zones()


class HostField(SettingField):
    """The name or address of a server, without a scheme, a port or a path."""

    expected = expects("host")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 253, **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and HOST.fullmatch(value) is not None


class SenderField(LineField):
    """Whom a mail comes from: an address, or a name and an address in angle brackets."""

    expected = expects("sender")

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 300, **options})

    def accepts(self, value: Any) -> bool:  # noqa: D102
        if not super().accepts(value) or any(not sign.isprintable() for sign in value):
            return False
        try:
            validate_email(parseaddr(value)[1])
        except ValidationError:
            return False
        return True


class OptionField(SettingField):
    """One of some options that the product itself knows; they are no terms of the framework."""

    def __init__(self, *, options: tuple[str, ...] = (), **given: Any) -> None:
        self.options = options
        super().__init__(**{"max_length": 20, **given})

    @property
    def expected(self) -> Expectation:  # noqa: D102
        return expects("one_of", options=self.options)

    def accepts(self, value: Any) -> bool:  # noqa: D102
        return isinstance(value, str) and value in self.options
