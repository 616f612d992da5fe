"""Duckling, in this process: dates in plain English.

Loading takes a tenth of a second and takes over signals, so it waits for the first text.
"""

from __future__ import annotations

import ctypes
import json
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache
from typing import Any

from bot.nlu.days.date_phrases import is_date_phrase

_lock = threading.Lock()

_MONTH_FIRST = {"US": "EN_US", "CA": "EN_CA", "PH": "EN_US", "BZ": "EN_BZ"}


@dataclass(frozen=True, slots=True)
class Found:
    """`phrase[start:end]` means `value`: Duckling's own object for a time."""

    start: int
    end: int
    value: Mapping[str, Any]


def find(phrase: str, now: datetime, country: str) -> tuple[Found, ...]:
    """What days Duckling sees in `phrase`, left to right: none, unshown, if it is no date phrase.

    Times come back as wall clock time where `now` is: the zone is left out of it, for only
    days matter. `country` (ISO 3166) decides what 3/4 means.
    """
    if not is_date_phrase(phrase):
        return ()
    wall = now.replace(tzinfo=timezone.utc, second=0, microsecond=0)
    return _find(phrase, int(wall.timestamp()), _MONTH_FIRST.get(country, "EN_GB"))


@lru_cache(maxsize=256)
def _find(phrase: str, clock: int, locale: str) -> tuple[Found, ...]:
    with _lock:
        answer = _engine().parse(phrase, clock, locale)
    spans: dict[tuple[int, int], Found] = {}
    for item in json.loads(answer):
        found = Found(item["start"], item["end"], item["value"])
        spans.setdefault((found.start, found.end), found)
    return tuple(spans[span] for span in sorted(spans))


class _Engine:
    """The loaded library. Its own zone files are not needed: every clock is UTC to it."""

    def __init__(self) -> None:
        with _signals_kept():
            import duckling
        self._library = duckling
        with tempfile.TemporaryDirectory() as empty:
            self._zones = duckling.load_time_zones(empty)
        self._english = duckling.default_locale_lang(duckling.parse_lang("EN"))
        self._times = duckling.parse_dimensions(["time"])
        # The library never frees a context, so those of one minute share one.
        self._context = lru_cache(maxsize=64)(self._new_context)

    def parse(self, phrase: str, clock: int, locale: str) -> str:
        context = self._context(clock, locale)
        return str(self._library.parse_text(phrase, context, self._times, False))

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
