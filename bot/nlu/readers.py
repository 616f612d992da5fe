"""The readers that every campaign has, by the question that they fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.nlu.budget import read_budget
from bot.nlu.contact import read_email, read_name, read_phone, read_postcode
from bot.nlu.reading import Context, Heard
from bot.nlu.timeframe import read_timeframe

Reader = Callable[[str, Context], Heard[Any] | None]

READERS: dict[str, Reader] = {
    "budget": read_budget,
    "timeframe": read_timeframe,
    "postcode": read_postcode,
    "name": read_name,
    "phone": read_phone,
    "email": read_email,
}
