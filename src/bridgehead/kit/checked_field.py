"""What makes a model's field judge every value written to it, whoever writes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from bridgehead.kit.error_phrases import enter
from bridgehead.kit.expectations import Expectation

if TYPE_CHECKING:
    CharField = models.CharField[str, str]
    TextField = models.TextField[str, str]
    FloatField = models.FloatField[float | None, float | None]
    IntegerField = models.IntegerField[int | None, int | None]
    JSONField = models.JSONField[list[str], list[str]]
else:
    CharField, TextField, FloatField = models.CharField, models.TextField, models.FloatField
    IntegerField, JSONField = models.IntegerField, models.JSONField


class CheckedField:
    """What makes a field judge every value written to it, whoever writes.

    Every field says `expected` and `accepts` for itself, or is refused when it is defined. This is no ABC, since
    Django copies a field by assigning its `__class__`, which Python refuses between an ABC and a plain class.
    """

    _validators: list[Callable[[Any], None]]

    if TYPE_CHECKING:

        @property
        def expected(self) -> Expectation:
            """What it takes."""

        def accepts(self, value: Any) -> bool:
            """Whether it takes a value that is not blank."""

    def __init_subclass__(cls) -> None:
        """Refuse a field that does not say both."""
        super().__init_subclass__()
        missing = [name for name in ("expected", "accepts") if not hasattr(cls, name)]
        if missing:
            raise TypeError(f"{cls.__name__} has no {' and no '.join(missing)}")

    def expected_for(self, value: Any) -> Expectation:
        """What it takes in the place of a value that it does not take."""
        return self.expected

    @property
    def validators(self) -> list[Callable[[Any], None]]:
        """Django's way to ask; computed anew, so that what Django appends (a second word on length) is not kept."""
        return [*self._validators, self._validate]

    def _validate(self, value: Any) -> None:
        if not self.accepts(value):
            raise ValidationError(enter(self.expected_for(value)), code="not_accepted")
