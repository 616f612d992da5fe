"""Settings from the environment (and `.env`), read once into a frozen object.

A missing or malformed setting raises `SettingInvalid`: one line that names it.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingInvalid
from bot.limits import LIMITS, Limits
from bot.private import make_folder

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PUBLIC_URL = "http://127.0.0.1:8000"
DATABASE_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg2", "postgres")


@dataclass(frozen=True, slots=True)
class Twilio:
    """Credentials and place of the Twilio API.

    `auth_tokens`: the current one, then one that is being retired, if any. `account_sid` may be
    empty where nothing is sent, in the simulator.
    """

    account_sid: str
    auth_tokens: tuple[str, ...]
    api_base: str | None = None


# How long a worker holds a text: longer than a look-up and a send, each with its time limit.
LEASE = timedelta(seconds=60)
# A text whose fate is unknown is looked up after this long: the carrier needs a while to know it.
LOOK_UP_AFTER = timedelta(seconds=120)


KEEP_NOT_UNDERSTOOD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Waits:
    """The delivery's waits; only tests have others."""

    lease: timedelta = LEASE
    look_up: timedelta = LOOK_UP_AFTER


@dataclass(frozen=True, slots=True)
class Settings:
    """`sms_transport` is `simulator` or `twilio`; with the latter `twilio` is set, too.

    `operator_sms` (E.164) is told of texts that reached nobody. `allowed_hosts` are further names,
    beside `public_url`'s, under which others reach us. `limiting` is `auto` (this machine is exempt
    from limits of traffic in the simulator), `on` or `off`. `keep_not_understood` is how long
    sentences that were not understood are kept.
    """

    database_url: str
    secret: str
    public_url: str
    sms_transport: str
    twilio: Twilio | None
    fixed_now: datetime | None
    models: Path
    operator_sms: str | None = None
    waits: Waits = Waits()
    allowed_hosts: tuple[str, ...] = ()
    limiting: str = "auto"
    limits: Limits = LIMITS
    keep_not_understood: timedelta = KEEP_NOT_UNDERSTOOD


def load_settings(environ: Mapping[str, str] | None = None, host: str | None = None) -> Settings:
    """Settings from `environ`, by default the process's environment over `.env`.

    `host` is the address to listen on, for who is about to. Raises SettingInvalid.
    """
    env = _environment() if environ is None else environ
    twilio = _twilio(env)
    transport = env.get("SMS_TRANSPORT") or ("twilio" if twilio else "simulator")
    if transport not in ("simulator", "twilio"):
        raise SettingInvalid("SMS_TRANSPORT", "must be simulator or twilio")
    if transport == "twilio" and twilio is None:
        raise SettingInvalid("TWILIO_ACCOUNT_SID", "is needed when SMS_TRANSPORT is twilio")
    public_url = _public_url(env, transport)
    if transport == "simulator" and not env.get("SMS_TRANSPORT"):
        _refuse_open_simulator(urlsplit(public_url).hostname, host)
    return Settings(
        database_url=_database_url(env),
        secret=_secret(env),
        public_url=public_url,
        sms_transport=transport,
        twilio=twilio,
        fixed_now=_fixed_now(env, transport),
        models=Path(env.get("LEADBELL_MODELS") or ROOT / "models"),
        operator_sms=_operator_sms(env),
        waits=_waits(env, twilio),
        allowed_hosts=_allowed_hosts(env),
        limiting=_limiting(env),
        limits=_limits(env),
        keep_not_understood=_keep_not_understood(env),
    )


@cache
def load_secret() -> str:
    """The secret alone, which all processes of one installation share. Raises SettingInvalid."""
    return _secret(_environment())


def _environment() -> dict[str, str]:
    from dotenv import dotenv_values

    file = {k: v for k, v in dotenv_values(ROOT / ".env").items() if v is not None}
    return {**file, **os.environ}


def _database_url(env: Mapping[str, str]) -> str:
    url = env.get("DATABASE_URL") or "sqlite:///var/leadbell.db"
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in DATABASE_SCHEMES:
        raise SettingInvalid("DATABASE_URL", "must begin with sqlite:/// or postgresql://")
    if scheme != "sqlite":
        if not _has_sound_port(rest.rpartition("@")[2]):
            raise SettingInvalid(
                "DATABASE_URL", "must be like postgresql://user:password@host:5432/name"
            )
        return f"postgresql://{rest}" if scheme == "postgres" else url
    if rest in ("", "/", "/:memory:"):
        raise SettingInvalid("DATABASE_URL", "must name a file: leads in memory would be lost")
    if not rest.startswith("/"):
        raise SettingInvalid("DATABASE_URL", "needs three slashes before the file: sqlite:///")
    path = Path(rest[1:])
    return f"sqlite:///{path if path.is_absolute() else ROOT / path}"


def _has_sound_port(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").port != 0
    except ValueError:
        return False


def _secret(env: Mapping[str, str]) -> str:
    secret = env.get("LEADBELL_SECRET")
    if secret:
        if len(secret) < 16:
            raise SettingInvalid("LEADBELL_SECRET", "must have at least 16 characters")
        return secret
    # Several processes must agree on the secret, so it is made once and kept beside the data.
    path = ROOT / "var" / "secret"
    if not path.exists():
        _make_secret(path)
    secret = path.read_text().strip()
    if len(secret) < 16:
        raise SettingInvalid("LEADBELL_SECRET", f"{path} is cut short: delete it")
    return secret


def _make_secret(path: Path) -> None:
    """Whole or not at all, and by one process only."""
    make_folder(path.parent)
    draft = path.with_name(f"secret.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(32))
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _public_url(env: Mapping[str, str], transport: str) -> str:
    url = (env.get("PUBLIC_URL") or "").rstrip("/")
    if not url:
        if transport == "twilio":
            raise SettingInvalid(
                "PUBLIC_URL", "is needed with Twilio: the address under which Twilio reaches us"
            )
        return DEFAULT_PUBLIC_URL
    if not _is_web_address(url):
        raise SettingInvalid("PUBLIC_URL", "must be an http:// or https:// address")
    return url


def _refuse_open_simulator(*hosts: str | None) -> None:
    """The simulator shows every text and lead: where others can come, it must be asked for."""
    for host in hosts:
        if host is not None and not is_this_machine(host):
            raise SettingInvalid(
                "SMS_TRANSPORT",
                f"must be set where others can reach Leadbell ({host or 'every address'}): to "
                "twilio, with its credentials, or to simulator to show every text and lead to all",
            )


def is_this_machine(host: str) -> bool:
    """Whether only this machine reaches this host: `localhost`, `127.0.0.1`, `::1`."""
    try:
        return host.lower() == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _allowed_hosts(env: Mapping[str, str]) -> tuple[str, ...]:
    hosts = tuple(re.split(r"[\s,]+", (env.get("ALLOWED_HOSTS") or "").strip(" ,").lower()))
    if hosts == ("",):
        return ()
    for host in hosts:
        if not re.fullmatch(
            r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\[?[0-9a-f:]*:[0-9a-f:.]*\]?", host
        ):
            raise SettingInvalid(
                "ALLOWED_HOSTS", "must be names without https:// and port, separated by commas"
            )
    return tuple(host.strip("[]") for host in hosts)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _twilio(env: Mapping[str, str]) -> Twilio | None:
    sid, token = env.get("TWILIO_ACCOUNT_SID"), env.get("TWILIO_AUTH_TOKEN")
    if not sid and not token:
        return None
    # With the simulator nothing is sent, but webhooks can be signed: the token alone will do.
    simulated = env.get("SMS_TRANSPORT") == "simulator"
    if not sid and not simulated:
        raise SettingInvalid("TWILIO_ACCOUNT_SID", "is missing though TWILIO_AUTH_TOKEN is set")
    if not token:
        raise SettingInvalid("TWILIO_AUTH_TOKEN", "is missing though TWILIO_ACCOUNT_SID is set")
    if sid and not (sid.startswith("AC") and len(sid) == 34):
        raise SettingInvalid("TWILIO_ACCOUNT_SID", "must be AC and 32 characters")
    retiring = env.get("TWILIO_AUTH_TOKEN_RETIRING")
    tokens = (token, retiring) if retiring else (token,)
    base = (env.get("TWILIO_API_BASE") or "").rstrip("/") or None
    if base and not _is_web_address(base):
        raise SettingInvalid("TWILIO_API_BASE", "must be an http:// or https:// address")
    return Twilio(sid or "", tokens, base)


def _operator_sms(env: Mapping[str, str]) -> str | None:
    number = env.get("OPERATOR_SMS") or None
    if number and not re.fullmatch(r"\+[1-9][0-9]{6,14}", number):
        raise SettingInvalid("OPERATOR_SMS", "must be a number like +14155550100")
    return number


def _fixed_now(env: Mapping[str, str], transport: str) -> datetime | None:
    text = env.get("LEADBELL_NOW")
    if not text:
        return None
    if transport != "simulator":
        raise SettingInvalid("LEADBELL_NOW", "is refused unless SMS_TRANSPORT is simulator")
    try:
        instant = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise SettingInvalid(
            "LEADBELL_NOW", "must be ISO 8601, such as 2026-11-23T10:00:00-08:00"
        ) from None
    if instant.tzinfo is None:
        raise SettingInvalid("LEADBELL_NOW", "must carry an offset, such as Z or -08:00")
    return instant


def _waits(env: Mapping[str, str], twilio: Twilio | None) -> Waits:
    """The delivery's waits in seconds, which tests shorten; with the real Twilio shorter ones would
    double texts.
    """
    waits = Waits()
    base = twilio.api_base if twilio else None
    for name, field in (
        ("LEADBELL_LEASE_SECONDS", "lease"),
        ("LEADBELL_LOOK_UP_SECONDS", "look_up"),
    ):
        if not env.get(name):
            continue
        if not base or urlsplit(base).hostname not in ("127.0.0.1", "localhost"):
            raise SettingInvalid(name, "is refused unless TWILIO_API_BASE is on this machine")
        try:
            waits = replace(waits, **{field: timedelta(seconds=float(env[name]))})
        except (ValueError, OverflowError):
            raise SettingInvalid(name, "must be a number of seconds") from None
    return waits


def _limiting(env: Mapping[str, str]) -> str:
    limiting = env.get("LIMITS") or "auto"
    if limiting not in ("auto", "on", "off"):
        raise SettingInvalid("LIMITS", "must be auto, on or off")
    return limiting


_NEARLY = 0.8  # how alike a misspelt name is


def _limits(env: Mapping[str, str]) -> Limits:
    """Each limit with its usual window, and as many in it as `LIMIT_…` says; a misspelt one is
    an error.
    """
    limits = LIMITS
    for field in fields(Limits):
        name = f"LIMIT_{field.name.upper()}"
        text = env.get(name)
        if not text:
            continue
        if not re.fullmatch(r"[0-9]{1,9}", text):
            raise SettingInvalid(name, "must be a whole number, 0 or more")
        rate = replace(getattr(limits, field.name), most=int(text))
        limits = replace(limits, **{field.name: rate})
    known = {f"LIMIT_{field.name.upper()}" for field in fields(Limits)}
    for name in sorted(each for each in env if each.startswith("LIMIT_") and each not in known):
        near = get_close_matches(name, known, 1, _NEARLY)
        if near:  # else it may be of another program
            raise SettingInvalid(name, f"is no limit; did you mean {near[0]}?")
    return limits


def _keep_not_understood(env: Mapping[str, str]) -> timedelta:
    name = "KEEP_NOT_UNDERSTOOD_DAYS"
    if not env.get(name):
        return KEEP_NOT_UNDERSTOOD
    if not re.fullmatch(r"[0-9]{1,4}", env[name]):
        raise SettingInvalid(name, "must be a whole number of days, from 0 to 9999")
    return timedelta(days=int(env[name]))
