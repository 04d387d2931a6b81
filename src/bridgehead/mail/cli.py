"""The command of the outbox."""

from typing import Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table


@in_workspace()
def outbox(
    send: Annotated[bool, typer.Option("--send", help="First send what waits")] = False,
    json: JsonOption = False,
) -> None:
    """List the emails that were written, latest first, with what became of each."""
    from bridgehead.mail import phrases
    from bridgehead.mail.queries import outbox_mails
    from bridgehead.mail.schemas import OutboxOut
    from bridgehead.mail.services.delivery import deliver_waiting
    from bridgehead.mail.services.transport import has_transport

    if send:
        deliver_waiting()
    found = list(outbox_mails())
    if json:
        show_json(OutboxOut.of(found).model_dump())
        return
    rows = [(m.pk, m.to, m.subject, phrases.STATES.get(m.state, m.state), phrases.reason_text(m)) for m in found]
    show_table(f"Emails: {len(rows):,}", ("Id", "To", "Subject", "Status", "Reason"), rows)
    if not has_transport():
        typer.echo(phrases.no_server())
