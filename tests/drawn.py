"""A form as a page draws it, to be sent as a browser would."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html


@dataclass
class Drawn:
    """What a form would send, and where."""

    action: str
    values: dict[str, Any]

    def send(self, client: Client, **changed: Any) -> HttpResponse:
        """Send it with these values changed."""
        return client.post(self.action, {**self.values, **changed})  # type: ignore[return-value]


def drawn(response: HttpResponse, action: str, **has: str) -> Drawn:
    """The form of a page that is sent to an address (the end of it is enough) and has these values."""
    page = html.fromstring(response.content.decode())
    for form in page.forms:
        address, values = (form.get("action") or "").split("?")[0], _values(form)
        if form.method == "POST" and address.endswith(action) and has.items() <= values.items():
            return Drawn(form.get("action"), values)
    raise AssertionError(f"no form is sent to {action} with {has}")


def form(client: Client, page: str, action: str, **has: str) -> Drawn:
    """The same of the page at an address."""
    return drawn(client.get(page), action, **has)  # type: ignore[arg-type]


def _values(form: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in form.form_values():
        if name in found:
            found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), value]
        else:
            found[name] = value
    return found


def said_beside(response: HttpResponse, field: str, **has: str) -> str:
    """What a page says is wrong with a field: the words in the same place as its control."""
    page = html.fromstring(response.content.decode())
    for control in page.xpath(f"//*[@name='{field}' and not(@type='hidden')]"):
        wrong = control.xpath("ancestor::*[position() <= 8][.//ul[contains(@class, 'errorlist')]][1]")
        if wrong:
            return " ".join(wrong[0].xpath(".//ul[contains(@class, 'errorlist')]")[0].text_content().split())
    return ""
