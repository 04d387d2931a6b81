"""Forms of the settings, one a section of the page: what the server decides is shown and cannot be changed."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings as server
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.queries import recorded_clusters
from bridgehead.kit.form_fields import LookedUp, QuickSelect, UploadField
from bridgehead.kit.forms import RecordForm, VerbForm
from bridgehead.kit.setting_fields import time_zones
from bridgehead.settings.models import Settings
from bridgehead.settings.queries import (
    MAIL_PASSWORD,
    MEMBERS_SEE,
    mail_password_is_set,
    variable_of,
    workspace_settings,
)


class SettingsSection(RecordForm):
    """A section of the settings, drawn with what holds now."""

    section: ClassVar[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        stands = workspace_settings()
        values = {f.name: getattr(stands, f.attname) for f in Settings._meta.concrete_fields}
        options["initial"] = {**self.drawn_with(values), **(options.get("initial") or {})}
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if variable := variable_of(name):
                field.disabled = True
                field.initial = self.initial[name]
                if isinstance(field, forms.ChoiceField):  # the server may know a value that nobody could choose
                    field.choices = [(self.initial[name], self.initial[name])]
                field.help_text = _("Decided by the server ({variable}).").format(variable=variable)

    def drawn_with(self, values: dict[str, Any]) -> dict[str, Any]:
        """What the fields are drawn with, out of the settings."""
        return values

    def only_shown(self) -> None:
        """Let nobody change a field: whoever looks may not."""
        for field in self.fields.values():
            field.disabled = True

    @property
    def settings(self) -> dict[str, Any]:
        """What was sent, by the names of the settings."""
        return {name: value for name, value in self.values.items() if name != "seen"}


class ClusterSection(SettingsSection):
    """Whose workspace it is, and its accent."""

    section = "cluster"
    cluster = forms.ChoiceField(
        label=gettext_lazy("Cluster"), required=False, widget=QuickSelect,
        help_text=gettext_lazy("Figures, emails and pages speak for this cluster."),
    )  # fmt: skip
    accent = forms.CharField(
        label=gettext_lazy("Accent colour"), required=False, max_length=20,
        help_text=gettext_lazy("Six hexadecimal digits, such as #0b57a4. Leave blank for Bridgehead’s blue."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["cluster"]
        if choice.disabled:
            return
        choice.choices = LookedUp(lambda: [("", _("The cluster with most members")), *recorded_clusters()])


class PlaceSection(SettingsSection):
    """Language and time zone."""

    section = "place"
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=server.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), widget=QuickSelect, choices=lambda: [(name, name) for name in time_zones()],
        help_text=gettext_lazy("Decides what day it is, and how times are shown."),
    )  # fmt: skip


class MembersSection(SettingsSection):
    """What members see of each other."""

    section = "members"
    members_see_entries = forms.BooleanField(
        required=False, label=gettext_lazy("Market entries: which markets others have entered, when and how")
    )
    members_see_partners = forms.BooleanField(
        required=False, label=gettext_lazy("Partners: which organisations others work with")
    )
    members_see_open_deals = forms.BooleanField(
        required=False, label=gettext_lazy("Open deals: what others are negotiating or applying for")
    )
    members_see_outcomes = forms.BooleanField(
        required=False, label=gettext_lazy("Outcomes: what came of activities for others")
    )
    members_see_roles = forms.BooleanField(
        required=False, label=gettext_lazy("Roles: what part others had in an activity")
    )
    members_see_money = forms.BooleanField(
        required=False, label=gettext_lazy("Amounts: what others paid, received or agreed on")
    )

    def drawn_with(self, values: dict[str, Any]) -> dict[str, Any]:  # noqa: D102
        return {name: value == "yes" if name in _SEEN else value for name, value in values.items()}

    @property
    def settings(self) -> dict[str, Any]:  # noqa: D102
        return {name: "yes" if value else "no" for name, value in super().settings.items()}


class JoiningSection(SettingsSection):
    """Whether anybody may apply for membership on the public form."""

    section = "joining"
    joining = forms.ChoiceField(
        label=gettext_lazy("Membership application form"),
        choices=(
            ("closed", gettext_lazy("Closed")),
            ("open", gettext_lazy("Open: anybody may apply, without an account")),
        ),
    )


class TargetSection(SettingsSection):
    """The target of additionality."""

    section = "target"
    additionality_target = forms.FloatField(
        label=gettext_lazy("Target, from 0.1 to 1"), required=False,
        help_text=gettext_lazy(
            "An opportunity adds something up to this own standing. The usual target is 0.6, where “strong” begins."
        ),
    )  # fmt: skip


class MailSection(SettingsSection):
    """The mail server; its password is taken and never shown."""

    section = "mail"
    mail_host = forms.CharField(
        label=gettext_lazy("Mail server"),
        required=False,
        max_length=253,
        help_text=gettext_lazy("Such as smtp.example.org. Leave blank to keep all emails in the outbox."),
    )
    mail_port = forms.IntegerField(
        label=gettext_lazy("Port"),
        required=False,
        help_text=gettext_lazy("Leave blank for the usual one: 587 with STARTTLS, 465 with TLS, 25 without."),
    )
    mail_security = forms.ChoiceField(
        label=gettext_lazy("Encryption"),
        choices=(
            ("starttls", gettext_lazy("STARTTLS")),
            ("tls", gettext_lazy("TLS from the start")),
            ("none", gettext_lazy("None: only for a server on this machine")),
        ),
    )
    mail_user = forms.CharField(label=gettext_lazy("Username"), required=False, max_length=200)
    mail_password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    mail_from = forms.CharField(
        label=gettext_lazy("Sender"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Whom emails come from, such as Cluster <post@example.org>."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mail_password"].help_text = (
            _("A password is saved. Leave blank to keep it.") if mail_password_is_set() else _("No password is saved.")
        )

    @property
    def settings(self) -> dict[str, Any]:  # noqa: D102
        return {name: value for name, value in super().settings.items() if name != MAIL_PASSWORD}


def _months_field(label: Any) -> forms.IntegerField:
    """A number of months; blank keeps for good."""
    return forms.IntegerField(label=label, required=False)


class RetentionSection(SettingsSection):
    """How long personal data is kept."""

    section = "retention"
    keep_interviews = _months_field(gettext_lazy("Interviews, by their date"))
    keep_recordings = _months_field(gettext_lazy("Recordings of interviews, since they were added"))
    keep_transcripts = _months_field(gettext_lazy("Texts of interviews, by the date of the interview"))
    keep_contacts = _months_field(gettext_lazy("Contact persons without activity"))
    keep_registrations = _months_field(gettext_lazy("Who registered for events, after the event"))
    keep_requests = _months_field(gettext_lazy("Membership applications, after the decision"))
    keep_tasks = _months_field(gettext_lazy("Finished tasks"))
    keep_mails = _months_field(gettext_lazy("Emails in the outbox"))
    keep_history = _months_field(gettext_lazy("Earlier versions of contact persons"))
    keep_sessions = _months_field(gettext_lazy("Sign-in sessions that have ended; blank: 1"))
    keep_uploads = _months_field(gettext_lazy("Uploads and previews of imports; blank: 1"))
    keep_jobs = _months_field(gettext_lazy("Results of background work; blank: 1"))
    keep_audit = _months_field(gettext_lazy("Sign-ins and downloads; blank: 12"))
    retention = forms.ChoiceField(
        label=gettext_lazy("When the time is over"),
        choices=(
            ("propose", gettext_lazy("List it here; nothing is deleted by itself")),
            ("remove", gettext_lazy("Delete it for good, every night")),
        ),
    )


class RemoveDue(VerbForm):
    """What is kept too long is deleted for good."""


class TestMail(VerbForm):
    """A mail that says that the mail server works."""

    __test__ = False  # no test, whatever its name
    to = forms.EmailField(label=gettext_lazy("Send a test email to"), max_length=320)


class LogoForm(VerbForm):
    """A picture that becomes the logo."""

    logo = UploadField(
        label=gettext_lazy("Logo"), error_messages={"required": gettext_lazy("Choose a picture.")},
        help_text=gettext_lazy("PNG, JPEG or WebP, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )  # fmt: skip


class RemoveLogo(VerbForm):
    """The logo is taken away."""


class WhichSection(forms.Form):
    """Which section of the page was sent."""

    section = forms.ChoiceField(choices=lambda: [(name, name) for name in SECTIONS])


_SEEN = frozenset(f"members_see_{name}" for name in MEMBERS_SEE)
_KINDS = (ClusterSection, PlaceSection, MembersSection, JoiningSection, TargetSection, MailSection, RetentionSection)
SECTIONS: dict[str, type[SettingsSection]] = {kind.section: kind for kind in _KINDS}
