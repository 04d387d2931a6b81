"""What the command line says of an opportunity that was read from a document."""

from django.utils.translation import gettext as _


def read_from(file: str) -> str:
    """What a document says of an opportunity."""
    return _("Read from {file}").format(file=file)


def like_one_on_record(title: str, id_: str) -> str:
    """An opportunity that was read may be on record."""
    return _("An opportunity like this is on record: {title} ({id})").format(title=title, id=id_)


def other_currency(amount: str) -> str:
    """An amount that is no euros."""
    return _("Not proposed as the budget, since it is another currency: {amount}").format(amount=amount)


def document_cut() -> str:
    """A document was longer than what is read."""
    return _("The document is longer than what is read. Check what stands near its end.")


def add_this() -> str:
    """Whether to add what was read."""
    return _("Add this opportunity?")


def only_with_file() -> str:
    """Options were given that speak of a document, without one."""
    return _("--yes and --json go with --from FILE.")
