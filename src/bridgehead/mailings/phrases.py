"""The sentences of mails to a group."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.framework.loader import load_framework
from bridgehead.kit import countries
from bridgehead.kit.phrases import and_list
from bridgehead.kit.record_phrases import RecordPhrases

RECORDS = {
    "mail_template": RecordPhrases(
        name=gettext_lazy("Email template"),
        add=gettext_lazy("Add email template"),
        edit=gettext_lazy("Edit email template"),
        remove=gettext_lazy("Remove email template"),
        added=gettext_lazy("Email template added"),
        changed=gettext_lazy("Email template changed"),
        removed=gettext_lazy("Email template removed"),
    ),
}
"""How its kinds of record are called."""
CHANGES = {
    "mailing.send": gettext_lazy("Email “{name}” written to a group"),
    "mailing.withdraw": gettext_lazy("Email to one of a group discarded"),
    "mailing.unsubscribe": gettext_lazy("Consent withdrawn: {purpose}"),
}
"""How the change log says what was done."""
OUTCOMES: Mapping[str, str | Promise] = {
    "sends": gettext_lazy("Gets the email"),
    "no_email": gettext_lazy("No email address"),
    "bad_email": gettext_lazy("The email address is not valid"),
    "no_consent": gettext_lazy("No consent to this purpose"),
    "twice": gettext_lazy("Same address as somebody above"),
    "sent_before": gettext_lazy("Already received this email"),
}
"""What becomes of somebody of a group, by code."""


def purpose_text(purpose: str) -> str:
    """What a purpose is called."""
    return str(load_framework().vocabularies["mail_purpose"].get(purpose, purpose))


def why_written_to(purpose: str, cluster: str) -> str:
    """Why the reader of a mail gets it."""
    said = purpose_text(purpose)
    return _("You get this email because you agreed that {cluster} writes to you about: {purpose}.").format(
        cluster=cluster, purpose=said
    )


def language_text(language: str, wanted: str) -> str:
    """In which language somebody gets a mail, and which one they prefer where that is another.

    The text without a language may be in any.
    """
    if not language:
        return _("Default text")
    named = countries.languages().get(language, language)
    if not wanted or language == wanted:
        return named
    asked = countries.languages().get(wanted, wanted)
    return _("{language}, not in {wanted}").format(language=named, wanted=asked)


def sends_count(count: int) -> str:
    """How many get a mail."""
    return ngettext("Send {count} email", "Send {count} emails", count).format(count=count)


def written(count: int, *, sends: bool) -> str:
    """Mails were written."""
    if sends:
        return ngettext("{count} email is being sent.", "{count} emails are being sent.", count).format(count=count)
    return ngettext(
        "{count} email is in the outbox. Set a mail server to send it.",
        "{count} emails are in the outbox. Set a mail server to send them.",
        count,
    ).format(count=count)


def unknown_places(names: Iterable[str]) -> str:
    """A text has places that nothing fills."""
    named = and_list(f"{{{name}}}" for name in names)
    return _("{places} is not filled in. Use {{name}}, {{organisation}} or {{cluster}}.").format(places=named)


def nobody_left() -> str:
    """Nobody of a group gets a mail."""
    return _("Nobody of this group gets the email. The list says why.")


def no_people() -> str:
    """A group has no contact persons."""
    return _("No contact persons in this selection. Add contact persons with an email address and consent.")


def group_size(limit: int) -> str:
    """How many people can be written to at once."""
    return _("Choose a group of up to {limit} people.").format(limit=limit)


def no_text() -> str:
    """Neither a template nor a text is given."""
    return _("Choose a template, or enter a subject and a text.")


def edited_blank() -> str:
    """The mail of one person was left without subject or text."""
    return _("Enter a subject and a text in each email that you edit.")


def no_such_template(name: str) -> str:
    """No template is called so."""
    return _("Template “{name}” does not exist.").format(name=name)


def link_invalid() -> str:
    """A link was not made by us, or is too old."""
    return _("This link is no longer valid. Answer the email to unsubscribe.")
