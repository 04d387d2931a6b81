"""Titles of what public buyers buy."""

from bridgehead.framework.cpv import titles, titles_with_ancestors


def test_every_division_has_a_title() -> None:
    assert {code[:2] for code in titles() if code.endswith("000000")} == {code[:2] for code in titles()}
    assert all(len(code) == 8 and code.isdigit() and title for code, title in titles().items())


def test_codes_say_what_they_belong_to_once() -> None:
    assert titles_with_ancestors(["71220000", "71200000"]).split("; ")[0] == "Architectural design services"
    assert titles_with_ancestors(["71220000"]).endswith(
        "Architectural, construction, engineering and inspection services"
    )
    assert titles_with_ancestors([]) == ""
    assert titles_with_ancestors(["99999999"]) == ""
