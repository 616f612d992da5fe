"""Tables whose rows are added and never changed, by the database's own word."""

from __future__ import annotations

from sqlalchemy.engine import Connection


def protect(connection: Connection, table: str, refusal: str, unique: str | None = None) -> None:
    """Make the database refuse to change, remove or replace rows of `table`; `refusal` says why.

    SQLite's INSERT OR REPLACE removes a row without asking its triggers, so an INSERT over a row
    that is there, by its id or its `unique` column, is refused itself; PostgreSQL's TRUNCATE has a
    trigger of its own.
    """
    if connection.dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        same = "id = NEW.id" + (f" OR {unique} = NEW.{unique}" if unique else "")
        is_there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {is_there} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )
        return
    connection.exec_driver_sql(
        f"CREATE FUNCTION refuse_{table}_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_{table}_change()"
    )


def unprotect(connection: Connection, table: str) -> None:
    """Take back what `protect` did, for a migration's way down."""
    if connection.dialect.name == "sqlite":
        for name in ("update", "delete", "replace"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{name}")
        return
    connection.exec_driver_sql(f"DROP TRIGGER {table}_no_change ON {table}")
    connection.exec_driver_sql(f"DROP FUNCTION refuse_{table}_change()")
