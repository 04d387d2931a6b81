"""Rows of an export of contacts, in which organisations and people stand among each other.

Odoo says `Is a Company` and a person's `Related Company`, CiviCRM a `Contact Type` and a `Current Employer`.
"""

from collections.abc import Mapping

from bridgehead.importers.core.name_normalisation import normalise_name

RECORD, EMPLOYER = "record", "employer"
ORGANISATION = frozenset("organization organisation company true 1 yes ja virksomhed firma".split())  # noqa: SIM905
PERSON = frozenset("individual person false 0 no nej contact people household".split())  # noqa: SIM905
NAMED = ("contact_name", "contact_first_name", "contact_last_name")


def is_person_alone(texts: Mapping[str, str]) -> bool:
    """Whether a row is of a person whose organisation it does not name."""
    said, own = normalise_name(texts.get(RECORD, "")), any(texts.get(field, "").strip() for field in NAMED)
    named = texts.get(EMPLOYER, "").strip() or (own and texts.get("name", "").strip())
    return said in PERSON and not named


def settled(texts: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row by field, once it is settled whether the row is of an organisation or of somebody there.

    Parameters
    ----------
    texts
        Field to the text of its cell; `record` says which of the two it is, `employer` names a person's organisation.
    """
    left = {field: text for field, text in texts.items() if field not in {RECORD, EMPLOYER}}
    said, employer = normalise_name(texts.get(RECORD, "")), texts.get(EMPLOYER, "")
    if said in PERSON and employer.strip():  # Odoo's display name of a person begins with it
        left |= {
            f: left[f].strip().removeprefix(f"{employer.strip()}, ") for f in ("name", "contact_name") if f in left
        }
    if said in ORGANISATION:
        name = next((left[field] for field in ("name", "contact_name") if left.get(field, "").strip()), "")
        return {**{field: text for field, text in left.items() if field not in NAMED}, "name": name}
    if said in PERSON and not any(left.get(field, "").strip() for field in NAMED):
        return {**left, "contact_name": left.get("name", ""), "name": employer}
    if EMPLOYER in texts and (said in PERSON or not left.get("name", "").strip()):
        return {**left, "name": employer if employer.strip() else left.get("name", "")}
    return left
