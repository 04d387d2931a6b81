"""What the cluster knows of the world: actors, their ties, activities and entries, and who uses the workbench."""

from collections.abc import Collection
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models.memberships import Membership, MembershipFee, MembershipRequest
from bridgehead.kit.access_phrases import ROLES
from bridgehead.kit.clock_field import ClockField
from bridgehead.kit.filenames import LONGEST
from bridgehead.kit.model_fields import (
    AccountField,
    CountField,
    CountryField,
    DateField,
    FileNameField,
    IdField,
    LanguageField,
    LineField,
    ListField,
    LongTextField,
    MentionField,
    NumberField,
    TermField,
)
from bridgehead.kit.models import KeyedRecord, NamedRecord
from bridgehead.kit.permissions import Role
from bridgehead.kit.sealing import SealedField
from bridgehead.kit.setting_fields import TimeZoneField

__all__ = [
    "DATED", "Activity", "Actor", "Counterfactual", "Entry", "Identifier", "Indicator", "Membership",
    "MembershipFee", "MembershipRequest", "Outcome", "Participation", "Person", "Source", "StoredFile", "Tie",
    "User",
]  # fmt: skip

ACTOR = "bridgehead.Actor"
ACTIVITY = "bridgehead.Activity"
SOURCE = "bridgehead.Source"
OPPORTUNITY = "bridgehead.Opportunity"

DATED = "ref:activity|tie|entry|evidence"
"""What has an order in time."""


class Actor(NamedRecord):
    """A firm, knowledge institution, public organisation, investor, cluster or network of clusters."""

    name = LineField(blank=False, db_index=True)
    kind = TermField(vocabulary="actor_kind", blank=False, db_index=True)
    size = TermField(vocabulary="actor_size")
    staff = NumberField(low=0, help_text="people employed, in full-time equivalents", verbose_name=_("Employees"))
    turnover = NumberField(low=0, help_text="a year, in euros", verbose_name=_("Turnover in euros"))
    placeholder = TermField(
        vocabulary="yes_no",
        help_text="yes: stands for an unnamed group, never a candidate",
        verbose_name=_("Unnamed group"),
    )
    invented = TermField(
        vocabulary="yes_no", help_text="yes: made up for practice", verbose_name=_("Made up for practice")
    )
    emergence = TermField(vocabulary="emergence", help_text="of a cluster")
    tags = ListField()
    country = CountryField(db_index=True)
    region = LineField(help_text="its NUTS code where known", verbose_name=_("Region (NUTS)"))
    city = LineField()
    founded = DateField(verbose_name=_("Founded"))
    sector = LineField()
    capabilities = ListField()
    description = LongTextField()
    website = LineField()
    declared_strategy = TermField(vocabulary="declared_strategy", verbose_name=_("Declared strategy"))
    aliases = ListField(verbose_name=_("Other names"))
    owner = AccountField(db_index=True, help_text="the colleague who looks after it", verbose_name=_("Owner"))

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """Somebody who signs in; a member's user belongs to an actor."""

    role = models.CharField(max_length=20, choices=list(ROLES.items()), default=Role.MEMBER_COLLEAGUE.value)
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="users")


class Identifier(KeyedRecord):
    """What a register calls an actor."""

    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="identifiers", verbose_name=_("Organisation")
    )
    scheme = LineField(blank=False, max_length=40, verbose_name=_("Register"))
    value = LineField(blank=False, max_length=200, verbose_name=_("Number"))
    key_fields = ("actor_id", "scheme", "value")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["scheme", "value"])]


class Person(NamedRecord):
    """A contact at an actor: personal data."""

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="people", verbose_name=_("Organisation"))
    name = LineField(blank=False, verbose_name=_("Name"))
    role = LineField()
    email = LineField(verbose_name=_("Email"))
    phone = LineField()
    language = LanguageField()
    consent = LineField()
    tags = ListField()

    def __str__(self) -> str:
        return self.name


class Source(NamedRecord):
    """Where evidence comes from, with its appraisal (§3.3.3): fits the purpose, is current, is trustworthy."""

    title = LineField(blank=False)
    kind = TermField(vocabulary="source_kind", blank=False)
    voice = LineField(help_text="who speaks: sources of one voice are not independent", verbose_name=_("Who speaks"))
    role = LineField(help_text="of whoever speaks", verbose_name=_("Their role"))
    form = TermField(vocabulary="source_form", verbose_name=_("Form of interview"))
    place = LineField()
    minutes = CountField(low=0)
    chosen_by = LineField(help_text="who chose whom to ask", verbose_name=_("Chosen by"))
    file = LineField(verbose_name=_("Stored file"))
    language = LanguageField()
    date = DateField()
    purpose = TermField(vocabulary="yes_no", verbose_name=_("Fits the purpose"))
    current = TermField(vocabulary="yes_no", verbose_name=_("Is current"))
    trust = TermField(vocabulary="yes_no", verbose_name=_("Is trustworthy"))
    confidentiality = LineField()
    consent = LineField()

    def __str__(self) -> str:
        return self.title


class StoredFile(models.Model):
    """A file of the case folder's `files/`: the text of a source, or what a research project holds besides."""

    id = FileNameField(primary_key=True, max_length=LONGEST, blank=False)
    content = SealedField()

    @classmethod
    def clash(cls, names: Collection[str]) -> tuple[str, str] | None:
        """One of these files and another whose name is a folder of the other's: no folder can hold both."""
        given = set(names)
        above = {"/".join(parts[:n]) for name in given for parts in (name.split("/"),) for n in range(1, len(parts))}
        files = (above & given) | set(cls.objects.filter(pk__in=above).values_list("pk", flat=True))
        for file in sorted(files):
            return file, next(name for name in sorted(given) if name.startswith(f"{file}/"))
        for name in sorted(given):
            inside = cls.objects.filter(pk__startswith=f"{name}/").values_list("pk", flat=True).first()
            if inside is not None:
                return name, inside
        return None


class Activity(NamedRecord):
    """What the cluster, or anybody, does with actors: an event, a project, a trip."""

    name = LineField(blank=False)
    after = ListField(item=DATED, help_text="what came before, where dates do not say it", verbose_name=_("Came after"))
    kind = TermField(vocabulary="activity_kind", blank=False, db_index=True)
    organiser = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="organised")
    start = DateField(db_index=True)
    end = DateField()
    market = CountryField()
    funder = MentionField(model="actor")
    programme = LineField()
    themes = ListField()
    tags = ListField()
    opportunity = models.ForeignKey(
        OPPORTUNITY, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    external_id = LineField(max_length=200, db_index=True, verbose_name=_("Reference"))
    mechanisms = ListField(item="term:mechanism")
    description = LongTextField()
    start_time = ClockField(verbose_name=_("Starts at"), help_text="such as 09:30, in the time of the place")
    end_time = ClockField(verbose_name=_("Ends at"), help_text="such as 16:00")
    venue = LineField(help_text="house, street", verbose_name=_("Venue"))
    city = LineField(verbose_name=_("City"))
    country = CountryField(help_text="where it takes place", verbose_name=_("Country"))
    time_zone = TimeZoneField(
        help_text="needed where the country has several and the city does not tell", verbose_name=_("Time zone")
    )
    cancelled = TermField(vocabulary="yes_no", verbose_name=_("Called off"))

    def __str__(self) -> str:
        return self.name


class Participation(KeyedRecord):
    """An actor's part in an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="participations")
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="participations", verbose_name=_("Organisation")
    )
    role = LineField(max_length=200)
    contribution = NumberField(
        help_text="money the actor received or brought, in euros", verbose_name=_("Contribution in euros")
    )
    since = DateField()
    until = DateField()
    outcome = LineField()
    chosen_by = TermField(vocabulary="chosen_by", verbose_name=_("Chosen by"))
    key_fields = ("activity_id", "actor_id", "role", "since")


class Outcome(NamedRecord):
    """What came of an actor's part in an activity, as somebody recorded it."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="outcomes")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="outcomes", verbose_name=_("Organisation"))
    kind = TermField(vocabulary="outcome_kind", blank=False)
    date = DateField()
    value = NumberField(help_text="in euros", verbose_name=_("Value in euros"))
    counterpart = MentionField(model="actor", verbose_name=_("Other party"))
    market = CountryField()
    source = models.ForeignKey(SOURCE, null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes")
    reported_by = TermField(vocabulary="reported_by", verbose_name=_("Reported by"))
    summary = LongTextField()


class Counterfactual(KeyedRecord):
    """A participant's answer to what would have happened without the cluster (Gök & Edler 2012)."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="counterfactuals")
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="counterfactuals", verbose_name=_("Organisation")
    )
    wave = TermField(
        vocabulary="wave", blank=False, help_text="months after the activity", verbose_name=_("Asked after")
    )
    date = DateField()
    answer = TermField(vocabulary="counterfactual_answer", blank=False, verbose_name=_("Without the cluster"))
    months = NumberField(low=0, help_text="how much later it would have happened", verbose_name=_("Months later"))
    share = NumberField(
        low=0, high=1, help_text="how much smaller it would have been", verbose_name=_("Smaller by share")
    )
    through = LineField(help_text="through whom it would have happened elsewhere", verbose_name=_("Through whom"))
    source = models.ForeignKey(SOURCE, null=True, blank=True, on_delete=models.PROTECT, related_name="counterfactuals")
    key_fields = ("activity_id", "actor_id", "wave")


class Tie(NamedRecord):
    """A dated relation between two actors; of an `interest`, `a` watches `b`."""

    a = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="ties_a", verbose_name=_("Organisation"))
    b = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="ties_b", verbose_name=_("Other organisation"))
    kind = TermField(vocabulary="tie_kind", blank=False)
    after = ListField(item=DATED, help_text="what came before, where dates do not say it", verbose_name=_("Came after"))
    market = CountryField()
    since = DateField()
    until = DateField()
    origin = TermField(vocabulary="origin")
    activity = models.ForeignKey(ACTIVITY, null=True, blank=True, on_delete=models.PROTECT, related_name="ties")
    source = models.ForeignKey(SOURCE, null=True, blank=True, on_delete=models.PROTECT, related_name="ties")


class Entry(NamedRecord):
    """A firm's step into a market, with its mode."""

    firm = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="entries")
    market = CountryField()
    date = DateField()
    after = ListField(item=DATED, help_text="what came before, where dates do not say it", verbose_name=_("Came after"))
    status = TermField(vocabulary="entry_status")
    mode = TermField(vocabulary="entry_mode", verbose_name=_("Entry mode"))
    origin = TermField(vocabulary="origin")
    activity = models.ForeignKey(ACTIVITY, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    opportunity = models.ForeignKey(
        OPPORTUNITY, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    source = models.ForeignKey(SOURCE, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")


class Indicator(KeyedRecord):
    """A figure of an actor, a cluster or a country in a period."""

    subject = IdField(
        help_text="id of an actor or cluster, or a country", verbose_name=_("Organisation, cluster or country")
    )
    subject_kind = TermField(vocabulary="subject_kind", blank=False, verbose_name=_("Kind of subject"))
    indicator = LineField(blank=False, max_length=200)
    period = DateField()
    value = NumberField()
    unit = LineField(max_length=100)
    source = LineField()
    licence = LineField(max_length=200)
    key_fields = ("subject", "subject_kind", "indicator", "period")
