"""What events say to a person: records, changes, refusals, states of registration."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.framework.template_tags import term
from bridgehead.kit.phrases import and_list
from bridgehead.kit.record_phrases import RecordPhrases

RECORDS = {
    "event_form": RecordPhrases(
        name=gettext_lazy("Registration form"),
        add=gettext_lazy("Add registration form"),
        edit=gettext_lazy("Edit registration form"),
        remove=gettext_lazy("Remove registration form"),
        added=gettext_lazy("Registration form added"),
        changed=gettext_lazy("Registration form changed"),
        removed=gettext_lazy("Registration form removed"),
    ),
    "event_question": RecordPhrases(
        name=gettext_lazy("Question of a registration form"),
        add=gettext_lazy("Add question"),
        edit=gettext_lazy("Edit question"),
        remove=gettext_lazy("Remove question"),
        added=gettext_lazy("Question added"),
        changed=gettext_lazy("Question changed"),
        removed=gettext_lazy("Question removed"),
    ),
    "registration": RecordPhrases(
        name=gettext_lazy("Registration"),
        add=gettext_lazy("Add registration"),
        edit=gettext_lazy("Edit registration"),
        remove=gettext_lazy("Remove registration"),
        added=gettext_lazy("Registration added"),
        changed=gettext_lazy("Registration changed"),
        removed=gettext_lazy("Registration removed"),
    ),
    "left_out_name": RecordPhrases(
        name=gettext_lazy("Name that is no organisation"),
        add=gettext_lazy("Add name that is no organisation"),
        edit=gettext_lazy("Edit name that is no organisation"),
        remove=gettext_lazy("Remove name that is no organisation"),
        added=gettext_lazy("Name that is no organisation added"),
        changed=gettext_lazy("Name that is no organisation changed"),
        removed=gettext_lazy("Name that is no organisation removed"),
    ),
}
"""How its kinds of record are called."""


def _invited(parameters: Mapping[str, Any]) -> str:
    count = int(parameters["count"])
    text = ngettext("{count} person invited to {activity}", "{count} people invited to {activity}", count)
    return text.format(count=count, activity=parameters["activity"])


CHANGES = {
    "event_form.save": gettext_lazy("Registration for {activity} changed"),
    "registration.add": gettext_lazy("Registration for {activity}"),
    "registration.change": gettext_lazy("Registration for {activity} changed"),
    "registration.cancel": gettext_lazy("Registration for {activity} cancelled"),
    "registration.invite": _invited,
    "registration.check_in": gettext_lazy("Arrival at {activity} recorded"),
    "registration.check_out": gettext_lazy("Arrival at {activity} taken back"),
    "registration.walk_in": gettext_lazy("Person added at the door of {activity}"),
    "registration.absent": gettext_lazy("People who did not come to {activity} recorded"),
    "registration.call_off": gettext_lazy("People who registered for {activity} told that it was called off"),
    "registration.thank": gettext_lazy("Thank-you email on {activity} written"),
    "registration.unthank": gettext_lazy("Thank-you email on {activity} withdrawn"),
    "attendance.read": gettext_lazy("Attendance list of {activity} read: {count} people"),
    "attendance.participations": gettext_lazy("Participations made from the attendance of {activity}"),
    "registration.erase": gettext_lazy("Names erased from {count} registrations"),
}


def no_registration_for(kind: str) -> str:
    """An activity that nobody comes to."""
    return _("people do not register for an activity of the kind “{kind}”. Change its kind first.").format(
        kind=term(kind, "activity_kind")
    )


def closes_before_opening() -> str:
    """Registration that would end before it begins."""
    return _("registration would close before it opens. Enter a later day.")


def asked_twice() -> str:
    """Two equal questions."""
    return _("this question is asked twice. Change or remove one of them.")


def too_few_choices() -> str:
    """A question with a choice of nothing."""
    return _("a choice needs at least two answers. Enter them separated by semicolons.")


def no_such_event() -> str:
    """A public address that leads nowhere."""
    return _("This event does not exist, or registration was closed for good.")


def own_link_invalid() -> str:
    """A link to somebody's own registration that cannot be followed any more."""
    return _("This link is no longer valid. Ask the organiser of the event.")


def no_seat() -> str:
    """A calendar file for somebody who waits or has not answered."""
    return _("You do not have a seat at this event yet.")


def not_open(phase: str) -> str:
    """Why one cannot register now."""
    return {
        "not_yet": _("Registration is not open yet."),
        "closed": _("Registration is closed."),
        "over": _("This event is over."),
        "called_off": _("This event was called off."),
        "invitation": _("This event is by invitation only. Use the link in your invitation."),
        "full": _("All seats are taken."),
    }[phase]


def too_many_attempts() -> str:
    """Somebody sends the form again and again."""
    return _("Too many registrations were sent from here. Try again in a few minutes.")


def address_used_often() -> str:
    """An address that was registered again and again."""
    return _("this address got several emails on this event today. Use the link in one of them.")


def no_name() -> str:
    """A name that is an advertisement."""
    return _("a name has no web address in it. Enter your name.")


def answer_missing() -> str:
    """A question that must be answered."""
    return _("Answer this question.")


def list_full() -> str:
    """More registrations than any event has."""
    return _("No more registrations are taken for this event. Ask the organiser.")


def attendance_too_long(most: int) -> str:
    """An attendance list that is longer than any event is large."""
    return _("an event has at most {most} people. Remove rows for people who did not attend.").format(most=f"{most:,}")


def no_address_in(line: str, number: int) -> str:
    """A line of a list of people to invite with a part that is no address."""
    return _(
        "line {number}, “{line}”, has no email address, or one that is not complete. Enter email addresses, or names "
        "with an address in angle brackets."
    ).format(number=number, line=line)


def status_text(status: str, place: int) -> str:
    """A state of a registration; of the waiting list with the place on it, where that is known."""
    text = term(status, "registration_status")
    return _("{status}, number {place}").format(status=text, place=place) if place else text


def no_such_registration() -> str:
    """A registration that is not there."""
    return _("This registration does not exist any more.")


def no_such_organisation() -> str:
    """A choice that is no organisation."""
    return _("this organisation does not exist any more. Choose another one.")


def unknown_place(name: str, places: Sequence[str]) -> str:
    """A place in a text that nothing fills."""
    known = and_list(f"{{{place}}}" for place in places)
    return _("nothing fills {place}. Use {places}.").format(place=f"{{{name}}}", places=known)


def nobody_to_thank() -> str:
    """Everybody who agreed was thanked, or nobody came."""
    return _("everyone who came and agreed to emails has been thanked, or nobody is checked in yet.")


def nobody_to_tell() -> str:
    """Everybody was told that an event was called off, or it was not."""
    return _("everybody has been told, or this event has not been called off.")


def told_called_off(count: int, *, sends: bool) -> str:
    """How many were told that an event was called off."""
    if sends:
        text = ngettext("{n} email is being sent.", "{n} emails are being sent.", count)
    else:
        text = ngettext("{n} email is in the outbox.", "{n} emails are in the outbox.", count)
    return text.format(n=count)


def here_text(here: int, expected: int) -> str:
    """How many came, of how many who came or are expected."""
    return _("{here} of {all} here").format(here=here, all=here + expected)


def more_people(count: int) -> str:
    """How many people a page leaves out; blank where it shows all."""
    if count <= 0:
        return ""
    text = ngettext(
        "{n} more person is not shown. Search for the name.",
        "{n} more people are not shown. Search for a name.",
        count,
    )
    return text.format(n=count)


def list_read(known: int, added: int, before: int, same: int) -> str:
    """What came of an attendance list."""
    ticked = ngettext("{n} registered person ticked", "{n} registered people ticked", known).format(n=known)
    new = ngettext("{n} person added", "{n} people added", added).format(n=added)
    found = [_("Attendance list read: {ticked}, {new}.").format(ticked=ticked, new=new)]
    if before:
        text = ngettext("{n} person was ticked already.", "{n} people were ticked already.", before)
        found.append(text.format(n=before))
    if same:
        text = ngettext(
            "{n} row names somebody whom another row names too.",
            "{n} rows name somebody whom another row names too.",
            same,
        )
        found.append(text.format(n=same))
    return " ".join(found)


def participations_made(count: int) -> str:
    """How many participations were made."""
    return ngettext("{n} participation added.", "{n} participations added.", count).format(n=count)


def absent_marked(count: int) -> str:
    """How many did not come."""
    return ngettext("{n} person marked as absent.", "{n} people marked as absent.", count).format(n=count)


def thanks_written(count: int, *, sends: bool) -> str:
    """How many were thanked."""
    if sends:
        text = ngettext("{n} thank-you email is being sent.", "{n} thank-you emails are being sent.", count)
    else:
        text = ngettext("{n} thank-you email is in the outbox.", "{n} thank-you emails are in the outbox.", count)
    return text.format(n=count)


def seats_text(seated: int, capacity: int | None, waiting: int) -> str:
    """How many are registered, of how many seats, and how many wait."""
    if capacity is None:
        text = ngettext("{seated} registered", "{seated} registered", seated).format(seated=seated)
    else:
        text = _("{seated} of {capacity} seats taken").format(seated=seated, capacity=capacity)
    if not waiting:
        return text
    return _("{seats}, {waiting} on the waiting list").format(seats=text, waiting=waiting)


def form_saved(moved: int) -> str:
    """What came of a change of the form."""
    saved = _("Registration saved.")
    if not moved:
        return saved
    up = ngettext(
        "{n} person moved up from the waiting list and gets an email.",
        "{n} people moved up from the waiting list and get an email.",
        moved,
    )
    return f"{saved} {up.format(n=moved)}"


def invited(count: int, before: int, refused: int) -> str:
    """Who was invited, and who was not."""
    text = ngettext("{n} person invited.", "{n} people invited.", count).format(n=count)
    if before:
        known = ngettext("{n} was on the list already.", "{n} were on the list already.", before)
        text = f"{text} {known.format(n=before)}"
    if refused:
        said = ngettext(
            "{n} has not agreed to emails and was left out.",
            "{n} have not agreed to emails and were left out.",
            refused,
        )
        text = f"{text} {said.format(n=refused)}"
    return text
