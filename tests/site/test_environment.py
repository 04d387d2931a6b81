"""What the environment of a server says is checked before anything starts, and the variable is named."""

from pathlib import Path

import pytest

from bridgehead.kit.errors import InputError
from bridgehead.site import environment


@pytest.mark.parametrize(
    ("variable", "read", "good", "wrong"),
    [
        ("BRIDGEHEAD_SESSION_HOURS", lambda n: environment.whole_number(n, 5, 1), "12", ["0", "-1", "1.5", "x", "²"]),
        ("BRIDGEHEAD_LOG", environment.log_level, "debug", ["loud"]),
        ("BRIDGEHEAD_TIME_ZONE", lambda n: environment.time_zone(n, "UTC"), "Europe/Oslo", ["Mars", "../etc"]),
        (
            "BRIDGEHEAD_ADDRESS",
            lambda n: environment.address(n, "http://a", ("http", "https")),
            "https://b.example:8443",
            ["b.example", "ftp://b", "http://b:port", "http://b:0", "http://b:99999", "https://"],
        ),
        ("BRIDGEHEAD_ORIGINS", environment.origins, "https://a.example, https://b.example", ["a.example"]),
        (
            "BRIDGEHEAD_TASKS",
            lambda n: environment.backend(n, "os.B"),
            "django_tasks_db.DatabaseBackend",
            ["x", "no.B"],
        ),
        ("BRIDGEHEAD_DATABASE_URL", lambda _: environment.database(Path()), "postgresql:///b?host=/run", ["mysql://b"]),
    ],
)
def test_a_value_is_taken_or_the_variable_is_named(
    variable: str, read: object, good: str, wrong: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(read)
    monkeypatch.setenv(variable, good)
    assert read(variable)
    monkeypatch.setenv(variable, "")
    read(variable)
    for given in wrong:
        monkeypatch.setenv(variable, given)
        with pytest.raises(InputError, match=f"^{variable}: .*Enter"):
            read(variable)


def test_a_password_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIDGEHEAD_DATABASE_URL", "mysql://user:hunter2@host/name")
    with pytest.raises(InputError) as error:
        environment.database(Path())
    assert "hunter2" not in str(error.value)
    assert "…@host/name" in str(error.value)


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_a_key_file_without_a_key_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"secret.key: expected a secret key"):
        environment.secret_of(path)
