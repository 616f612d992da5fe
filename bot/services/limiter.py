"""Counts what callers cause against the limits, on real time, in the transaction that is open.

Who is counted is kept as a keyed hash, another one for each limit: from the table nobody learns a
number or an address, nor that two counts are one person's.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from bot import clock
from bot.errors import LimitReached
from bot.limits import LIMITS, Limits, Rate
from bot.metrics import LIMITED
from bot.settings import Settings
from bot.store import counters
from bot.store.counters import Window
from bot.store.database import Connection, Engine, transaction

logger = logging.getLogger(__name__)

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
# Addresses of machines and networks of one's own: behind one may stand everybody. Python's
# is_private counts the ranges for examples, too, which are strangers' as far as we are concerned.
_OWN_NETWORKS = tuple(
    map(
        ip_network,
        ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
         "100.64.0.0/10", "::1/128", "fc00::/7", "fe80::/10"),
    )
)  # fmt: skip
_SUBSCRIBER = 64  # bits of an IPv6 address: one household has all addresses that begin alike


@dataclass(frozen=True, slots=True)
class Count:
    """How often, this time included, and how many seconds until the window ends."""

    limit: str
    n: int
    most: int
    wait: int

    @property
    def is_over(self) -> bool:
        return self.n > self.most

    @property
    def is_last(self) -> bool:
        """Whether this was the last that the limit allows."""
        return self.n == self.most


class Limiter:
    """`limiting` is the setting; `simulated`: texts go to the simulator; `operator` (E.164) hears
    of a campaign that reaches its limit.

    The one that is made without arguments leaves traffic alone, as for `leadbell chat` and tests.
    """

    def __init__(
        self,
        limits: Limits = LIMITS,
        secret: str = "",
        limiting: str = "off",
        simulated: bool = True,
        operator: str | None = None,
        now: Callable[[], datetime] = clock.real,
    ) -> None:
        self._limits = limits
        self._secret = secret
        self._limiting = limiting
        self._simulated = simulated
        self.operator = operator
        self.now = now

    def exempts(self, peer: str | None) -> bool:
        """Whether who comes from `peer` (an IP address) is exempt from limits of traffic."""
        here = peer is not None and _is_here(peer)
        return self._limiting == "off" or (self._limiting == "auto" and self._simulated and here)

    def exempts_phones(self) -> bool:
        """Whether texts to phones are exempt, too: the simulator's cost nobody anything."""
        return self._limiting == "off" or (self._limiting == "auto" and self._simulated)

    def address(self, peer: str | None) -> str | None:
        """Under which address to count who comes from `peer`; None: under none.

        A private address is most likely a proxy that tells nobody's address: to count under it
        would be to limit all prospects together.
        """
        try:
            address = ip_address(peer or "")
        except ValueError:
            return None
        if isinstance(address, IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        if self._limiting != "on" and _is_own(address):
            return None
        if isinstance(address, IPv6Address):
            return str(ip_network((address, _SUBSCRIBER), strict=False))
        return str(address)

    def count(self, connection: Connection, **subjects: str | None) -> list[Count]:
        """Count once for each limit named, under its subject; None is not counted."""
        now = self.now()
        windows = [
            _window(limit, self._hidden(limit, subject), self._rate(limit), now)
            for limit, subject in subjects.items()
            if subject is not None
        ]
        counts = counters.count_up(connection, windows)
        return [
            Count(w.kind, counts[w.kind], self._rate(w.kind).most, _seconds(w.ends_at - now))
            for w in windows
        ]

    def allows(self, connection: Connection, **subjects: str | None) -> bool:
        """Count, and tell whether no limit is passed; one that is passed is noted."""
        passed = over(self.count(connection, **subjects))
        if passed:
            note(passed)
        return passed is None

    def _rate(self, limit: str) -> Rate:
        rate: Rate = getattr(self._limits, limit)
        return rate

    def _hidden(self, limit: str, subject: str) -> str:
        message = f"{limit}:{subject}".encode()
        key = f"counter:{self._secret}".encode()
        return hmac.new(key, message, hashlib.sha256).hexdigest()


# For who has no settings at hand: traffic is not limited.
LENIENT = Limiter()


def build_limiter(settings: Settings) -> Limiter:
    """The limiter that the settings ask for."""
    return Limiter(
        settings.limits,
        settings.secret,
        settings.limiting,
        settings.sms_transport == "simulator",
        settings.operator_sms,
    )


def forget_counts(engine: Engine, now: datetime) -> int:
    """Remove the counts of windows that are over at `now`, real time; returns how many."""
    with transaction(engine) as connection:
        return counters.forget_counters(connection, now)


def over(counts: Iterable[Count]) -> Count | None:
    """Of the limits that are passed, the one to wait for longest."""
    return max((c for c in counts if c.is_over), key=lambda c: c.wait, default=None)


def note(passed: Count) -> None:
    """Tell that a limit is passed: the metric each time, the log once in a window."""
    LIMITED.labels(passed.limit).inc()
    if passed.n == passed.most + 1:
        logger.warning("limit %s: one caller has reached %d", passed.limit, passed.most)


def refuse(passed: Count) -> None:
    """Raises LimitReached; what the transaction has done is taken back, this count too."""
    LIMITED.labels(passed.limit).inc()
    raise LimitReached(passed.limit, passed.wait)


def _window(limit: str, subject: str, rate: Rate, now: datetime) -> Window:
    begins_at = _EPOCH + (now - _EPOCH) // rate.window * rate.window
    return Window(limit, subject, begins_at, begins_at + rate.window)


def _seconds(wait: timedelta) -> int:
    return max(1, math.ceil(wait.total_seconds()))


def _is_here(peer: str) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def _is_own(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in _OWN_NETWORKS)
