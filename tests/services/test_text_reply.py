"""The bot's messages as one text."""

from __future__ import annotations

import pytest

from bot.services.dialogue import Reply
from bot.services.text_reply import text_reply
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
            "Own it? (yes or no)",
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
