"""The JSON shapes of the settings."""

from typing import Literal, Self

from pydantic import BaseModel

from bridgehead.settings import queries
from bridgehead.settings.services.change_settings import setting_column, setting_names


class SettingOut(BaseModel):
    """A setting: its value as text (blank for none) and where that comes from.

    `variable` is the environment variable that decides it, where the server does.
    """

    key: str
    value: str
    origin: Literal["server", "saved", "default"]
    variable: str | None


class SettingsOut(BaseModel):
    """All settings; of the mail password only whether there is one."""

    settings: list[SettingOut]
    mail_password_is_set: bool

    @classmethod
    def now(cls) -> Self:
        """What holds."""
        found, origins = queries.workspace_settings(), queries.origins()
        columns = {name: setting_column(name) for name in setting_names()}
        return cls(
            settings=[
                SettingOut(
                    key=name,
                    value=column.writes(getattr(found, column.attribute)),
                    origin=origins[name].value,
                    variable=queries.variable_of(name) or None,
                )
                for name, column in columns.items()
            ],
            mail_password_is_set=queries.mail_password_is_set(),
        )
