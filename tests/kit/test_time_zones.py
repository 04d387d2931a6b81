"""The zone of a place, against what the time zone database says of some countries."""

from bridgehead.kit.time_zones import zone_of, zones_of


def test_a_country_with_one_clock_has_one_zone_and_one_with_several_is_asked_about() -> None:
    assert [row.zone for row in zones_of("DE", 2026)] == ["Europe/Berlin"]  # Büsingen shows the same time
    assert [row.zone for row in zones_of("ES", 2026)] == ["Europe/Madrid", "Atlantic/Canary"]
    assert len(zones_of("US", 2026)) > 4
    assert zones_of("", 2026) == zones_of("ZZ", 2026) == ()
    assert zone_of("KR", "", 2026) == "Asia/Seoul"
    assert zone_of("US", "", 2026) == zone_of("US", "Boston", 2026) == ""


def test_a_city_tells_its_zone_however_it_is_written() -> None:
    assert zone_of("US", "new york", 2026) == zone_of("", "New York", 2026) == "America/New_York"
    assert zone_of("BR", "São Paulo", 2026) == "America/Sao_Paulo"
    assert zone_of("DK", "Aarhus", 2026) == "Europe/Copenhagen"
    assert zone_of("", "Nowhere", 2026) == zone_of("", "", 2026) == ""
    assert zone_of("DK", "Seoul", 2026) == "Europe/Copenhagen"  # a name of another country says nothing
