"""What a person agreed to: a yes, a no, or purposes, `mail;matchmaking`. Only a clear yes is one."""

PURPOSES = ("directory", "matchmaking", "mail", "research")
REFUSALS = frozenset({"no", "none", "refused", "withdrawn", "false", "0", "nej"})
ASSENTS = frozenset({"yes", "ja", "true", "1"})


def refuses(consent: str) -> bool:
    """Whether what stands under `consent` is a no."""
    return consent.strip().casefold() in REFUSALS


def purposes_of(consent: str) -> tuple[str, ...] | None:
    """The purposes that a person agreed to; None where what stands there is neither a yes, a no nor purposes."""
    text = consent.strip().casefold()
    if text in ASSENTS:
        return PURPOSES
    if text in REFUSALS or not text:
        return ()
    named = {item.strip() for part in text.split(";") for item in part.split(",")} - {""}
    return tuple(purpose for purpose in PURPOSES if purpose in named) if named <= set(PURPOSES) else None


def agrees(consent: str, purpose: str) -> bool:
    """Whether somebody clearly agreed to a purpose."""
    return purpose in (purposes_of(consent) or ())


def without(consent: str, purpose: str) -> str:
    """What stands under `consent` once a purpose is taken back."""
    left = [each for each in purposes_of(consent) or () if each != purpose]
    return ";".join(left) or "no"
