"""The commands of following up."""

import functools
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, print_error, show_json, show_table
from bridgehead.kit.errors import BridgeheadError, InputError

NO_MAIL, LATER = 65, 75
"""What a mail server understands (sysexits.h): what it handed over is no mail; it should try again later."""


def _as_mail_servers_ask(command: Callable[..., None]) -> Callable[..., None]:
    """Have a mail server that hands over a mail keep it and try again later, whatever goes wrong here."""

    @functools.wraps(command)
    def run(*args: Any, files: list[Path] | None = None, **given: Any) -> None:
        try:
            command(*args, files=files, **given)
        except typer.Exit:
            raise
        except Exception as error:
            if files:
                raise
            if isinstance(error, BridgeheadError):
                print_error(error)
            else:
                traceback.print_exc()
            raise typer.Exit(LATER) from error

    return run


@_as_mail_servers_ask
@in_workspace()
def mail_in(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="Emails to file (.eml); without any, one is read from standard input"),
    ] = None,
    json: JsonOption = False,
) -> None:
    """File emails as interactions with the members that wrote them, matched by address.

    Of files, the exit status is 1 if one is no email. From standard input it is 65 for what is no email, and 75 if
    the email cannot be filed now: a mail server then tries again.
    """
    from bridgehead.ecosystem.queries import names_of
    from bridgehead.followup import phrases
    from bridgehead.followup.schemas import MailInOut
    from bridgehead.followup.services.mail_in import FILED, file_mail
    from bridgehead.kit.csv_files import content_of
    from bridgehead.kit.permissions import COMMAND_LINE

    found, refused = [], 0
    waiting: list[Path | None] = [*files] if files else [None]
    for path in waiting:
        try:
            name, content = ("-", sys.stdin.buffer.read()) if path is None else (str(path), content_of(path))
            found.append((name, file_mail(content, name=name, viewer=COMMAND_LINE).result))
        except InputError as error:
            status = print_error(error)
            refused = status if path else NO_MAIL
    if json:
        show_json(MailInOut.of(found).model_dump())
        raise typer.Exit(refused)
    names = names_of(mail.actor for _name, mail in found)
    rows = [
        (
            name,
            mail.sender,
            mail.subject,
            phrases.filed_with(names.get(mail.actor, "")) if mail.outcome == FILED else phrases.NOT_FILED[mail.outcome],
        )
        for name, mail in found
    ]
    if rows:
        show_table(f"Emails: {len(rows):,}", ("File", "Sender", "Subject", "What became of it"), rows)
    raise typer.Exit(refused)


@in_workspace()
def tasks(
    owner: Annotated[str, typer.Option(metavar="USERNAME", help="Only those of this colleague")] = "",
    due_by: Annotated[str, typer.Option(metavar="DAY", help="Only those due by this day (2026-05-31)")] = "",
    done: Annotated[bool, typer.Option("--done", help="Those that are done instead of those that are open")] = False,
    json: JsonOption = False,
) -> None:
    """List tasks by their dates."""
    from bridgehead.followup.queries import followups
    from bridgehead.followup.schemas import TasksOut
    from bridgehead.kit.expectations import expects
    from bridgehead.kit.partial_dates import is_date

    if due_by and not is_date(due_by):
        raise InputError(expects("date"), column="--due-by", found=due_by)
    found = followups.tasks(owner=owner, due_by=due_by, state="done" if done else "open")
    found = found.order_by("due_or_last", "title", "pk")
    if json:
        show_json(TasksOut.of(found).model_dump())
        return
    rows = [(task.title, str(task.actor or ""), task.owner, task.due, task.done) for task in found]
    show_table(f"Tasks: {len(rows):,}", ("Task", "Organisation", "Whose", "Due", "Done on"), rows)


@in_workspace()
def interactions(
    member: Annotated[str, typer.Option(metavar="ID", help="Only those with this organisation")] = "",
    unassigned: Annotated[bool, typer.Option("--unassigned", help="Only those assigned to no organisation")] = False,
    json: JsonOption = False,
) -> None:
    """List interactions, the latest first."""
    from bridgehead.followup.queries import followups
    from bridgehead.followup.schemas import InteractionsOut

    found = followups.interactions(member=member, assigned="no" if unassigned else "").order_by("-date", "pk")
    if json:
        show_json(InteractionsOut.of(found).model_dump())
        return
    rows = [(one.date, one.channel, str(one.actor or one.sender), one.subject, one.by) for one in found]
    show_table(f"Interactions: {len(rows):,}", ("Date", "Channel", "With", "Subject", "Colleague"), rows)
