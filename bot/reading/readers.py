"""The readers that every campaign has, by the question that they fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.reading.budget import read_budget
from bot.reading.contact import read_email, read_name, read_phone, read_postcode
from bot.reading.heard import Context, Heard
from bot.reading.timeframe import read_timeframe

Reader = Callable[[str, Context], Heard[Any] | None]

READERS: dict[str, Reader] = {
    "budget": read_budget,
    "timeframe": read_timeframe,
    "postcode": read_postcode,
    "name": read_name,
    "phone": read_phone,
    "email": read_email,
}
