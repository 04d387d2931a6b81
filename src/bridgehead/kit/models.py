"""What every stage's models share, the change log and the audit log."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from bridgehead.kit.change_phrases import by_whom, describe
from bridgehead.kit.model_fields import IdField, KeyField


class NamedRecord(models.Model):
    """A record with a readable id of its own."""

    id = IdField(primary_key=True)

    class Meta:
        abstract = True


class KeyedRecord(models.Model):
    """A record that its references identify; `key_fields` joined make its primary key.

    Neither an import nor a form can double such a record, and the change log reads plainly.
    """

    id = KeyField()
    key_fields: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    @classmethod
    def key_of(cls, values: dict[str, Any]) -> str:
        r"""The primary key that a row with these values has: no other row has the same.

        A `/` within a value is written `\/`, and a `\` itself `\\` (docs/decisions/keys-of-rows.md).
        """
        parts = [str(values.get(name) or "") for name in cls.key_fields]
        key = "/".join(parts)
        if "\\" in key or key.count("/") >= len(parts):
            while not parts[-1]:
                parts.pop()
            return "/".join(part.replace("\\", "\\\\").replace("/", "\\/") for part in parts)
        return key.rstrip("/")


class Batch(models.Model):
    """One import, one bulk change or one edit: what is undone together.

    `action` is its kind and verb (`team.save`), `subject` the id of what it was done to, `parameters` what its
    phrase names (`kit.change_phrases`), never a person. `worded` is the text of a batch from before 0.2.0.
    `submission` tells which sending of which form asked for it, so that the same one does it once.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(auto_now_add=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="batches")
    action = models.CharField(max_length=60, default="", blank=True)
    subject = models.TextField(default="", blank=True)
    parameters = models.JSONField(default=dict, blank=True)
    worded = models.CharField(max_length=300, default="", blank=True)
    undoes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    submission = models.CharField(max_length=40, null=True, db_index=True, editable=False)  # noqa: DJ001 most have none

    def __str__(self) -> str:
        return self.what

    @property
    def what(self) -> str:
        """What it did, in words."""
        return describe(self)

    @property
    def by(self) -> str:
        """Who did it, in words."""
        return by_whom(self)


class Change(models.Model):
    """One line of the append-only log: history, audit and undo at once.

    `before` and `after` hold the fields that changed. An added record has neither (its state is the
    record itself) unless the same batch had removed it, then its row is in `after`; a removed one has
    its whole row in `before`.
    """

    class Action(models.TextChoices):
        ADD = "add"
        CHANGE = "change"
        REMOVE = "remove"

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="changes")
    action = models.CharField(max_length=6, choices=Action.choices)
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=800)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["table", "key"])]

    def __str__(self) -> str:
        return f"{self.action} {self.table} {self.key}"


class AuditEntry(models.Model):
    """Who signed in, could not, signed out, changed how they sign in, or took data along; never a secret.

    `what` is the path of the page or the name of the command that handed data out. A name that was typed in vain is
    not kept: it may be a password in the wrong field.
    """

    class Event(models.TextChoices):
        SIGNED_IN = "signed_in"
        FAILED = "failed"
        REFUSED = "refused"
        CODE_FAILED = "code_failed"
        SIGNED_OUT = "signed_out"
        ENDED = "ended"
        PASSWORD = "password"  # noqa: S105 the name of an event
        SECOND_STEP = "second_step"
        LINK = "link"
        ACCOUNT = "account"
        EXPORT = "export"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="audit")
    event = models.CharField(max_length=20, choices=Event.choices)
    what = models.CharField(max_length=300, default="", blank=True)
    address = models.GenericIPAddressField(null=True)

    def __str__(self) -> str:
        return f"{self.event} {self.what}".strip()
