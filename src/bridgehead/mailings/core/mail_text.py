"""The text of a mail to a group: its places, and which language a person reads it in."""

from collections.abc import Mapping

PLACES = ("name", "organisation", "cluster")


def variant_for(language: str, variants: Mapping[str, object], usual: str) -> str:
    """The language of the variant that a person gets: their own, else the usual one's, else the first there is.

    Parameters
    ----------
    variants
        By language; blank for the one that names none.
    usual
        The language of the workspace.
    """
    wanted = (language, "", usual)
    return next((each for each in wanted if each in variants), next(iter(variants)))
