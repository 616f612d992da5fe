"""When a text that we start may reach a phone.

Federal rules keep telemarketing calls and texts to 8:00-21:00 in the recipient's own time (47 CFR
64.1200(c)(1)), and some states are stricter, so we keep to 9:00-20:00. An answer to someone who
has just written is no such text: it goes at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(9), time(20)
_STEP = timedelta(minutes=15)  # every zone's offset, and every change of one, is a multiple of it


def next_allowed(instant: datetime, time_zones: Iterable[str]) -> datetime:
    """The earliest instant from `instant` on (aware) at which it is day in every zone.

    Zones are IANA's names. Where no hour is day in all of them, the last zone decides.
    """
    zones = [ZoneInfo(name) for name in time_zones]
    for wanted in (zones, zones[-1:]):
        moment = instant
        while moment - instant <= timedelta(days=1, hours=2):
            if all(OPENS <= moment.astimezone(zone).time() < CLOSES for zone in wanted):
                return moment
            moment = _ceiling(moment)
    return instant


def _ceiling(moment: datetime) -> datetime:
    """The next quarter of an hour."""
    begun = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
    return begun + _STEP
