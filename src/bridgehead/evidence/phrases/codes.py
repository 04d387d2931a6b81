"""Headings of codes."""

from django.utils.translation import gettext as _


def advantages() -> str:
    """The heading of evidence on the framework's components."""
    return _("Advantages")


def themes() -> str:
    """The heading of evidence on codes of codebooks."""
    return _("Themes")


def of_codebook(name: str) -> str:
    """The row of a codebook among rows of codes."""
    return _("Codebook: {name}").format(name=name)
