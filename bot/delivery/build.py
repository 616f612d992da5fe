"""The transport that the settings ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.delivery.simulator import SimulatorTransport
from bot.delivery.transport import Transport
from bot.settings import Settings
from bot.store.database import Engine


def build_transport(settings: Settings, engine: Engine, now: Callable[[], datetime]) -> Transport:
    """Twilio's REST API, or the built-in phones."""
    if settings.sms_transport == "simulator" or settings.twilio is None:
        return SimulatorTransport(engine, now)
    from bot.delivery.twilio import TwilioTransport  # half a second to import

    return TwilioTransport(settings.twilio, settings.public_url)
