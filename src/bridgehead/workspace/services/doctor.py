"""What is wrong with a workspace: values, references, keys, background work, the store itself. It mends nothing.

Each check is a function that yields findings; `CHECKS` lists them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models
from django.utils.functional import Promise
from django_tasks_db.models import DBTaskResult

from bridgehead.kit import checks, record_pages, stored, workers
from bridgehead.kit.checked_field import CheckedField
from bridgehead.kit.errors import shorten
from bridgehead.kit.expectations import Expected, expects
from bridgehead.kit.model_fields import KeyField
from bridgehead.kit.models import KeyedRecord
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import CASE_FILES
from bridgehead.workspace.queries import stray_references
from bridgehead.workspace.services import store_checks

FILES = {file.model: file.name for file in CASE_FILES}
SHOWN = 50


@dataclass(frozen=True)
class StoreFault:
    """One thing that is not as it should be.

    Attributes
    ----------
    said
        What is wrong, in words.
    table, record, column, found, expected
        Of a value: where it stands, what stands there (shortened), what should.
    link
        Address of the page that shows the record; blank where none does.
    mend
        What to do.
    is_wrong
        False for what is only said.
    """

    said: str
    table: str = ""
    record: str = ""
    column: str = ""
    found: str = ""
    expected: str = ""
    link: str = ""
    mend: str = ""
    is_wrong: bool = True

    @property
    def line(self) -> str:
        """All of it in one line."""
        return " ".join(part for part in (self.said, self.mend, self.link) if part)


@dataclass(frozen=True)
class Check:
    """One check: what it looks at, in words, and how."""

    name: str
    title: Promise
    run: Callable[[Progress], Iterator[StoreFault]]


@dataclass(frozen=True)
class Examined:
    """What one check found."""

    check: Check
    findings: tuple[StoreFault, ...]


def examine(*, progress: Progress = no_progress) -> list[Examined]:
    """Run every check, until the store does not answer any more."""
    found: list[Examined] = []
    for check in CHECKS:
        findings: list[StoreFault] = []
        try:
            findings.extend(check.run(progress))
        except DatabaseError as error:
            said = phrases.store_silent(str(error).partition("\n")[0])
            return [*found, Examined(check, (*findings, StoreFault(said, mend=phrases.restore())))]
        found.append(Examined(check, tuple(findings)))
    return found


def judged() -> list[tuple[type[models.Model], list["models.Field[Any, Any]"]]]:
    """Every table with its columns that judge what they hold; references are looked at apart."""
    every = apps.get_app_config("bridgehead").get_models()
    found: list[tuple[type[models.Model], list[models.Field[Any, Any]]]] = []
    for model in every:
        fields: list[models.Field[Any, Any]] = [f for f in model._meta.concrete_fields if isinstance(f, CheckedField)]
        if fields:
            found.append((model, fields))
    return found


def values(progress: Progress) -> Iterator[StoreFault]:
    """Values that their fields do not take."""
    for model, fields in progress(judged(), "Reading values"):
        for fault in stored.faults(model._default_manager.all(), fields, record_pages.needed(model)):
            expected, mend = checks.expected(fault.field), _mend(model, fault.field)
            yield of_value(model, fault.key, fault.field, fault.value, expected, fault.row, mend)


def of_value(
    model: type[models.Model],
    key: Any,
    field: "models.Field[Any, Any]",
    value: Any,
    expected: Expected,
    row: dict[str, Any],
    mend: str,
) -> StoreFault:
    """A finding about one stored value."""
    table, found = model.__name__.lower(), shorten("nothing" if value in checks.BLANKS else str(value))
    link = record_pages.address(model, row) if set(record_pages.needed(model)) <= set(row) else ""
    said = phrases.wrong_value(table, str(key), field.name, found, shorten(str(expected), 160))
    return StoreFault(said, table, str(key), field.name, found, str(expected), link, mend)


def _mend(model: type[models.Model], field: "models.Field[Any, Any]") -> str:
    """How a value is put right."""
    if field.primary_key and not isinstance(field, KeyField):
        return phrases.change_id() if model in FILES else ""
    if field.name in record_pages.edited(model):
        return phrases.edit_on_page()
    return phrases.import_corrected(f"{FILES[model]}.csv") if model in FILES else ""


def references(progress: Progress) -> Iterator[StoreFault]:
    """References that point nowhere."""
    for model, key, field, value, expected in stray_references.found(progress):
        names = record_pages.needed(model)
        leads = field.attname not in names  # else its page is what is not there
        row = model._default_manager.filter(pk=key).values(*names).first() if names and leads else {}
        mend = phrases.import_named(f"{FILES[model]}.csv") if model in FILES else ""
        yield of_value(model, key, field, value, expected, row or {}, mend)


def keys(progress: Progress) -> Iterator[StoreFault]:
    """Rows that stand under another key than their columns make, so that an import would double them."""
    for model, _ in progress(judged(), "Reading keys"):
        if issubclass(model, KeyedRecord):
            every = model._default_manager.all()
            for row in stored.rows_as_stored(every, ["id", *model.key_fields]):
                id_, key = row["id"], model.key_of(row)
                if id_ != key and id_ != model.key_of(every.values(*model.key_fields).get(pk=id_)):
                    yield of_value(model, id_, model._meta.pk, id_, expects("key", key=key), {}, phrases.import_anew())


def store(progress: Progress) -> Iterator[StoreFault]:
    """Faults of the store and of the files beside it."""
    for said, mend in store_checks.faults(progress):
        yield StoreFault(said, mend=mend)


def work(_progress: Progress) -> Iterator[StoreFault]:
    """Whether somebody does what pages put off: reading uploads, training, sending mail."""
    if workers.work_waits():
        tasks = DBTaskResult.objects.ready().count()
        yield StoreFault(phrases.no_worker(tasks), mend=phrases.start_server(), is_wrong=bool(tasks))


CHECKS = (
    Check("store", phrases.CHECKS["store"], store),
    Check("values", phrases.CHECKS["values"], values),
    Check("references", phrases.CHECKS["references"], references),
    Check("keys", phrases.CHECKS["keys"], keys),
    Check("work", phrases.CHECKS["work"], work),
)


def as_lines(found: Sequence[Examined]) -> Iterator[str]:
    """What was found, a line a finding; of many the first."""
    for examined in found:
        wrong = [finding for finding in examined.findings if finding.is_wrong]
        if wrong:
            yield f"{examined.check.title}: {len(wrong):,}"
        yield from (f"  {finding.line}" for finding in wrong[:SHOWN])
        if len(wrong) > SHOWN:
            yield f"  {phrases.more_findings(len(wrong) - SHOWN)}"
    if is_well(found):
        yield phrases.all_well([examined.check.title for examined in found])
    yield from (finding.line for e in found for finding in e.findings if not finding.is_wrong)


def is_well(found: Sequence[Examined]) -> bool:
    """Whether nothing is wrong."""
    return not any(finding.is_wrong for examined in found for finding in examined.findings)
