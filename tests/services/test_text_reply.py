"""The bot's messages as one text."""

from __future__ import annotations

import pytest

from bot.services.dialogue import Reply
from bot.services.text_reply import opening_text, text_reply
from bot.values import sms_text
from bot.values.sms_text import Encoding

NEED = Reply("What do you need?", "need", (("Roof repair", "repair"), ("New roof", "replacement")))


@pytest.mark.parametrize(
    ("replies", "text"),
    [
        ([Reply("Hello.")], "Hello."),
        ([Reply("Hello."), NEED], "Hello.\nWhat do you need?\n1 Roof repair\n2 New roof"),
        (
            [Reply("Own it?", "owner", (("Yes", "yes"), ("No", "no")))],
            "Own it? (yes/no)",
        ),
        (
            [Reply("OK to call? Reply YES or NO.", "consent", (("Yes", "yes"), ("No", "no")))],
            "OK to call? Reply YES or NO.",
        ),
        ([Reply("E-mail? You can skip it.", "email", (("Skip", "skip"),))],) * 1
        + ("E-mail? You can skip it.",),
        ([Reply("I’m “here” – really…")], 'I\'m "here" - really...'),
    ],
)
def test_replies_read_well_on_a_phone(replies: list[Reply], text: str) -> None:
    """Choices are numbered, yes and no are said, typographic signs are plain."""
    assert text_reply(replies) == text


def test_a_reply_in_plain_words_travels_in_gsm_7() -> None:
    """One curly quote would double its price."""
    body = text_reply([Reply("It’s “fine” — thanks…"), NEED])
    assert sms_text.encoding(body) is Encoding.GSM_7


@pytest.mark.parametrize(
    ("length", "added"), [(100, " This is recorded."), (145, " Recorded."), (155, ""), (170, None)]
)
def test_an_opening_says_more_as_far_as_it_costs_no_segment(length: int, added: str | None) -> None:
    """The first that has room, after the greeting; a second segment has room again."""
    replies = [Reply("Hello."), Reply("x" * (length - 7))]
    text = opening_text(replies, ["This is recorded.", "Recorded."])
    added = " This is recorded." if added is None else added
    assert text == f"Hello.{added}\n" + "x" * (length - 7)
    assert sms_text.segments(text) == sms_text.segments(text_reply(replies))
