"""The database that the settings name, at the newest schema."""

from __future__ import annotations

from bot import clock
from bot.settings import load_settings
from bot.store.database import Engine, open_database
from bot.store.migrate import migrate


def database() -> Engine:
    """Open it, create or migrate it. Raises SettingInvalid."""
    settings = load_settings()
    clock.fix(settings.fixed_now)
    engine = open_database(settings.database_url)
    migrate(engine)
    return engine
