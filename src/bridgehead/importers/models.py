"""What an import remembers: uploads on their way in, column choices, pairs that are not the same."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from bridgehead.kit.model_fields import IdField, LineField


class ImportJob(models.Model):
    """A file that somebody gave to the web, from preview to import.

    `digest` tells a file that is given a second time; `task` is the number of the task in the queue that reads or
    writes it, blank where tasks are done at once.
    """

    class State(models.TextChoices):
        READING = "reading", "Reading"
        READY = "ready", "Ready to import"
        IMPORTING = "importing", "Importing"
        DONE = "done", "Imported"
        REFUSED = "refused", "Refused"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(auto_now_add=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="uploads")
    name = LineField(max_length=300)
    format = LineField(max_length=40)
    path = LineField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    digest = LineField(max_length=64)
    task = LineField(max_length=36)
    tally = models.JSONField(default=dict)
    error = models.TextField(blank=True, default="")
    batch = models.ForeignKey("bridgehead.Batch", null=True, on_delete=models.SET_NULL, related_name="uploads")

    def __str__(self) -> str:
        return self.name


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
