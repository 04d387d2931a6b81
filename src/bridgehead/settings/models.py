"""The settings of a workspace: one row, a field each; the logo and the secrets that stand outside the change log."""

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import CountField, IdField, LineField, NumberField, TermField
from bridgehead.kit.models import NamedRecord
from bridgehead.kit.setting_fields import ColourField, HostField, OptionField, SenderField, TimeZoneField

ACTOR = "bridgehead.Actor"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
SECURITY = ("none", "starttls", "tls")
PROPOSE, REMOVE = "propose", "remove"
CLOSED, OPEN = "closed", "open"
MOST_MONTHS = 600


def _shown(label: str | Promise) -> "models.Field[str, str]":
    """Whether a member sees this of other members; it does not unless the cluster says so."""
    return TermField(vocabulary="yes_no", default="no", blank=False, verbose_name=label)


def _months(label: str | Promise, usual: int | None = None) -> "models.Field[int | None, int | None]":
    """After how many months something is due to go; blank is as usual, which keeps what people wrote for good."""
    return CountField(low=1, high=MOST_MONTHS, default=usual, verbose_name=label)


class Settings(NamedRecord):
    """What the cluster decided; a workspace without the row has the defaults.

    A secret is no field: what stands here stands in the change log too.
    """

    cluster = models.ForeignKey(
        ACTOR, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Cluster")
    )
    logo = IdField(blank=True, default="", verbose_name=_("Logo"))
    accent = ColourField(verbose_name=_("Accent colour"))
    language = OptionField(options=LANGUAGES, default="en", blank=False, verbose_name=_("Language"))
    time_zone = TimeZoneField(default="Europe/Copenhagen", blank=False, verbose_name=_("Time zone"))

    mail_host = HostField(verbose_name=_("Mail server"))
    mail_port = CountField(low=1, high=65_535, verbose_name=_("Port"))
    mail_security = OptionField(options=SECURITY, default="starttls", blank=False, verbose_name=_("Encryption"))
    mail_user = LineField(max_length=200, verbose_name=_("Username"))
    mail_from = SenderField(verbose_name=_("Sender"))

    members_see_entries = _shown(_("Market entries"))
    members_see_partners = _shown(_("Partners"))
    members_see_open_deals = _shown(_("Open deals"))
    members_see_outcomes = _shown(_("Outcomes"))
    members_see_roles = _shown(_("Roles in activities"))
    members_see_money = _shown(_("Amounts of money"))

    additionality_target = NumberField(
        low=0.1, high=1.0, default=0.6, null=False, blank=False, verbose_name=_("Target of additionality")
    )

    joining = OptionField(
        options=(CLOSED, OPEN), default=CLOSED, blank=False, verbose_name=_("Membership application form")
    )

    retention = OptionField(
        options=(PROPOSE, REMOVE), default=PROPOSE, blank=False, verbose_name=_("When the time is over")
    )
    keep_interviews = _months(_("Interviews"))
    keep_recordings = _months(_("Recordings of interviews"))
    keep_transcripts = _months(_("Transcripts of interviews"))
    keep_contacts = _months(_("Contacts without activity"))
    keep_registrations = _months(_("Registrations for events"))
    keep_requests = _months(_("Membership applications"))
    keep_tasks = _months(_("Finished tasks"))
    keep_mails = _months(_("Emails in the outbox"))
    keep_history = _months(_("History of contact persons"))
    keep_sessions = _months(_("Sign-in sessions"), 1)
    keep_uploads = _months(_("Uploads and previews"), 1)
    keep_jobs = _months(_("Results of background work"), 1)
    keep_audit = _months(_("Sign-ins and downloads"), 12)


class Logo(models.Model):
    """A logo as it is shown, by the digest of its content: it never changes, so that undo finds the one before."""

    id = IdField(primary_key=True)
    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.id


class Secret(models.Model):
    """A value that nobody is shown: encrypted, in no log, no export and no page."""

    id = IdField(primary_key=True)
    value = models.TextField()

    def __str__(self) -> str:
        return self.id
