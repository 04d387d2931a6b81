"""What parts of an address may be, beside text."""


class Number:
    """A number that every store can be asked for; an address with a longer one leads nowhere."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """How it stands in an address."""
        return str(value)
