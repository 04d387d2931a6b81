"""Templates of mails to a group."""

from django.utils.translation import gettext_lazy as _

from bridgehead.kit.model_fields import LanguageField, LineField, LongTextField, TermField
from bridgehead.kit.models import KeyedRecord


class MailTemplate(KeyedRecord):
    """A mail to a group in one language; those of one name are the same mail in several.

    Subject and text may hold the places that `core.mail_text` fills.
    """

    name = LineField(blank=False, max_length=120)
    language = LanguageField()
    purpose = TermField(vocabulary="mail_purpose", verbose_name=_("Purpose"))
    subject = LineField(blank=False, max_length=300)
    text = LongTextField(blank=False)
    key_fields = ("name", "language")

    def __str__(self) -> str:
        return self.name
