"""The mails to those who register for an event, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


def subject(what: str, event: str) -> str:
    """The subject of a mail."""
    text = {
        "registered": _("You are registered: {event}"),
        "waiting": _("You are on the waiting list: {event}"),
        "changed": _("Your registration was changed: {event}"),
        "moved_up": _("You have a seat now: {event}"),
        "cancelled": _("Your registration is cancelled: {event}"),
        "invited": _("Invitation: {event}"),
        "own_link": _("Your link to your registration: {event}"),
        "called_off": _("Called off: {event}"),
    }[what]
    return text.format(event=event)


def greeting(name: str) -> str:
    """How a mail begins; a person without a name is greeted all the same."""
    return _("Dear {name},").format(name=name) if name else _("Hello,")


def opening(what: str, event: str, cluster: str) -> str:
    """What a mail says first."""
    text = {
        "registered": _("thank you for registering for {event}. You have a seat."),
        "waiting": _("thank you for registering for {event}. All seats are taken at the moment. You are on the waiting "
                     "list. As soon as a seat is free, we will write to you."),
        "changed": _("your registration for {event} was changed. This is what we have now."),
        "moved_up": _("a seat has become free, and it is yours: you are registered for {event} now. If you cannot "
                      "come, please cancel, so that the next person gets the seat."),
        "cancelled": _("your registration for {event} is cancelled. If this was a mistake, you can register again."),
        "invited": _("{cluster} invites you to {event}. Please answer by the link below. This link is "
                     "personal; please do not forward it."),
        "own_link": _("your address was entered again in the registration form of {event}. You are on the list "
                      "already, so nothing was changed. By the link below you see how your registration stands, "
                      "change it or cancel it."),
        "called_off": _("{event} was called off. We are sorry: there is nothing that you need to do."),
    }[what]  # fmt: skip
    return text.format(event=event, cluster=cluster)


def facts_labels() -> Mapping[str, str]:
    """What stands before the facts of an event."""
    return {"when": _("When"), "where": _("Where"), "name": _("Name"), "organisation": _("Organisation")}


def own_link_label(what: str) -> str:
    """What stands before the link to somebody's own registration."""
    return {
        "invited": _("Answer the invitation"),
        "cancelled": _("Register again"),
        "own_link": _("Open your registration"),
        "called_off": _("Open your registration"),
    }.get(what, _("Change or cancel your registration"))


def calendar_attached() -> str:
    """That the calendar file comes with the mail."""
    return _("The calendar file is attached.")


def why_written(cluster: str) -> str:
    """Why somebody gets a mail, and what their data is used for."""
    return _("You get this email because you registered for this event or were invited to it. {cluster} uses your data "
             "to hold the event.").format(cluster=cluster)  # fmt: skip


def why_thanked(event: str) -> str:
    """Why somebody is thanked."""
    return _("You get this email once because you took part in {event} and agreed that we write to you.").format(
        event=event
    )


def usual_thanks() -> tuple[str, str]:
    """Subject and text of a thank-you mail as they are proposed; names are put in later."""
    text = _("Dear {name},\n\nthank you for coming to {event}. We hope you found it useful.\n\n"
             "Please tell us whom you met and what comes of it.")  # fmt: skip
    return _("Thank you for coming to {event}"), text


def kind_regards() -> str:
    """How a mail ends."""
    return _("Kind regards,")
