"""What an import remembers: uploads on their way in, column choices, pairs that are not the same."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.model_fields import IdField, LineField
from bridgehead.kit.models import NamedRecord


class ImportJob(models.Model):
    """A file that somebody gave to the web, from preview to import.

    `digest` tells a file that is given a second time; `task` is the number of the task in the queue that reads or
    writes it, blank where tasks are done at once. Of a member list, `sheet` and `first_row` say where its data begin,
    and `cluster` whose members they all are. `rejected` counts rejected rows, and `leave_out` says that they are left
    out. `has_manifest` is unknown but of a case folder. `format` is blank until the kind of the file is recognised or
    chosen; `candidates` are the kinds that it can be, separated by spaces, where somebody has to choose. `activity` is
    what the people of an attendance list came to. `encoding` and `dates` are what somebody said of how a list is to be
    read (`ReadingChoices`), blank where it is found out.
    """

    class State(models.TextChoices):
        READING = "reading", _("Reading")
        ASKED = "asked", _("Needs an answer")
        READY = "ready", _("Ready to import")
        IMPORTING = "importing", _("Importing")
        DONE = "done", _("Imported")
        REFUSED = "refused", _("Rejected")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(auto_now_add=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="import_jobs")
    name = LineField(max_length=300)
    format = LineField(max_length=40)
    path = LineField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    digest = LineField(max_length=64)
    task = LineField(max_length=36)
    cluster = LineField(max_length=200)
    candidates = LineField(max_length=300)
    activity = LineField(max_length=200)
    encoding = LineField(max_length=20)
    dates = LineField(max_length=20)
    leave_out = models.BooleanField(default=False)
    sheet = LineField(max_length=300)
    first_row = models.PositiveIntegerField(null=True)
    rejected = models.PositiveIntegerField(default=0)
    has_manifest = models.BooleanField(null=True)
    error = models.TextField(blank=True, default="")
    batch = models.ForeignKey("bridgehead.Batch", null=True, on_delete=models.SET_NULL, related_name="import_jobs")

    def __str__(self) -> str:
        return self.name


class SkippedStep(NamedRecord):
    """A step of the set-up of the workspace that the cluster skipped, by its name; `all` for the whole set-up."""

    def __str__(self) -> str:
        return str(self.pk)


class ImportJobPart(models.Model):
    """One row of what an import job found, in order."""

    id = models.BigAutoField(primary_key=True)
    position = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["position"]


class ImportJobCount(ImportJobPart):
    """How many records of one table an import writes."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="counts")
    table = LineField(max_length=100)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)


class ImportJobColumn(ImportJobPart):
    """A column of a member list: what it was taken for, and what somebody chose instead."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="columns")
    heading = models.TextField(blank=True, default="")
    field = LineField(max_length=100)
    chosen = LineField(max_length=100)
    examples = models.TextField(blank=True, default="")


class ImportJobRecord(ImportJobPart):
    """One of the first records that an import affects."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="records")
    table = LineField(max_length=100)
    key = models.TextField()
    action = LineField(max_length=6)


class ImportJobValue(ImportJobPart):
    """A value of an affected record, before and after."""

    record = models.ForeignKey(ImportJobRecord, on_delete=models.CASCADE, related_name="values")
    name = LineField(max_length=100)
    before = models.TextField(blank=True, default="")
    after = models.TextField(blank=True, default="")


class ImportJobRejection(ImportJobPart):
    """A rejected row, or cells that were left blank, and why: the parts of an input error, worded when it is shown.

    Of cells `row` is the first, and `cells` says how many there are; it is 0 for a row that was rejected.

    `expectation` holds the code of what was expected and its parameters; where a service took it from its phrases,
    `expected` holds the words instead. `finding` does so where what stood there is told and not quoted in `found`.
    """

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rejections")
    file = models.TextField(blank=True, default="")
    row = models.PositiveIntegerField(null=True)
    column = models.TextField(blank=True, default="")
    found = models.TextField(null=True)  # noqa: DJ001 blank is a value that was found
    finding = models.JSONField(default=dict, blank=True)
    expected = models.TextField(blank=True, default="")
    expectation = models.JSONField(default=dict, blank=True)
    code = LineField(max_length=60)
    sentence = models.TextField(blank=True, default="")
    cells = models.PositiveIntegerField(default=0)

    @property
    def reason(self) -> str:
        """What is wrong and what to do."""
        expected = expects(**self.expectation) if self.expectation else self.expected
        found = finds(**self.finding) if self.finding else self.found
        error = InputError(expected, column=self.column, found=found, code=self.code, sentence=self.sentence)
        return error.reason


class ImportJobMatch(ImportJobPart):
    """An organisation of the file that is an existing actor by name, country and place."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="matches")
    name = models.TextField()
    actor = models.TextField()


class ImportJobFile(ImportJobPart):
    """A file that an import job tells of: edited since the export, or written with its rejected rows."""

    class Kind(models.TextChoices):
        EDITED = "edited", _("Edited")
        REJECTED = "rejected", _("Rejected rows")

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.TextField()


class ColumnChoice(models.Model):
    """A heading of somebody's spreadsheet and the column it was confirmed to mean."""

    id = models.BigAutoField(primary_key=True)
    heading = LineField(unique=True, max_length=300)
    column = LineField(max_length=100)


class DistinctPair(models.Model):
    """Two actors that a person said are not the same organisation; ids in order."""

    id = models.BigAutoField(primary_key=True)
    first = IdField()
    second = IdField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["first", "second"], name="not_the_same_once")]
