"""What is done to the cluster's world."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from bridgehead.ecosystem.models import Actor, User
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Role


def add_user(name: str, *, password: str, role: str = Role.STAFF, actor: str = "", email: str = "") -> User:
    """Make an account; a member's account belongs to an actor.

    Raises
    ------
    InputError
        If the name is taken, the role or actor does not exist, or the password is too easy to guess.
    """
    if role not in list(Role):
        raise InputError(f"one of {', '.join(Role)}", column="role", found=role)
    if User.objects.filter(username=name).exists():
        raise InputError("a name that nobody has yet", column="name", found=name)
    if role == Role.MEMBER and not actor:
        raise InputError("the id of the actor that a member's account belongs to", column="--actor", found="nothing")
    if actor and not Actor.objects.filter(pk=actor).exists():
        raise InputError("the id of an actor", column="actor", found=actor)
    user = User(username=name, email=email, role=role, actor_id=actor or None)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InputError(f"a better password ({' '.join(error.messages)})", column="password") from error
    user.set_password(password)
    user.save()
    return user
