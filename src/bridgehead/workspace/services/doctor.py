"""What is wrong with a workspace: values, references, keys, background work, the store itself. It mends nothing.

Each check is a function that yields findings; `CHECKS` lists them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models
from django.utils.text import capfirst
from django_tasks_db.models import DBTaskResult

from bridgehead.kit import checks, record_pages, stored, workers
from bridgehead.kit.errors import shorten
from bridgehead.kit.model_fields import CheckedField, KeyField
from bridgehead.kit.models import KeyedRecord
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.workspace.queries import stray_references
from bridgehead.workspace.services import store_checks
from bridgehead.workspace.services.case_folder import CASE_FILES

FILES = {file.model: file.name for file in CASE_FILES}
SHOWN = 50
ANEW = "Export a case folder and import it into a new workspace"
RENAMED = "Export a case folder, change the id in all of its files, and import it into a new workspace"


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
        return " ".join(part for part in (f"{self.said}.", f"{self.mend}." if self.mend else "", self.link) if part)


@dataclass(frozen=True)
class Check:
    """One check: what it looks at, in words, and how."""

    name: str
    title: str
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
            said = f"the store does not answer: {str(error).partition(chr(10))[0]}"
            return [*found, Examined(check, (*findings, StoreFault(said, mend=store_checks.RESTORE)))]
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
    expected: str,
    row: dict[str, Any],
    mend: str,
) -> StoreFault:
    """A finding about one stored value."""
    table, found = model.__name__.lower(), shorten("nothing" if value in checks.BLANKS else str(value))
    link = record_pages.address(model, row) if set(record_pages.needed(model)) <= set(row) else ""
    said = f"{table} {key}, column {field.name}: found {found!r}, expected {shorten(expected, 160)}"
    return StoreFault(said, table, str(key), field.name, found, expected, link, mend)


def _mend(model: type[models.Model], field: "models.Field[Any, Any]") -> str:
    """How a value is put right."""
    if field.primary_key and not isinstance(field, KeyField):
        return RENAMED if model in FILES else ""
    if field.name in record_pages.edited(model):
        return "Edit it on its page"
    return f"Import a case folder in which {FILES[model]}.csv has the corrected row" if model in FILES else ""


def references(progress: Progress) -> Iterator[StoreFault]:
    """References that point nowhere."""
    for model, key, field, value, expected in stray_references.found(progress):
        names = record_pages.needed(model)
        leads = field.attname not in names  # else its page is what is not there
        row = model._default_manager.filter(pk=key).values(*names).first() if names and leads else {}
        mend = f"Import a case folder with what it names, or in which {FILES[model]}.csv has the corrected row"
        yield of_value(model, key, field, value, expected, row or {}, mend if model in FILES else "")


def keys(progress: Progress) -> Iterator[StoreFault]:
    """Rows that stand under another key than their columns make, so that an import would double them."""
    for model, _ in progress(judged(), "Reading keys"):
        if issubclass(model, KeyedRecord):
            every = model._default_manager.all()
            for row in stored.rows_as_stored(every, ["id", *model.key_fields]):
                id_, key = row["id"], model.key_of(row)
                if id_ != key and id_ != model.key_of(every.values(*model.key_fields).get(pk=id_)):
                    yield of_value(model, id_, model._meta.pk, id_, f"the key {key!r}", {}, ANEW)


def store(progress: Progress) -> Iterator[StoreFault]:
    """Faults of the store and of the files beside it."""
    for said, mend in store_checks.faults(progress):
        yield StoreFault(said, mend=mend)


def work(_progress: Progress) -> Iterator[StoreFault]:
    """Whether somebody does what pages put off: reading uploads, training, sending mail."""
    if workers.work_waits():
        tasks = DBTaskResult.objects.ready().count()
        waiting = f"{tasks:,} tasks wait for one" if tasks else "nothing waits for one"
        yield StoreFault(f"no worker runs, and {waiting}", mend="`bridgehead serve` starts one", is_wrong=bool(tasks))


CHECKS = (
    Check("store", "faults of the store", store),
    Check("values", "stored values that their fields do not take", values),
    Check("references", "references that point nowhere", references),
    Check("keys", "rows under a wrong key", keys),
    Check("work", "faults of background work", work),
)


def as_answer(found: Sequence[Examined]) -> dict[str, Any]:
    """All findings by check, as `bridgehead doctor --json` prints them."""
    return {"checks": {e.check.name: [asdict(finding) for finding in e.findings] for e in found}}


def as_lines(found: Sequence[Examined]) -> Iterator[str]:
    """What was found, a line a finding; of many the first."""
    for examined in found:
        wrong = [finding for finding in examined.findings if finding.is_wrong]
        if wrong:
            yield f"{capfirst(examined.check.title)}: {len(wrong):,}"
        yield from (f"  {finding.line}" for finding in wrong[:SHOWN])
        if len(wrong) > SHOWN:
            yield f"  … and {len(wrong) - SHOWN:,} more: `bridgehead doctor --json` lists all"
    if is_well(found):
        yield f"Nothing is wrong. Looked for {', '.join(examined.check.title for examined in found)}."
    yield from (f"Besides: {finding.line}" for e in found for finding in e.findings if not finding.is_wrong)


def is_well(found: Sequence[Examined]) -> bool:
    """Whether nothing is wrong."""
    return not any(finding.is_wrong for examined in found for finding in examined.findings)
