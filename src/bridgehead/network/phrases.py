"""Sentences of the network stage: introductions, what links two actors, what is missing."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.framework.loader import load_framework
from bridgehead.kit.phrases import and_list

SPHERES = {
    "industry": gettext_lazy("Industry"),
    "academia": gettext_lazy("Academia"),
    "government": gettext_lazy("Government"),
    "between": gettext_lazy("Between"),
}
STEPS = {
    "1": gettext_lazy("One step away"),
    "2": gettext_lazy("Two steps away"),
    "3": gettext_lazy("Three steps away"),
}


def unknown_actor(text: str) -> str:
    """No actor has the id or name."""
    return _("Organisation “{text}” does not exist. Check the name, or choose one from the list.").format(text=text)


def without_ties(name: str) -> str:
    """An actor has no tie in the network that is shown."""
    return _("{name} has no recorded ties here.").format(name=name)


def no_connection(start: str, end: str) -> str:
    """No chain joins two actors."""
    return _("No ties, memberships or shared activities link {start} and {end}.").format(start=start, end=end)


def shortest_path() -> str:
    """The heading of the shortest chain."""
    return _("Shortest connection")


def strongest_path() -> str:
    """The heading of the strongest chain."""
    return _("Strongest connection")


def shortest_and_strongest_path() -> str:
    """The heading of the chain that is both."""
    return _("Shortest and strongest connection")


def links(kinds: Iterable[str]) -> str:
    """What links two actors: kinds of tie, or their roles in an activity."""
    framework = load_framework()
    return and_list(dict.fromkeys(framework.label("tie_kind", kind).replace("_", " ") for kind in kinds))


def links_through(activity: str, kinds: Iterable[str]) -> str:
    """What links two actors that met in an activity."""
    return _("{activity} ({links})").format(activity=activity, links=links(kinds))


def person_to_ask(name: str, role: str) -> str:
    """A contact person, with the role where one is recorded."""
    return name if role in ("", name) else _("{name} ({role})").format(name=name, role=role)
