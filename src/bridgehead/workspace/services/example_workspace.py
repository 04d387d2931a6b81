"""The example of the study, built into a workspace: again and again without doubling."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from bridgehead.ecosystem.models import User
from bridgehead.ecosystem.queries import is_practice
from bridgehead.ecosystem.services.accounts import add_user
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.receipt import Receipt
from bridgehead.workspace.services.case_folder import Origin, import_case

EXAMPLE = Path(__file__).parent.parent / "example"
PASSWORD = "show-me-the-harbour"  # noqa: S105 a password that the demo prints is no secret
DemoAccount = tuple[str, Role, str]
"""A name, what the person may do, and the organisation that he or she is of."""
ACCOUNTS: tuple[DemoAccount, ...] = (("demo", Role.ADMIN, ""), ("visblue", Role.MEMBER_OWNER, "visblue"))


def build(*, progress: Progress = no_progress) -> Receipt[Origin]:
    """Import the example and make the accounts that the demo names, where they are missing.

    Raises
    ------
    InputError
        If the workspace holds the practice cluster: what is invented is not mixed with what is not.
    """
    if is_practice():
        raise InputError(expects("workspace_without_practice"), file=settings.WORKSPACE, column="--workspace")
    receipt = import_case(EXAMPLE, action="example.import", progress=progress, viewer=COMMAND_LINE)
    add_demo_accounts(ACCOUNTS)
    return receipt


def add_demo_accounts(accounts: Iterable[DemoAccount]) -> None:
    """Make accounts with the password that the demo prints, where they are missing."""
    for name, role, actor in accounts:
        if not User.objects.filter(username=name).exists():
            add_user(
                name, password=PASSWORD, role=role, actor=actor, email=f"{name}@bridgehead.example", viewer=COMMAND_LINE
            )
