"""The database that the settings name, at the newest schema."""

from __future__ import annotations

from bot import clock
from bot.errors import SettingInvalid
from bot.settings import Settings, load_settings
from bot.store.database import Engine, open_database
from bot.store.migrate import migrate


def database(settings: Settings | None = None) -> Engine:
    """Open it, create or migrate it. Raises SettingInvalid, and what the database raises."""
    settings = settings or load_settings()
    clock.fix(settings.fixed_now)
    try:
        engine = open_database(settings.database_url)
    except OSError as error:  # the file's folder can't be made
        raise SettingInvalid("DATABASE_URL", f"{error.filename}: {error.strerror}") from None
    migrate(engine)
    return engine
