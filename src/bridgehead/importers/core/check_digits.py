"""Whether a number is one that its register could have given: check digits."""

import re

CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


def is_cvr(text: str) -> bool:
    """Whether this is a Danish company number: eight digits, weighted sum divisible by 11 (Erhvervsstyrelsen)."""
    digits = re.sub(r"[\s.]|^DK", "", text.strip(), flags=re.IGNORECASE)
    if re.fullmatch(r"[1-9]\d{7}", digits, re.ASCII) is None:
        return False
    return sum(w * int(d) for w, d in zip(CVR_WEIGHTS, digits, strict=True)) % 11 == 0


def is_lei(text: str) -> bool:
    """Whether this is a legal entity identifier: 18 letters and digits and two that check them (ISO 17442)."""
    code = text.strip().upper()
    if re.fullmatch(r"[A-Z0-9]{18}\d{2}", code) is None:
        return False
    return int("".join(str(int(sign, 36)) for sign in code)) % 97 == 1
