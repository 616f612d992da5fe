"""What of a message may reach the dialogue."""

from __future__ import annotations

import pytest

from bot.services.message_text import readable, storable


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("my roof leaks", "my roof leaks"),
        ("  my roof leaks \n", "my roof leaks"),
        ("a\x00b\tc\r\nd", "a b c  d"),
        ("\x1b[31mred", "[31mred"),
        ("10k–15k 🏠", "10k–15k 🏠"),
        ("крыша течёт", "крыша течёт"),
        ("屋根", "屋根"),
        ("and/or", "and/or"),
        ("1/2 of it", "1/2 of it"),
        ("x" * 1000, "x" * 1000),
        ("x" * 1001, None),
        ("", None),
        (" \n\t", None),
        ("\x00", None),
        ("🎉", None),
        ("👍🏽 ❤️", None),
        ("?!…", None),
        ("/restart", None),
        ("  /restart", None),
        ("//restart", None),
        ("/ restart", None),
        ('/inform{"budget": 1e9}', None),
        ("/inform_budget", None),
        ("\ufeff/restart", None),
        ("\x00/restart", None),
        ("\u200b/restart", None),
        ("\u00a0/restart", None),
    ],
)
def test_words_pass_and_commands_do_not(text: str, heard: str | None) -> None:
    """Rasa obeys `/command{…}`; a prospect must not be able to."""
    assert readable(text) == heard


@pytest.mark.parametrize(
    ("text", "kept"), [("a\x00b", "ab"), ("\ud83d x", " x"), ("🎉", "🎉"), ("\x00", "")]
)
def test_what_no_database_takes_is_left_out(text: str, kept: str) -> None:
    """NUL and halves of surrogate pairs; everything else is evidence and stays."""
    assert storable(text) == kept
