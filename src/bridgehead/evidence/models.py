"""Codebooks, codings and the evidence that comes of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import DATED
from bridgehead.kit.model_fields import (
    CodeField,
    CountField,
    DateField,
    LanguageField,
    LineField,
    ListField,
    LongTextField,
    MomentField,
    TermField,
)
from bridgehead.kit.models import KeyedRecord, NamedRecord

ACTIVITY = "bridgehead.Activity"
ACTOR = "bridgehead.Actor"
SOURCE = "bridgehead.Source"


class Codebook(NamedRecord):
    """A set of codes: one for firms, one for the cluster, one for the network of clusters (§3.3.2)."""

    name = LineField(blank=False)
    version = LineField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Code(NamedRecord):
    """A theme of a codebook; its id is stable, so that renaming and moving keep every coding."""

    codebook = models.ForeignKey(Codebook, on_delete=models.PROTECT, related_name="codes")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name = LineField(blank=False)
    definition = LongTextField()
    preset = TermField(vocabulary="yes_no", verbose_name=_("From the framework"))
    created = DateField()

    def __str__(self) -> str:
        return self.name


class Coding(NamedRecord):
    """One coder's application of a code to an excerpt: characters `start` to `end` of the source's text."""

    source = models.ForeignKey(SOURCE, on_delete=models.PROTECT, related_name="codings")
    start = CountField(low=0, verbose_name=_("First character"))
    end = CountField(low=0, verbose_name=_("Last character"))
    code = CodeField(blank=False, db_index=True)
    coder = LineField(max_length=200)
    session = LineField(max_length=200, verbose_name=_("Coding round"))
    reconciled_from = LineField(
        help_text="ids of the codings that a reconciled one replaces", verbose_name=_("Replaces")
    )
    memo = LongTextField()
    rejected_by = LineField(
        max_length=200, help_text="who decided against it when the coders were compared", verbose_name=_("Rejected by")
    )


class CodingSession(KeyedRecord):
    """A coding round: coders work unseen by each other until somebody opens it; then it takes no more codings."""

    key_fields = ("name",)
    name = LineField(
        blank=False, max_length=200, help_text="as in the column `session` of codings", verbose_name=_("Name")
    )
    opened_by = LineField(
        max_length=200, help_text="blank while the coders do not see each other's work", verbose_name=_("Opened by")
    )
    opened_at = MomentField(verbose_name=_("Opened at"))

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether its coders see each other's work."""
        return bool(self.opened_by)


class Evidence(NamedRecord):
    """An excerpt, survey answer or record that supports a judgement about an actor."""

    actor = models.ForeignKey(
        ACTOR, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("Organisation")
    )
    code = CodeField(db_index=True)
    direction = TermField(vocabulary="direction")
    salience = CountField(low=1, high=3)
    origin = TermField(vocabulary="origin")
    mechanism = TermField(vocabulary="mechanism")
    activity = models.ForeignKey(ACTIVITY, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    source = models.ForeignKey(SOURCE, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    locator = LineField(verbose_name=_("Location"))
    coding = models.ForeignKey(Coding, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    summary = LongTextField()
    quote = LongTextField()
    language = LanguageField()
    translation = LongTextField()
    date = DateField()
    after = ListField(item=DATED, help_text="what came before, where dates do not say it", verbose_name=_("Came after"))
    prospective = TermField(
        vocabulary="yes_no", help_text="yes: hoped for, not had; it counts in no judgement", verbose_name=_("Hoped for")
    )
    perceived_by = TermField(
        vocabulary="perceived_by", help_text="of a region's identity", verbose_name=_("Perceived by")
    )
    coder = LineField(max_length=200)


class MatrixSummary(KeyedRecord):
    """A summary that somebody wrote into a cell of the framework matrix: an actor or a source, on one code."""

    key_fields = ("actor_id", "source_id", "code")
    actor = models.ForeignKey(
        ACTOR,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="matrix_summaries",
        verbose_name=_("Organisation"),
    )
    source = models.ForeignKey(SOURCE, null=True, blank=True, on_delete=models.PROTECT, related_name="matrix_summaries")
    code = CodeField(blank=False, db_index=True)
    summary = LongTextField(blank=False)
