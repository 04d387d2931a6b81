"""Who may be written to: the one rule for every mail that nobody asked for.

A mail goes to whoever clearly agreed to its purpose, and to no address at which anybody clearly said no.
"""

from collections.abc import Collection

from django.db.models import Count

from bridgehead.ecosystem.core.consent import agrees, is_open, plain_address, read_consent, refuses
from bridgehead.ecosystem.models import Person


def refused_addresses() -> frozenset[str]:
    """The addresses of people who said no, as `plain_address` has them."""
    said = Person.objects.exclude(email="").exclude(consent="").values_list("consent", "email")
    return frozenset(plain_address(email) for consent, email in said if refuses(consent))


def people_at(email: str) -> list[Person]:
    """Everybody with an address, at any organisation, as `plain_address` compares them."""
    address = plain_address(email)
    if not address:
        return []
    kept = Person.objects.exclude(email="").values_list("pk", "email")  # no store folds case in every script
    same = [key for key, held in kept if plain_address(held) == address]
    return list(Person.objects.filter(pk__in=same).order_by("pk"))


def agreeing_addresses(purposes: Collection[str]) -> frozenset[str]:
    """The addresses of people who agreed to one of some purposes, where nobody with that address said no."""
    said = Person.objects.exclude(email="").exclude(consent="").values_list("consent", "email")
    agreed = {plain_address(email) for consent, email in said if any(agrees(consent, each) for each in purposes)}
    return frozenset(agreed - refused_addresses())


def texts_read_as(answers: Collection[str], purpose: str = "") -> list[str]:
    """The different texts under `consent` that are read as one of some answers, or as a yes to a purpose."""
    said = Person.objects.order_by().values_list("consent", flat=True).distinct()
    return [text for text in said if read_consent(text).answer in answers or (purpose and agrees(text, purpose))]


def count_open() -> int:
    """How many contacts with an address gave neither a clear yes nor a clear no."""
    said = Person.objects.exclude(email="").order_by().values_list("consent").annotate(Count("pk"))
    return sum(count for consent, count in said if is_open(consent))
