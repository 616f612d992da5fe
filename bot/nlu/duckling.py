"""Duckling, in this process: numbers, money and dates in plain English.

Loading takes a tenth of a second and takes over signals, so it waits for the first text.
"""

from __future__ import annotations

import ctypes
import json
import re
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache
from typing import Any

LONGEST = 300
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_lock = threading.Lock()

_MONTH_FIRST = {"US": "EN_US", "CA": "EN_CA", "PH": "EN_US", "BZ": "EN_BZ"}


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` means `value`: Duckling's own object for `kind`, its dimension."""

    start: int
    end: int
    kind: str
    value: Mapping[str, Any]


def find(text: str, kinds: tuple[str, ...], now: datetime, country: str) -> tuple[Found, ...]:
    """What Duckling sees of `kinds` ("time", "amount-of-money", …) in `text`, left to right.

    Times come back as wall clock time where `now` is: the zone is left out of it, for only
    days matter. Of two readings of one span the later, larger one stays. At most the first
    300 characters are read. `country` (ISO 3166) decides what 3/4 means.
    """
    wall = now.replace(tzinfo=timezone.utc, second=0, microsecond=0)
    readable = _UNREADABLE.sub(" ", text[:LONGEST])
    return _find(readable, kinds, int(wall.timestamp()), _MONTH_FIRST.get(country, "EN_GB"))


@lru_cache(maxsize=256)
def _find(text: str, kinds: tuple[str, ...], clock: int, locale: str) -> tuple[Found, ...]:
    if not text.strip():
        return ()
    with _lock:
        engine = _engine()
        answer = engine.parse(text, kinds, clock, locale)
    spans: dict[tuple[str, int, int], Found] = {}
    for item in json.loads(answer):
        found = Found(item["start"], item["end"], item["dim"], item["value"])
        key = (found.kind, found.start, found.end)
        if key not in spans or _size(found) > _size(spans[key]):
            spans[key] = found
    return tuple(sorted(spans.values(), key=lambda found: (found.start, found.end)))


def _size(found: Found) -> float:
    value = found.value.get("value")
    return float(value) if isinstance(value, int | float) else 0.0


class _Engine:
    """The loaded library. Its own zone files are not needed: every clock is UTC to it."""

    def __init__(self) -> None:
        with _signals_kept():
            import duckling
        self._library = duckling
        with tempfile.TemporaryDirectory() as empty:
            self._zones = duckling.load_time_zones(empty)
        self._english = duckling.default_locale_lang(duckling.parse_lang("EN"))
        self._kinds: dict[tuple[str, ...], Any] = {}
        # The library never frees a context, so those of one minute share one.
        self._context = lru_cache(maxsize=64)(self._new_context)

    def parse(self, text: str, kinds: tuple[str, ...], clock: int, locale: str) -> str:
        library = self._library
        if kinds not in self._kinds:
            self._kinds[kinds] = library.parse_dimensions(list(kinds))
        return str(
            library.parse_text(text, self._context(clock, locale), self._kinds[kinds], False)
        )

    def _new_context(self, clock: int, locale: str) -> Any:
        return self._library.Context(
            self._library.parse_ref_time(self._zones, "UTC", clock),
            self._library.parse_locale(locale, self._english),
        )


@lru_cache(maxsize=1)
def _engine() -> _Engine:
    return _Engine()


_TAKEN = (signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE, signal.SIGTSTP)


@contextmanager
def _signals_kept() -> Iterator[None]:
    """Put the process's own handlers back: Haskell's would end it without clean-up.

    Done below Python's `signal`, which only the main thread may use.
    """
    libc = ctypes.CDLL(None)
    # struct sigaction is 152 bytes on Linux, less elsewhere
    kept = {number: ctypes.create_string_buffer(512) for number in _TAKEN}
    for number, action in kept.items():
        libc.sigaction(number, None, action)
    try:
        yield
    finally:
        for number, action in kept.items():
            libc.sigaction(number, action, None)
