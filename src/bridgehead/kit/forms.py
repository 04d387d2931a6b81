"""What every form shares: one way to a service, errors beside their fields (`form_fields.py` has the fields).

Every POST goes through a form in `forms.py` beside its page. A form cleans what was typed; the service checks and
writes; what the service refuses comes back into the form, with all that was typed.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, ClassVar, TypeVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.choices import flatten_choices
from django.utils.functional import Promise
from django.utils.text import capfirst

from bridgehead.kit import change_log
from bridgehead.kit.errors import BridgeheadError, InputError, NotAllowed, NotFound, Repeated, Stale
from bridgehead.kit.field_limits import LARGEST_ID
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.submissions import new_token, submission, submission_key

F = TypeVar("F", bound="VerbForm")
R = TypeVar("R")
Label = str | Promise
NOT_SENT = {"csrfmiddlewaretoken", "token"}


class VerbForm(forms.Form):
    """One POST: what it takes, and what became of it.

    Attributes
    ----------
    stale
        The two versions of the record, where somebody else changed it since the form was opened.
    status
        The status with which a page shows the form again.
    """

    columns: ClassVar[Mapping[str, str]] = {}
    """What a service calls a field, where the page calls it otherwise."""

    token = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput, initial=new_token)
    stale: Stale | None = None
    status = 400

    def carry_out(self, verb: Callable[..., Receipt[R]], *args: Any, **given: Any) -> Receipt[R | None] | None:
        """Have a service do what the form asks; None if the form or the service refuses, which the form then says.

        The same form sent a second time answers with the batch of the first and its tallies, and no result.

        Raises
        ------
        NotFound, NotAllowed
            As the service says: a page of their own answers for them.
        """
        if not self.is_valid():
            return None
        viewer = given.get("viewer")
        try:
            with submission(self._key(), given.get("who") if viewer is None else viewer.id):
                done = verb(*args, **given)
                return Receipt(done.result, done.batch, done.tallies)
        except Repeated as error:
            return Receipt(None, error.batch, change_log.tallies_of(error.batch))
        except (NotFound, NotAllowed):
            raise
        except BridgeheadError as error:
            if error.status == HTTPStatus.INTERNAL_SERVER_ERROR:  # a fault of ours: its page has a number to report
                raise
            self.refuse(error)
            return None

    def refuse(self, error: BridgeheadError) -> None:
        """Show what a service says: beside its field, where it names one."""
        self.status = error.status
        if isinstance(error, Stale):
            self.stale = error
            posted: QueryDict = self.data.copy()  # type: ignore[attr-defined]
            posted["seen"] = str(error.position)
            self.data = posted
        column = error.column if isinstance(error, InputError) else None
        column = self.columns.get(column or "", column)
        column = column if column in self.fields else None
        if isinstance(error, InputError) and error.file:  # the name of a file keeps its letters
            self.add_error(column, str(error))
        else:
            self.add_error(column, capfirst(error.reason if isinstance(error, InputError) else str(error)))

    @property
    def values(self) -> dict[str, Any]:
        """What was sent, cleaned, under the names by which a service takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}

    def sent(self, name: str) -> str:
        """What was sent in a field, also where it was refused, as far as a store can be asked for it."""
        return str(self[name].value() or "").replace("\0", "")

    @property
    def versions(self) -> list[tuple[Label, Any, Any]]:
        """Of each field that two people gave different values: what it is called, what is saved now, what was typed."""
        found: list[tuple[Label, Any, Any]] = []
        for difference in self.stale.differences if self.stale else ():
            name = difference.name.removesuffix("_id")
            field = self.fields.get(name)
            words = _words_of(field)
            said = [_said(value, words) for value in (difference.theirs, difference.yours)]
            found.append(((field.label if field else None) or name, *said))
        return found

    @property
    def problem(self) -> str:
        """All that is wrong as one text, for a page that has no place beside the fields."""
        labelled = {name for name, field in self.fields.items() if field.label and not field.widget.is_hidden}
        said = [
            f"{self[name].label}: {message}" if name in labelled else str(message)
            for name, messages in self.errors.items()
            for message in messages
        ]
        return " ".join(said)

    def _key(self) -> str:
        posted: QueryDict = self.data  # type: ignore[assignment]
        sent = [(name, values) for name, values in sorted(posted.lists()) if name not in NOT_SENT]
        files: list[tuple[str, Any, Any]] = [(name, file.name, file.size) for name, file in self.files.items()]  # type: ignore[union-attr]
        return submission_key(self.cleaned_data.get("token", ""), (type(self).__name__, sent, files))


class RecordForm(VerbForm):
    """A form on a record that others may change meanwhile: it knows which version it was drawn from."""

    seen = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_ID, widget=forms.HiddenInput)


def drawn(sent: VerbForm | None, kind: type[F], **options: Any) -> F:
    """The form of a kind on a page that has several: the one that was sent, if it is of this kind, else a fresh one."""
    return sent if isinstance(sent, kind) else kind(**options)


def ids_of_inputs(record: str) -> str:
    """What the inputs of a form are called on a page that has one for each of several records."""
    return f"{record.replace('%', '%%')}-%s"


def with_status(page: HttpResponse, sent: VerbForm | None) -> HttpResponse:
    """A page that shows a refused form again, with the status of the refusal; unchanged where none was sent.

    A part of a page that a script asked for takes its place all the same.
    """
    if sent is not None:
        page.status_code = sent.status
        page.headers["HX-Reswap"] = "outerHTML"
    return page


def ids_of(about: str) -> str:
    """The ids of a form's fields on a page that has one such form a thing; for Django's `auto_id`."""
    return f"%s-{about.replace('%', '%%')}"


class ThemeForm(VerbForm):
    """Light, dark or (blank) the system's choice; anything else counts as the system's."""

    theme = forms.CharField(required=False, max_length=20)
    next = forms.CharField(required=False)


def _words_of(field: forms.Field | None) -> dict[Any, Label]:
    """What a choice calls its values; nothing for other fields."""
    if not isinstance(field, forms.ChoiceField):
        return {}
    choices: Any = field.choices
    return dict(flatten_choices(choices))


def _said(value: Any, words: Mapping[Any, Label]) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return words.get(value, value)
