"""A short fuzz run with a fixed seed; `make fuzz` is the long one."""

from __future__ import annotations

import pytest

from tests.fuzz.run import fuzz

pytestmark = pytest.mark.usefixtures("trained")


def test_random_messages_leave_the_server_answering() -> None:
    """Each gets a good answer or a proper refusal; nothing crashes, hangs or stays undone."""
    assert fuzz(messages=250, seed=1) == []
