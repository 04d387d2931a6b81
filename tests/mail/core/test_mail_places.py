from bridgehead.mail.core.mail_places import fill_places, unknown_places


def test_places_are_filled_once_and_unknown_ones_named() -> None:
    values = {"name": "{cluster}", "organisation": "Flow", "cluster": "Hub"}
    assert fill_places("{name} of {organisation}, {cluster} {x}", values) == "{cluster} of Flow, Hub {x}"
    assert unknown_places(values, "{x} {name}", "{firm} {x}") == ["x", "firm"]
