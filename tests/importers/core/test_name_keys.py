"""Keys of names: one for each spelling of a name, another for each other name, in every script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.importers.core.name_keys import key_without_form, name_key
from bridgehead.kit.quotation_marks import strip_stray_quotes

LETTERS = st.characters(categories=("Lu", "Ll", "Lo", "Nd"))


@pytest.mark.parametrize(
    "spellings",
    [
        ("Novo Heat A/S", "NOVO HEAT AS", "novo  heat a/s", "Novo Heat A. S.", "“Novo-Heat”, Aktieselskab"),
        ("Grøn Strøm ApS", "GRØN STRØM APS", "Grøn  Strøm Anpartsselskab"),
        ("Ångström AB", unicodedata.normalize("NFD", "ÅNGSTRÖM AB")),
        ("Müller & Söhne GmbH", "MÜLLER AND SÖHNE Gesellschaft mit beschränkter Haftung"),
        ("Straße GmbH", "STRASSE GMBH"),
        ("Łódź Ciepło sp. z o.o.", "ŁÓDŹ CIEPŁO Spółka z o. o.", "Łódź Ciepło Sp.z.o.o."),
        ("ΔΕΗ ΑΝΑΝΕΩΣΙΜΕΣ Α.Ε.", "ΔΕΗ Ανανεώσιμες ΑΕ"),
        ("Зелена Енергия ООД", "ЗЕЛЕНА ЕНЕРГИЯ ООД", "„Зелена Енергия“ О.О.Д."),
        ("東和電機株式会社", "東和 電機 株式会社", "東和電機㈱", "東和電機（株）"),
        ("ＡＢＣ電機", "ABC電機", "abc電機"),
        ("ﾔﾏﾄｴﾅｼﾞｰ", "ヤマトエナジー"),
        ("İstanbul Enerji A.Ş.", "ISTANBUL ENERJİ AŞ"),
        ("Energi+", "ENERGI +", "Energi＋"),
        ("Volt™ Power", "Volt Power", "Volt\u200b Power", "Volt® Power"),
        ("می‌خواهم", "میخواهم"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({name_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("東和電機", "白山計測", "緑風発電", "青空水処理", "東和電气"),
        ("李伟", "王芳", "李韦"),
        ("Energi", "Energi+", "Energi#", "Energi&", "Energi 2", "Energi!", "Energi°", "C Energi", "C++ Energi"),
        ("Bo Energi", "Bø Energi", "Bö Energi", "Boe Energi"),
        ("Åse", "Ase", "Aase", "Äse"),
        ("Кон", "Конь", "Конъ"),
        ("कमल ऊर्जा", "कमला ऊर्जा", "कमली ऊर्जा"),
        ("ไฟฟ้า", "ไฟฟา", "ไฟฟี้า"),
        ("かき", "がき", "カキ"),
        ("شركة النور", "شركة النار"),
        ("אור אנרגיה", "אוור אנרגיה"),
        ("한국전력", "한국전략"),
        ("Alfa ApS", "Alfa A/S", "Alfa"),
        ("1.5 Grad", "15 Grad"),
        ("---", "...", "—"),
    ],
)  # fmt: skip
def test_other_names_have_other_keys(names: tuple[str, ...]) -> None:
    keys = [name_key(name) for name in names]
    assert len(set(keys)) == len(names)
    assert all(keys)


@given(st.text(LETTERS, min_size=1, max_size=6), st.text(LETTERS, min_size=1, max_size=6))
def test_no_letter_of_any_script_is_lost(one: str, other: str) -> None:
    def folded(text: str) -> str:
        """As NFKC_Casefold does, with the Turkish and Greek habits beside."""
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        text = unicodedata.normalize("NFD", text).replace("i\u0307", "i").replace("ı", "i").replace("\u0301", "")
        return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")

    same = folded(f"{one} Zq{other}") == folded(f"{other} Zq{one}")
    assert same or name_key(f"{one} Zq{other}") != name_key(f"{other} Zq{one}")
    assert name_key(name_key(one)) == name_key(one) != ""


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("東和電機株式会社", "東和電機"), ("㈱東和電機", "東和電機"), ("北京绿能有限责任公司", "北京绿能"),
        ("Зелена Енергия ЕООД", "зелена енергия"), ("ООО «Ромашка»", "ромашка"), ("AS Tallinna Vesi", "tallinna vesi"),
        ("Havn Energi (HE) ApS", "havn energi"), ("SE Blade", "se blade"), ("A/S", "as"), ("株式会社", "株式会社"),
    ],
)  # fmt: skip
def test_a_legal_form_is_taken_off_only_where_a_name_is_left(name: str, bare: str) -> None:
    assert key_without_form(name) == bare


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ('"Alfa ApS"', "Alfa ApS"), ("“Alfa ApS”", "Alfa ApS"), ("„Alfa ApS“", "Alfa ApS"), ("«Alfa ApS»", "Alfa ApS"),
        ("»Alfa ApS«", "Alfa ApS"), ("'Alfa ApS'", "Alfa ApS"), ("‘Alfa ApS’", "Alfa ApS"),
        ('""Alfa ApS""', "Alfa ApS"),
        ("“Alfa ApS", "Alfa ApS"), ('Alfa ApS"', "Alfa ApS"), ("Alfa» ApS", "Alfa ApS"), ("'Alfa ApS", "Alfa ApS"),
        ('"«Alfa ApS»"', "Alfa ApS"), ('Alfa "" ApS', "Alfa ApS"), ('Alfa "Beta" ApS', 'Alfa "Beta" ApS'),
        ("ООО «Ромашка»", "ООО «Ромашка»"), ("'t Hof BV", "'t Hof BV"), ("O’Neill Energy", "O’Neill Energy"),
        ("L'Aquila", "L'Aquila"), ('19" Racks ApS', '19" Racks ApS'), ('"', '"'), ("", ""),
    ],
)  # fmt: skip
def test_stray_quotation_marks_leave_a_name(given_: str, kept: str) -> None:
    assert strip_stray_quotes(given_) == kept
    assert strip_stray_quotes(kept) == kept
