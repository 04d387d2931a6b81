from unittest import mock

import pytest

from bridgehead.kit.errors import NotFound
from bridgehead.kit.signed_links import A_DAY, read_token, sign_token


def test_a_token_says_what_was_signed_for_its_purpose_only() -> None:
    token = sign_token(["ane", "mail"], "leave")
    assert read_token(token, "leave", days=2, invalid="No.") == ["ane", "mail"]
    for other in (token[:-1], token + "x", "", "no token"):
        with pytest.raises(NotFound, match="No"):
            read_token(other, "leave", days=2, invalid="No.")
    with pytest.raises(NotFound, match="No"):
        read_token(token, "stop", days=2, invalid="No.")


def test_a_token_can_be_followed_for_some_days() -> None:
    with mock.patch("django.core.signing.time.time", return_value=1_000_000):
        token = sign_token("ane", "leave")
    for days, is_good in ((1.9, True), (2.1, False)):
        with mock.patch("django.core.signing.time.time", return_value=1_000_000 + days * A_DAY):
            if is_good:
                assert read_token(token, "leave", days=2, invalid="No.") == "ane"
            else:
                with pytest.raises(NotFound):
                    read_token(token, "leave", days=2, invalid="No.")
