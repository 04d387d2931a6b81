"""A mail to a group: what each of its people would get, and sending it, to nobody twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from bridgehead.ecosystem.core.consent import agrees, refuses
from bridgehead.ecosystem.models import Person
from bridgehead.ecosystem.queries import workspace_name
from bridgehead.ecosystem.queries.mail_consents import people_at, refused_addresses
from bridgehead.followup.models import Interaction
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.ids import joined
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.mail.core.mail_places import fill_places, unknown_places
from bridgehead.mail.models import GROUP
from bridgehead.mail.services.mail_kinds import About, MailKind
from bridgehead.mail.services.outbox import queue_mail
from bridgehead.mailings import phrases
from bridgehead.mailings.core.addressees import NO_CONSENT, SENDS, Addressee, judge_each
from bridgehead.mailings.core.mail_text import PLACES, variant_for
from bridgehead.mailings.queries import addresses_with, people_of, people_of_view, variants_of
from bridgehead.mailings.services.group_email import build_group_email
from bridgehead.settings.queries import workspace_settings

MOST = 2_000
"""How many people are written to at once."""


@dataclass(frozen=True)
class MailText:
    """Subject and text of a mail, with their places."""

    subject: str
    text: str


@dataclass(frozen=True)
class GroupMail:
    """What is to be sent to whom.

    Attributes
    ----------
    kind, keys
        The records whose people are the group.
    view
        The saved view that is the group instead; blank for none.
    purpose
        What the people must have agreed to.
    template
        Its name; blank where `own` is what is sent.
    own
        Subject and text without a template.
    edits
        By person, what they get instead.
    """

    kind: str = ""
    keys: tuple[str, ...] = ()
    view: str = ""
    purpose: str = ""
    template: str = ""
    own: MailText = MailText("", "")
    edits: Mapping[str, MailText] = field(default_factory=dict)


@dataclass(frozen=True)
class MailedPerson:
    """Somebody of a group: what becomes of them (`core.addressees`), and the mail, with its places filled."""

    person: Person
    outcome: str
    language: str
    text: MailText
    is_edited: bool = False

    @property
    def gets_it(self) -> bool:
        """Whether they get the mail."""
        return self.outcome == SENDS

    @property
    def outcome_text(self) -> str:
        """What becomes of them, in words."""
        return str(phrases.OUTCOMES[self.outcome])

    @property
    def language_text(self) -> str:
        """In which language they get it."""
        return phrases.language_text(self.language, self.person.language)


def preview(asked: GroupMail, *, viewer: Viewer) -> list[MailedPerson]:
    """Each of a group with what becomes of them.

    Raises
    ------
    NotAllowed
        If the viewer may not write mails, or see contact persons.
    NotFound
        If there is no such view or template.
    InputError
        If the group is empty or too large, the text has places that nothing fills, or an edited mail says nothing.
    """
    viewer.require(Verb.CHANGE, Resource.MAIL)
    viewer.require(Verb.VIEW, Resource.CONTACT)
    people, texts, cluster = _people(asked, viewer), _texts(asked), workspace_name()
    usual = workspace_settings().language
    mailed = [_mailed(person, asked, texts, usual, cluster) for person in people]
    group = [Addressee(p.pk, p.email, p.consent, _is_address(p.email)) for p in people]
    before = {address for text in texts.values() for address in addresses_with(_digest(text))}
    outcomes = {each.id: outcome for each, outcome in judge_each(group, asked.purpose, before, refused_addresses())}
    return [
        MailedPerson(each.person, outcomes[each.person.pk], each.language, each.text, each.is_edited) for each in mailed
    ]


def send_group_mail(asked: GroupMail, *, viewer: Viewer) -> Receipt[int]:
    """Put a mail to each who gets it into the outbox, and keep it among the interactions; how many.

    Raises
    ------
    NotAllowed
        If the viewer may not write mails, or see contact persons.
    NotFound
        If there is no such view or template.
    InputError
        As `preview`, and if nobody gets the mail.
    Busy
        If others wrote for longer than one waits.
    """
    texts, cluster, today = _texts(asked), workspace_name(), timezone.localdate().isoformat()
    name = asked.template or asked.own.subject
    with batch("mailing.send", viewer=viewer, name=name) as writer:
        found = [each for each in preview(asked, viewer=viewer) if each.gets_it]
        if not found:
            raise InputError("", sentence=phrases.nobody_left())
        rows = []
        for number, each in enumerate(found, 1):
            to = each.person
            digest = _digest(texts[each.language])
            key = joined("mailing", str(writer.record.pk), str(number))
            mail = build_group_email(
                to.email.strip(),
                to.pk,
                subject=each.text.subject,
                text=each.text.text,
                purpose=asked.purpose,
                cluster=cluster,
            )
            about = {"person": to.pk, "purpose": asked.purpose, "digest": digest, "interaction": key}
            queue_mail(mail, kind=GROUP, about=about)
            said = {"subject": each.text.subject, "text": each.text.text}
            who = {"actor_id": to.actor_id, "person_id": to.pk, "by": viewer.name}
            rows.append({"id": key, "channel": "email", "direction": "outgoing", "date": today, **who, **said})
        writer.put(Interaction, rows)
    return writer.receipt(len(found))


def _people(asked: GroupMail, viewer: Viewer) -> Sequence[Person]:
    found = people_of_view(asked.view, viewer) if asked.view else people_of(asked.kind, asked.keys)
    people = list(found[: MOST + 1]) if found is not None else []
    if not people:
        raise InputError("", sentence=phrases.no_people())
    if len(people) > MOST:
        raise InputError("", sentence=phrases.group_size(MOST))
    return people


def _texts(asked: GroupMail) -> dict[str, MailText]:
    """The mail in each language that it has; blank for the one that names none."""
    if asked.own.subject.strip() and asked.own.text.strip():
        texts = {"": asked.own}
    elif asked.template:
        texts = {language: MailText(t.subject, t.text) for language, t in variants_of(asked.template).items()}
        if not texts:
            raise NotFound(phrases.no_such_template(asked.template))
    else:
        raise InputError("", column="subject", sentence=phrases.no_text())
    if not all(text.subject.strip() and text.text.strip() for text in asked.edits.values()):
        raise InputError("", sentence=phrases.edited_blank())
    said = [part for text in [*texts.values(), *asked.edits.values()] for part in (text.subject, text.text)]
    if unknown := unknown_places(PLACES, *said):
        raise InputError("", column="text", sentence=phrases.unknown_places(unknown))
    return texts


def _mailed(person: Person, asked: GroupMail, texts: Mapping[str, MailText], usual: str, cluster: str) -> MailedPerson:
    language = variant_for(person.language, texts, usual)
    text = asked.edits.get(person.pk, texts[language])
    values = {"name": person.name, "organisation": person.actor.name, "cluster": cluster}
    filled = MailText(fill_places(text.subject, values), fill_places(text.text, values))
    return MailedPerson(person, NO_CONSENT, language, filled, person.pk in asked.edits)


def _digest(text: MailText) -> str:
    """What tells a mail from others, whoever gets it."""
    return blake2b(repr((text.subject, text.text)).encode(), digest_size=12).hexdigest()


def _is_address(email: str) -> bool:
    try:
        validate_email(email.strip())
    except ValidationError:
        return False
    return True


def _is_wanted(about: About) -> bool:
    """Whether a mail is still to go out: its reader still agrees, and nobody undid that it was written."""
    person = Person.objects.filter(pk=about.get("person", "")).first()
    written = Interaction.objects.filter(pk=about.get("interaction", "")).exists()
    if person is None or not written or any(refuses(each.consent) for each in people_at(person.email)):
        return False
    return agrees(person.consent, str(about.get("purpose", "")))


def _withdraw(about: About, viewer: Viewer) -> None:
    """Forget a mail that never went out."""
    with batch("mailing.withdraw", viewer=viewer) as writer:
        writer.remove(Interaction, [str(about.get("interaction", ""))])


MAIL_KINDS = {GROUP: MailKind(_is_wanted, _withdraw)}
