"""Accounts: who can sign in, as what."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from bridgehead.ecosystem import phrases
from bridgehead.ecosystem.models import Actor, User
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Resource, Role, Verb, Viewer


def add_user(
    name: str, *, password: str, role: str = Role.STAFF, actor: str = "", email: str = "", viewer: Viewer
) -> User:
    """Create an account; a member's account belongs to an actor.

    Raises
    ------
    NotAllowed
        To whoever may not change accounts.
    InputError
        If the name is taken, the role or actor does not exist, or the password is too easy to guess.
    """
    viewer.require(Verb.CHANGE, Resource.USER)
    if role not in list(Role):
        raise InputError(phrases.expected_role(), column="role", found=role)
    if User.objects.filter(username=name).exists():
        raise InputError(phrases.expected_free_name(), column="name", found=name)
    if role == Role.MEMBER and not actor:
        raise InputError(phrases.expected_organisation(), column="--actor", found="nothing")
    if actor and not Actor.objects.filter(pk=actor).exists():
        raise InputError(phrases.expected_actor(), column="actor", found=actor)
    user = User(username=name, email=email, role=role, actor_id=actor or None)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InputError(phrases.better_password(error.messages), column="password") from error
    user.set_password(password)
    user.save()
    return user
