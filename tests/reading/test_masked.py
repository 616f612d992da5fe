"""Nothing that is a person's own stays in a sentence that is kept for its words."""

from __future__ import annotations

import time

import pytest

from bot.reading.heard import Context
from bot.reading.masked import masked
from tests.conftest import NOW

CONTEXT = Context(NOW)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a skylight", "a skylight"),
        ("write to dana at example dot com", "write to [e-mail]"),
        ("four one five, five five five, oh one two three", "[number]"),
        ("415 555 0123 or 510 555 0144", "[number] or [number]"),
        ("call 415-555-0123", "call [number]"),
        ("call (415) 555 0123 now", "call [number] now"),
        ("+44 20 7946 0018", "[number]"),
        ("4155550123", "[number]"),
        ("555-0123?", "[number]?"),
        ("my policy is 1234 5678 9012 3456", "my policy is [number]"),
        ("1,500,000 or 150000, since 2019", "1,500,000 or 150000, since 2019"),
        ("94110-1234", "[number]"),
        ("dana.w+roof@example.com please", "[e-mail] please"),
        ("<dana@example.com>", "<[e-mail]>"),
    ],
)
def test_what_is_a_persons_own_is_masked(text: str, kept: str) -> None:
    assert masked(text, CONTEXT) == kept


def test_masking_takes_its_time_from_the_length_alone() -> None:
    """Whatever is repeated."""
    for part in ("1", "1 ", "a@", "a at ", "a at b dot ", "(", "+(1-"):
        took = []
        for _ in range(3):  # one of them may pay for a collection of all memory
            started = time.process_time()
            masked((part * 1000)[:1000], CONTEXT)
            took.append(time.process_time() - started)
        assert min(took) < 0.5, part
