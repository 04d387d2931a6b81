"""What a page of a profile shows."""

from django.test import Client


def text(client: Client, path: str, status: int = 200) -> str:
    """A page on one line."""
    found = client.get(path)
    assert found.status_code == status, found.content.decode()[:2000]
    return " ".join(found.content.decode().split())
