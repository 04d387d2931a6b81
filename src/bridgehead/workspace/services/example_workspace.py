"""The example of the study, built into a workspace: again and again without doubling."""

from pathlib import Path

from bridgehead.ecosystem.models import User
from bridgehead.ecosystem.services.accounts import add_user
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.receipt import Receipt
from bridgehead.workspace.services.case_folder import Origin, import_case

EXAMPLE = Path(__file__).parent.parent / "example"
PASSWORD = "show-me-the-harbour"  # noqa: S105 a password that the demo prints is no secret
ACCOUNTS = (("demo", Role.ADMIN, ""), ("visblue", Role.MEMBER_OWNER, "visblue"))


def build(*, progress: Progress = no_progress) -> Receipt[Origin]:
    """Import the example and make the accounts that the demo names, where they are missing."""
    receipt = import_case(EXAMPLE, action="example.import", progress=progress, viewer=COMMAND_LINE)
    for name, role, actor in ACCOUNTS:
        if not User.objects.filter(username=name).exists():
            add_user(
                name, password=PASSWORD, role=role, actor=actor, email=f"{name}@bridgehead.example", viewer=COMMAND_LINE
            )
    return receipt
