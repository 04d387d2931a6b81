"""The thank-you mail: to everybody who came and agreed to mails, once, with names put in their places."""

from dataclasses import dataclass

from django.utils import timezone

from bridgehead.ecosystem.core.consent import plain_address
from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.ecosystem.queries import workspace_name
from bridgehead.ecosystem.queries.mail_consents import agreeing_addresses, refused_addresses
from bridgehead.events import phrases
from bridgehead.events.core.seats import ATTENDED
from bridgehead.events.models import Registration
from bridgehead.events.phrases import event_mails
from bridgehead.events.services.event_mails import EventLetter, queue_letter
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.mail.core.mail_places import fill_places, unknown_places

THANKS = "thanks"
AT_ONCE = 500
"""So many mails are written by one press: others can work meanwhile."""
PLACES = ("name", "organisation", "event")


@dataclass(frozen=True)
class ThankYou:
    """What is written to everybody who came: names stand in `{name}`, `{organisation}`, `{event}`."""

    subject: str
    text: str

    def check(self) -> None:
        """Refuse a place that nothing fills.

        Raises
        ------
        InputError
            Naming it.
        """
        for column in ("subject", "text"):
            for name in unknown_places(PLACES, getattr(self, column)):
                raise InputError("", column=column, found=name, sentence=phrases.unknown_place(name, PLACES))


def to_thank(activity: str) -> list[Registration]:
    """Those who came, have an address, agreed to be written to and were not thanked yet, by name; an address once."""
    refused, agreed = refused_addresses(), agreeing_addresses(["mail"])
    kept: dict[str, Registration] = {}
    for each in not_thanked(activity):
        address = plain_address(each.email)
        if address in agreed or (each.consent == "yes" and address not in refused):
            kept.setdefault(address, each)
    return list(kept.values())


def not_thanked(activity: str) -> list[Registration]:
    """Those who came, have an address and were not thanked yet, whatever they agreed to, by name."""
    found = Registration.objects.filter(activity=activity, status=ATTENDED, thanked="").exclude(email="")
    return list(found.select_related("activity", "actor").order_by("name", "email", "pk"))


def thank_you_letter(about: Activity, found: Registration, said: ThankYou) -> EventLetter:
    """The mail to one of them."""
    values = {"name": found.name or found.email, "event": about.name}
    values["organisation"] = found.actor.name if found.actor else found.organisation

    return EventLetter(
        subject=" ".join(fill_places(said.subject, values).split()),
        paragraphs=[part.strip() for part in fill_places(said.text, values).split("\n\n") if part.strip()],
        small=[event_mails.why_thanked(about.name)],
    )


def send_thanks(activity: str, said: ThankYou, *, viewer: Viewer) -> Receipt[int]:
    """Write to those who came, agreed and were not thanked yet, `AT_ONCE` at most; how many. Nobody is thanked twice.

    Raises
    ------
    NotAllowed
        To whoever may not change registrations.
    NotFound
        If there is no such activity.
    InputError
        If a place in the text is none, or nobody is left to thank.
    """
    viewer.require(Verb.CHANGE, Resource.REGISTRATION)
    about, cluster = find_activity(activity), workspace_name()
    said.check()
    with batch("registration.thank", activity, viewer=viewer, activity=about.name) as writer:
        people = to_thank(activity)[:AT_ONCE]
        if not people:
            raise InputError("", column="text", sentence=phrases.nobody_to_thank())
        today = timezone.localdate().isoformat()
        writer.put(Registration, [{"id": each.pk, "thanked": today} for each in people])
        for each in people:
            queue_letter(thank_you_letter(about, each, said), each, cluster, what=THANKS)
    return writer.receipt(len(people))
