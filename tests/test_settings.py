"""Settings: defaults, and one line that names whatever is malformed."""

from __future__ import annotations

import os
import subprocess
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import settings
from bot.commands import serve
from bot.errors import SettingInvalid
from bot.limits import HOUR, LIMITS, Limits, Rate
from bot.settings import load_settings
from tests.conftest import LEADBELL, free_port

SID = "AC" + "0" * 32
SECRET = {"LEADBELL_SECRET": "a secret of the tests"}
TWILIO = {
    **SECRET,
    "TWILIO_ACCOUNT_SID": SID,
    "TWILIO_AUTH_TOKEN": "token",
    "PUBLIC_URL": "https://leads.example.com",
}

MALFORMED = [
    ("DATABASE_URL", {"DATABASE_URL": "mysql://localhost/leads"}),
    ("DATABASE_URL", {"DATABASE_URL": "var/leadbell.db"}),
    ("DATABASE_URL", {"DATABASE_URL": "sqlite:///:memory:"}),
    ("DATABASE_URL", {"DATABASE_URL": "sqlite:///"}),
    ("DATABASE_URL", {"DATABASE_URL": "sqlite://"}),
    ("DATABASE_URL", {"DATABASE_URL": "postgresql://localhost:port/leads"}),
    ("LEADBELL_SECRET", {"LEADBELL_SECRET": "short"}),
    ("PUBLIC_URL", {"PUBLIC_URL": "leads.example.com"}),
    ("PUBLIC_URL", {"PUBLIC_URL": "ftp://leads.example.com"}),
    ("PUBLIC_URL", {"PUBLIC_URL": "https://"}),
    ("PUBLIC_URL", {"PUBLIC_URL": "https://[leads.example.com"}),
    ("SMS_TRANSPORT", {"SMS_TRANSPORT": "pigeon"}),
    ("SMS_TRANSPORT", {"SMS_TRANSPORT": "Twilio"}),
    ("TWILIO_ACCOUNT_SID", {"SMS_TRANSPORT": "twilio"}),
    ("TWILIO_ACCOUNT_SID", {"TWILIO_AUTH_TOKEN": "token"}),
    ("TWILIO_AUTH_TOKEN", {"TWILIO_ACCOUNT_SID": SID}),
    ("TWILIO_ACCOUNT_SID", {**TWILIO, "TWILIO_ACCOUNT_SID": "SK" + "0" * 32}),
    ("TWILIO_ACCOUNT_SID", {**TWILIO, "TWILIO_ACCOUNT_SID": "AC123"}),
    ("TWILIO_API_BASE", {**TWILIO, "TWILIO_API_BASE": "localhost:4010"}),
    ("TWILIO_API_BASE", {**TWILIO, "TWILIO_API_BASE": "https://"}),
    ("PUBLIC_URL", {**TWILIO, "PUBLIC_URL": ""}),
    ("LEADBELL_LEASE_SECONDS", {"LEADBELL_LEASE_SECONDS": "3"}),
    ("LEADBELL_LEASE_SECONDS", {**TWILIO, "LEADBELL_LEASE_SECONDS": "3"}),
    (
        "LEADBELL_LOOK_UP_SECONDS",
        {
            **TWILIO,
            "TWILIO_API_BASE": "https://api.example.com",
            "LEADBELL_LOOK_UP_SECONDS": "3",
        },
    ),
    (
        "LEADBELL_LOOK_UP_SECONDS",
        {
            **TWILIO,
            "TWILIO_API_BASE": "http://127.0.0.1:1",
            "LEADBELL_LOOK_UP_SECONDS": "soon",
        },
    ),
    ("LEADBELL_NOW", {"LEADBELL_NOW": "yesterday"}),
    ("LEADBELL_NOW", {"LEADBELL_NOW": "2026-11-23T10:00:00"}),
    ("LEADBELL_NOW", {"LEADBELL_NOW": "2026-13-45T10:00:00Z"}),
    ("LEADBELL_NOW", {**TWILIO, "LEADBELL_NOW": "2026-11-23T10:00:00Z"}),
    ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": "https://leads.example.com"}),
    ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": "leads.example.com:8000"}),
    ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": "leads.example.com, *"}),
    ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": "leads.example.com/simulator"}),
    ("LIMITS", {"LIMITS": "yes"}),
    ("LIMIT_CHATS_PER_ADDRESS", {"LIMIT_CHATS_PER_ADDRESS": "many"}),
    ("LIMIT_CALLS_PER_CAMPAIGN", {"LIMIT_CALLS_PER_CAMPAIGN": "-1"}),
    ("LIMIT_REPEATS", {"LIMIT_REPEATS": "1.5"}),
    ("LIMIT_CHATS_PER_ADRESS", {"LIMIT_CHATS_PER_ADRESS": "9"}),
]


@pytest.mark.parametrize(("name", "environ"), MALFORMED)
def test_a_malformed_setting_is_named_in_one_line(name: str, environ: dict[str, str]) -> None:
    """The start stops, and the line says which setting to mend."""
    with pytest.raises(SettingInvalid) as caught:
        load_settings({**SECRET, **environ})
    assert caught.value.name == name
    line = str(caught.value)
    assert line.startswith(f"{name}: ")
    assert "\n" not in line
    assert "token" not in line.removeprefix(name).split("TWILIO_AUTH_TOKEN")[0]


@pytest.mark.parametrize(("name", "environ"), [MALFORMED[5], MALFORMED[10]])
def test_the_command_line_says_it_in_one_line_and_ends_with_1(
    name: str, environ: dict[str, str]
) -> None:
    """No traceback: `leadbell` prints the same line and stops."""
    done = subprocess.run(
        [LEADBELL, "leads", "list"],
        env={**os.environ, **SECRET, **environ},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"{name}: ")
    assert done.stderr.count("\n") == 1


def test_nothing_set_gives_sqlite_and_the_simulator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an account, a key or a server everything works on this machine."""
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    found = load_settings({})
    assert found.database_url == f"sqlite:///{tmp_path / 'var' / 'leadbell.db'}"
    assert found.sms_transport == "simulator"
    assert found.public_url == "http://127.0.0.1:8000"
    assert (found.twilio, found.fixed_now) == (None, None)
    assert found.models == tmp_path / "models"


def test_twilio_is_used_as_soon_as_there_are_credentials() -> None:
    """And not before; the simulator can still be asked for."""
    assert load_settings(TWILIO).sms_transport == "twilio"
    simulated = load_settings({**TWILIO, "SMS_TRANSPORT": "simulator", "PUBLIC_URL": ""})
    assert simulated.sms_transport == "simulator"
    assert simulated.twilio is not None


HERE = ["http://127.0.0.1:8000", "http://localhost:9000", "http://127.0.0.2", "http://[::1]:8000"]
ELSEWHERE = [
    "https://leads.example.com",
    "http://192.168.1.5:8000",
    "http://0.0.0.0:8000",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://[2001:db8::1]:8000",
]


@pytest.mark.parametrize("url", HERE)
@pytest.mark.parametrize("host", [None, "127.0.0.1", "localhost", "::1"])
def test_on_this_machine_the_simulator_needs_no_asking(url: str, host: str | None) -> None:
    """Whoever tries Leadbell sets nothing."""
    assert load_settings({**SECRET, "PUBLIC_URL": url}, host).sms_transport == "simulator"


@pytest.mark.parametrize(
    ("url", "host"),
    [(url, "127.0.0.1") for url in ELSEWHERE]
    + [("", host) for host in ("0.0.0.0", "::", "", "192.168.1.5", "leads.example.com")],
)
def test_where_others_come_the_simulator_must_be_asked_for(url: str, host: str) -> None:
    """Twilio's variables forgotten, and every text and lead would be open to the world."""
    with pytest.raises(SettingInvalid) as caught:
        load_settings({**SECRET, "PUBLIC_URL": url}, host)
    assert caught.value.name == "SMS_TRANSPORT"
    assert "twilio" in str(caught.value)
    assert "simulator" in str(caught.value)
    asked = {**SECRET, "PUBLIC_URL": url, "SMS_TRANSPORT": "simulator"}
    assert load_settings(asked, host).sms_transport == "simulator"
    assert load_settings({**TWILIO, "PUBLIC_URL": url or "https://x.example"}, host).twilio


@pytest.mark.parametrize(
    ("arguments", "environ"),
    [(["--host", "0.0.0.0"], {}), ([], {"PUBLIC_URL": "https://leads.example.com"})],
)
def test_serve_says_in_one_line_that_the_simulator_must_be_asked_for(
    tmp_path: Path, arguments: list[str], environ: dict[str, str]
) -> None:
    """And listens to nobody."""
    unset = ("TWILIO", "LEADBELL", "SMS", "PUBLIC")
    done = subprocess.run(
        [LEADBELL, "serve", "--port", str(free_port()), *arguments],
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith(unset)},
            **SECRET,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'leads.db'}",
            **environ,
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("SMS_TRANSPORT: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("", ()),
        (" , ", ()),
        ("Leads.Example.com", ("leads.example.com",)),
        ("a.example, b-2.example,10.0.0.7", ("a.example", "b-2.example", "10.0.0.7")),
        ("leadbell [2001:db8::1]", ("leadbell", "2001:db8::1")),
    ],
)
def test_further_hosts_are_a_list_of_names(text: str, hosts: tuple[str, ...]) -> None:
    """However they are separated and written."""
    assert load_settings({**SECRET, "ALLOWED_HOSTS": text}).allowed_hosts == hosts


def test_a_retiring_twilio_token_is_kept_beside_the_current_one() -> None:
    """While a token is rotated both sign webhooks; the current one comes first."""
    found = load_settings({**TWILIO, "TWILIO_AUTH_TOKEN_RETIRING": "old"})
    assert found.twilio is not None
    assert found.twilio.auth_tokens == ("token", "old")


def test_each_limit_has_a_setting_of_its_own() -> None:
    """How many; the window stays."""
    found = load_settings({**SECRET, "LIMITS": "on", "LIMIT_CHATS_PER_ADDRESS": "7"})
    assert found.limiting == "on"
    assert found.limits.chats_per_address == Rate(7, HOUR)
    assert found.limits == replace(LIMITS, chats_per_address=Rate(7, HOUR))
    assert load_settings(SECRET).limiting == "auto"


def test_every_limit_is_documented_with_its_default() -> None:
    """Where operators look for it."""
    example = (settings.ROOT / ".env.example").read_text()
    page = (settings.ROOT / "docs" / "operating.md").read_text()
    for field in fields(Limits):
        most = getattr(LIMITS, field.name).most
        assert f"#LIMIT_{field.name.upper()}={most}\n" in example
        line = next(line for line in page.splitlines() if f"`{field.name}`" in line)
        assert f"{most:,}" in line


def test_sentences_are_kept_for_as_many_days_as_is_set() -> None:
    """Ninety, unless another number is set; nonsense is told."""
    assert load_settings(SECRET).keep_not_understood == timedelta(days=90)
    for days in (0, 30):
        found = load_settings({**SECRET, "KEEP_NOT_UNDERSTOOD_DAYS": str(days)})
        assert found.keep_not_understood == timedelta(days=days)
    for wrong in ("-1", "a week", "1.5", "99999"):
        with pytest.raises(SettingInvalid, match="KEEP_NOT_UNDERSTOOD_DAYS: must be a whole"):
            load_settings({**SECRET, "KEEP_NOT_UNDERSTOOD_DAYS": wrong})


def test_addresses_lose_their_last_slash() -> None:
    """Paths are joined to them."""
    found = load_settings(
        {
            **TWILIO,
            "PUBLIC_URL": "https://leads.example.com/",
            "TWILIO_API_BASE": "http://localhost:4010/",
        }
    )
    assert found.public_url == "https://leads.example.com"
    assert found.twilio is not None
    assert found.twilio.api_base == "http://localhost:4010"


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("postgres://u:p@db/leads", "postgresql://u:p@db/leads"),
        ("postgresql://u:p@db/leads", "postgresql://u:p@db/leads"),
        ("postgresql+psycopg2://u:p@db/leads", "postgresql+psycopg2://u:p@db/leads"),
        ("sqlite:////srv/leads.db", "sqlite:////srv/leads.db"),
        ("sqlite:///data/leads.db", f"sqlite:///{settings.ROOT / 'data' / 'leads.db'}"),
    ],
)
def test_a_database_is_named_in_the_usual_ways(url: str, meant: str) -> None:
    """A relative SQLite file is in the project's folder, wherever the command is run."""
    assert load_settings({**SECRET, "DATABASE_URL": url}).database_url == meant


def test_a_fixed_clock_carries_its_offset() -> None:
    """LEADBELL_NOW is an instant, not a local time."""
    found = load_settings({**SECRET, "LEADBELL_NOW": "2026-11-23T10:00:00-08:00"})
    assert found.fixed_now is not None
    assert found.fixed_now.isoformat() == "2026-11-23T10:00:00-08:00"


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every process of the installation signs with the same secret."""
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    first = load_settings({}).secret
    assert len(first) >= 32
    assert load_settings({}).secret == first
    file = tmp_path / "var" / "secret"
    assert file.read_text() == first
    assert file.stat().st_mode & 0o077 == 0


def test_an_empty_secret_file_is_never_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk can leave an empty file: anybody could sign tokens with what is in it."""
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret").touch()
    try:
        assert len(load_settings({}).secret) >= 16
    except SettingInvalid as error:
        assert error.name == "LEADBELL_SECRET"


def test_the_environment_goes_before_the_env_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`.env` is for what the environment doesn't say."""
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    for name in ("PUBLIC_URL", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text(
        "PUBLIC_URL=https://file.example.com\nLEADBELL_SECRET=a secret from the file\n"
        "SMS_TRANSPORT=simulator\n"
    )
    monkeypatch.setenv("LEADBELL_SECRET", "a secret from the environment")
    found = load_settings()
    assert found.public_url == "https://file.example.com"
    assert found.secret == "a secret from the environment"


def test_serve_keeps_the_public_address_of_the_env_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twilio signs that address: a default of `serve` must not come before it."""
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    monkeypatch.setattr(serve.uvicorn, "run", lambda *_, **__: None)
    monkeypatch.setattr(serve.signal, "signal", lambda *_: None)
    monkeypatch.setenv("PUBLIC_URL", "")  # undone at the end, whatever serve sets
    monkeypatch.delenv("PUBLIC_URL")
    (tmp_path / ".env").write_text("PUBLIC_URL=https://file.example.com\nSMS_TRANSPORT=simulator\n")
    monkeypatch.setattr(serve, "cannot_listen", lambda *_: None)
    monkeypatch.setattr(serve, "pick_model", lambda *_: None)
    _serve()
    assert load_settings().public_url == "https://file.example.com"


def test_serve_stops_without_a_public_address_for_twilio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twilio can't reach 127.0.0.1: the missing setting is named at the start."""
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    monkeypatch.setattr(serve.uvicorn, "run", lambda *_, **__: None)
    monkeypatch.setattr(serve.signal, "signal", lambda *_: None)
    monkeypatch.setenv("PUBLIC_URL", "")
    monkeypatch.delenv("PUBLIC_URL")
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", SID)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "token")
    with pytest.raises(SettingInvalid) as caught:
        _serve()
    assert caught.value.name == "PUBLIC_URL"


def _serve() -> None:
    import argparse

    serve.run(argparse.Namespace(host="127.0.0.1", port=8123, workers=1))


def test_the_simulator_verifies_webhooks_with_the_token_alone() -> None:
    """Nothing is sent, so no account is needed; a real transport still asks for it."""
    settings = load_settings({**SECRET, "SMS_TRANSPORT": "simulator", "TWILIO_AUTH_TOKEN": "token"})
    assert settings.twilio is not None
    assert settings.twilio.auth_tokens == ("token",)


def test_the_operators_number_is_read_and_a_wrong_one_refused() -> None:
    """It must be one that texts can go to from anywhere."""
    assert load_settings({**SECRET, "OPERATOR_SMS": "+14155550177"}).operator_sms == "+14155550177"
    assert load_settings(SECRET).operator_sms is None
    with pytest.raises(SettingInvalid, match="OPERATOR_SMS"):
        load_settings({**SECRET, "OPERATOR_SMS": "415 555 0177"})
