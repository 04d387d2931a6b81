"""The index in the background: what was imported is read in before anybody asks."""

from django_tasks import task

from bridgehead.match import disk, queries


@task()
def prepare() -> None:
    """Bring the index up to date, so that the next ranking need not wait for it."""
    disk.current()


def is_behind() -> bool:
    """Whether the next ranking has to wait, because much has changed since the index was made."""
    return queries.much_changed(disk.last_state(), disk.PATCH)
