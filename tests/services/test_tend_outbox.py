"""What an operator does with the outbox."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from bot.delivery.transport import Remedy
from bot.errors import TextSettled, TextUnknown
from bot.services.tend_outbox import drop_text, list_texts, retry_text
from tests.conftest import NOW
from tests.delivery.conftest import queue
from tests.services.test_fall_back import Carrier, deliver

REFUSED = {"n14155550188n": ("Twilio 21606", Remedy.NEVER)}


def test_a_dead_text_is_listed_with_its_reason_and_goes_when_it_is_retried(
    database: Engine,
) -> None:
    """The number was put right at the carrier meanwhile."""
    queue(database)
    deliver(database, Carrier(**REFUSED), operator=None)
    (dead,) = list_texts(database)
    assert (dead["state"], dead["error"], dead["to"]) == ("dead", "Twilio 21606", "+14155550188")
    retry_text(database, dead["id"], NOW)
    carrier = Carrier()
    deliver(database, carrier)
    assert carrier.taken == [("reply", "+14155550188")]
    assert list_texts(database) == []
    (sent,) = list_texts(database, ["sent"])
    assert not sent["repeated"], "the carrier never had it"


def test_a_waiting_text_can_be_taken_back(database: Engine) -> None:
    """It never goes out; it can be put back."""
    queue(database)
    (waiting,) = list_texts(database)
    drop_text(database, waiting["id"], NOW)
    carrier = Carrier()
    deliver(database, carrier)
    assert carrier.taken == []
    assert list_texts(database, ["dropped"])[0]["error"] == "taken back by the operator"
    retry_text(database, waiting["id"], NOW)
    deliver(database, carrier)
    assert carrier.taken == [("reply", "+14155550188")]


def test_a_text_that_is_out_can_neither_be_taken_back_nor_sent_again(database: Engine) -> None:
    """Sent is sent: the business would get it twice."""
    queue(database)
    deliver(database, Carrier())
    (sent,) = list_texts(database, ["sent"])
    for wish in (drop_text, retry_text):
        with pytest.raises(TextSettled, match="it is sent"):
            wish(database, sent["id"], NOW)


@pytest.mark.parametrize("id", [0, -1, 4711, 10**30])
def test_a_number_that_no_text_has_is_told(database: Engine, id: int) -> None:
    """In plain words."""
    with pytest.raises(TextUnknown, match="there is no text"):
        retry_text(database, id, NOW)
    with pytest.raises(TextUnknown):
        drop_text(database, id, NOW)
