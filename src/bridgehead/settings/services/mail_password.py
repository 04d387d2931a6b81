"""The password of the mail server: encrypted with a key that comes from the server's own, shown to nobody.

A copy of the store alone does not tell it. Where the server gets another key, it cannot be read and is asked for anew.
"""

import base64
from typing import TYPE_CHECKING

from django.conf import settings as server

from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.settings.models import Secret
from bridgehead.settings.queries import MAIL_PASSWORD

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


def save_mail_password(password: str, *, viewer: Viewer) -> Receipt[bool]:
    """Keep the password of the mail server; blank forgets it. Whether there is one now.

    Raises
    ------
    NotAllowed
        To whoever may not change settings.
    """
    viewer.require(Verb.CHANGE, Resource.SETTING)
    if not password:
        Secret.objects.filter(pk=MAIL_PASSWORD).delete()
        return Receipt(False)
    value = _cipher().encrypt(password.encode()).decode("ascii")
    Secret.objects.update_or_create(pk=MAIL_PASSWORD, defaults={"value": value})
    return Receipt(True)


def mail_password() -> str | None:
    """The password for whoever sends mail: the environment's, else the one that was saved; None if it is unreadable."""
    if server.EMAIL_HOST_PASSWORD:
        return str(server.EMAIL_HOST_PASSWORD)
    kept = Secret.objects.filter(pk=MAIL_PASSWORD).values_list("value", flat=True).first()
    if kept is None:
        return ""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 only who sends mail pays for it

    try:
        return _cipher().decrypt(kept.encode("ascii")).decode()
    except InvalidToken:
        return None


def _cipher() -> "Fernet":
    from cryptography.fernet import Fernet  # noqa: PLC0415 only who sends mail pays for it
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"bridgehead.secrets").derive(
        server.SECRET_KEY.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))
