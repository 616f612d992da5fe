"""The keys of texts say what each is for, and can be read back."""

from __future__ import annotations

import pytest

from bot.services import text_keys


def test_a_correction_says_where_its_corrections_begin() -> None:
    """A copy for the second number is told by its own text."""
    key = text_keys.correction_key(1042, 7)
    assert text_keys.first_correction(key) == 7
    assert text_keys.first_correction(text_keys.backup_key(key)) is None
    assert text_keys.first_correction(text_keys.withdrawal_key("handoff:1042")) is None


@pytest.mark.parametrize(
    ("key", "conversation"),
    [
        (text_keys.human_key("a_b-c"), "a_b-c"),
        (text_keys.human_number_key("a_b-c"), "a_b-c"),
        (text_keys.backup_key(text_keys.human_key("a_b-c")), "a_b-c"),
        (text_keys.follow_up_key("a_b-c"), "a_b-c"),
        (text_keys.handoff_key(1), None),
        ("reply:12", None),
    ],
)
def test_a_text_without_a_lead_says_of_which_conversation_it_is(
    key: str, conversation: str | None
) -> None:
    """A call for a person, and a reminder to a prospect."""
    assert text_keys.conversation_of(key) == conversation


def test_reminders_and_copies_name_their_handoff() -> None:
    """Both ways."""
    handoff = text_keys.handoff_key(1042)
    assert text_keys.reminded_of(text_keys.reminder_key(handoff)) == handoff
    copy = text_keys.backup_key(handoff)
    assert text_keys.is_for_backup(copy)
    assert not text_keys.is_for_backup(handoff)
    assert text_keys.backed_up(copy) == handoff


@pytest.mark.parametrize("handoff", ["handoff:1042", "handoff:1042:backup"])
def test_a_withdrawal_says_of_which_lead_and_who_got_it(handoff: str) -> None:
    """The second number has a text of its own."""
    key = text_keys.withdrawal_key(handoff)
    assert text_keys.withdrawn_lead(key) == 1042
    assert text_keys.is_for_backup(key) is text_keys.is_for_backup(handoff)
    assert text_keys.withdrawn_lead(handoff) is None
