"""Accounts: who can sign in, as what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from bridgehead.ecosystem import phrases
from bridgehead.ecosystem.models import Actor, User
from bridgehead.kit.audit_log import Event, record_event
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.models import AuditEntry
from bridgehead.kit.permissions import OF_MEMBERS, Resource, Role, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.write_lock import write_lock


@write_lock()  # of two with one name, or one address, the second is told
def add_user(name: str, *, password: str, role: str = "", actor: str = "", email: str = "", viewer: Viewer) -> User:
    """Create an account; a member's account belongs to an actor.

    Parameters
    ----------
    role
        Blank for an administrator where there is none yet, else for a manager.

    Raises
    ------
    NotAllowed
        To whoever may not change accounts.
    InputError
        If the name or address is taken, the role or actor does not exist, or the password is too easy to guess.
    """
    user = _new_user(name, role, actor, email, viewer)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InputError(phrases.better_password(error.messages), column="password") from error
    user.set_password(password)
    user.save()
    record_event(Event.ACCOUNT, who=viewer.id, what=name)
    return user


@write_lock()
def invite_user(name: str, *, role: str = "", actor: str = "", email: str = "", viewer: Viewer) -> Receipt[str]:
    """Create an account without a password: whoever gets its link (`password_link`) chooses one.

    Raises
    ------
    NotAllowed
        To whoever may not change accounts.
    InputError
        If the name or address is taken, or the role or actor does not exist.
    """
    user = _new_user(name, role, actor, email, viewer)
    user.set_unusable_password()
    user.save()
    record_event(Event.ACCOUNT, who=viewer.id, what=name)
    return Receipt(user.username)


def find_account(name: str, *, viewer: Viewer) -> User:
    """An account by its name.

    Raises
    ------
    NotAllowed
        To whoever may not see accounts.
    NotFound
        If there is none, or it is of an organisation whose accounts the viewer may not see.
    """
    found = accounts(viewer=viewer).filter(username=name).first()
    if found is None:
        raise NotFound(phrases.no_such_account(name))
    return found


def accounts(*, viewer: Viewer) -> QuerySet[User]:
    """The accounts that the viewer may see, by name: every one, or those of their organisation.

    Raises
    ------
    NotAllowed
        To whoever may not see accounts.
    """
    viewer.require_some(Verb.VIEW, Resource.USER)
    found = User.objects.select_related("actor").order_by("username")
    return found if viewer.may(Verb.VIEW, Resource.USER) else found.filter(actor=viewer.actor, actor__isnull=False)


def edit_account(
    name: str,
    *,
    role: str | None = None,
    actor: str | None = None,
    email: str | None = None,
    active: bool | None = None,
    viewer: Viewer,
) -> Receipt[str]:
    """Give an account another role, organisation or address, or switch it off or on; None leaves as it is.

    Whoever gets other rights, or none, has to sign in anew.

    Raises
    ------
    NotAllowed
        To whoever may not change accounts.
    NotFound
        If there is no such account.
    InputError
        If the role or actor does not exist, another account has the address, or no active administrator would be left.
    """
    viewer.require(Verb.CHANGE, Resource.USER)
    with write_lock():  # two administrators may take each other's rights at once
        user = find_account(name, viewer=viewer)
        before = (user.role, user.actor_id, user.is_active)
        given = {"role": role, "actor_id": actor, "email": email, "is_active": active}
        values = {field: value for field, value in given.items() if value is not None}
        _require_possible(str(values.get("role", user.role)), str(values.get("actor_id", user.actor_id) or ""))
        if email is not None and email.casefold() != user.email.casefold():
            _require_free(email)
            EmailAddress.objects.filter(user=user).delete()  # the old one opens nothing any more
        for field, value in values.items():
            setattr(user, field, None if field == "actor_id" and not value else value)
        user.save()
        if not _has_administrator():
            raise InputError("", column="role", sentence=phrases.last_administrator())
        if before != (user.role, user.actor_id, user.is_active):
            _end_sessions(user)
        record_event(Event.ACCOUNT, who=viewer.id, what=name)
    return Receipt(user.username)


def end_sessions(name: str, *, viewer: Viewer) -> Receipt[int]:
    """Sign an account out everywhere; how many sessions it had.

    Raises
    ------
    NotAllowed
        To whoever may not change accounts.
    NotFound
        If there is no such account.
    """
    viewer.require(Verb.CHANGE, Resource.USER)
    ended = _end_sessions(find_account(name, viewer=viewer))
    record_event(Event.ENDED, who=viewer.id, what=name)
    return Receipt(ended)


def remove_second_step(name: str, *, viewer: Viewer) -> Receipt[int]:
    """Forget an account's two-step sign-in, for somebody who lost their device; how many means it had.

    Raises
    ------
    NotAllowed
        To whoever may not change accounts.
    NotFound
        If there is no such account.
    """
    viewer.require(Verb.CHANGE, Resource.USER)
    removed, _by_model = Authenticator.objects.filter(user=find_account(name, viewer=viewer)).delete()
    record_event(Event.SECOND_STEP, who=viewer.id, what=name)
    return Receipt(removed)


def password_link(name: str, *, viewer: Viewer) -> Receipt[str]:
    """The path of the page on which whoever has the link chooses the account's password; it works once.

    Raises
    ------
    NotAllowed
        To whoever may not change accounts.
    NotFound
        If there is no such account.
    """
    viewer.require(Verb.CHANGE, Resource.USER)
    user = find_account(name, viewer=viewer)
    key = default_token_generator.make_token(user)
    record_event(Event.LINK, who=viewer.id, what=name)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return Receipt(path)


@dataclass(frozen=True)
class SignInSession:
    """A browser in which somebody is signed in: since when, None where that was not noted, and until when at most."""

    since: datetime | None
    until: datetime


def sessions_of(name: str, *, viewer: Viewer) -> list[SignInSession]:
    """The browsers in which somebody is signed in, the latest first.

    Raises
    ------
    NotAllowed
        To whoever may not see accounts.
    NotFound
        If there is no such account, or the viewer may not see it.
    """
    found = [_described(session) for session in _sessions(find_account(name, viewer=viewer))]
    return sorted(found, key=lambda session: session.until, reverse=True)


def _described(session: Session) -> SignInSession:
    at = [record.get("at") for record in session.get_decoded().get(AUTHENTICATION_METHODS_SESSION_KEY, ())]
    noted = [moment for moment in at if isinstance(moment, int | float)]
    since = datetime.fromtimestamp(min(noted), tz=UTC) if noted else None
    return SignInSession(since, session.expire_date)


def _new_user(name: str, role: str, actor: str, email: str, viewer: Viewer) -> User:
    viewer.require(Verb.CHANGE, Resource.USER)
    if User.objects.filter(username=name).exists():
        raise InputError(expects("free_account_name"), column="name", found=name)
    _require_free(email)
    role = role or (Role.MANAGER if _has_administrator() else Role.ADMIN)
    _require_possible(role, actor)
    return User(username=name, email=email, role=role, actor_id=actor or None)


def _require_free(email: str) -> None:
    """One address, one account: whoever reads its mail can open the account, and rights hang on the address."""
    if email and User.objects.filter(email__iexact=email).exists():
        raise InputError(expects("free_account_email"), column="email", found=email)


def _has_administrator() -> bool:
    return User.objects.filter(role=Role.ADMIN, is_active=True).exists()


def _require_possible(role: str, actor: str) -> None:
    if role not in list(Role):
        raise InputError(expects("one_of", options=Role), column="role", found=role)
    if role in OF_MEMBERS and not actor:
        raise InputError(expects("organisation_of_member"), column="actor", found=finds("nothing"))
    if actor and not Actor.objects.filter(pk=actor).exists():
        raise InputError(expects("actor_id"), column="actor", found=actor)


def remove_accounts(names: Collection[str]) -> None:
    """Remove accounts of whoever is erased, with their sessions, addresses and second steps; what they did stays."""
    for user in User.objects.filter(username__in=list(names)):
        _end_sessions(user)
        AuditEntry.objects.filter(who=user).update(address=None)
        user.delete()


def _sessions(user: User) -> list[Session]:
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return [session for session in alive if session.get_decoded().get("_auth_user_id") == str(user.pk)]


def _end_sessions(user: User) -> int:
    found = _sessions(user)
    Session.objects.filter(pk__in=[session.pk for session in found]).delete()
    return len(found)
