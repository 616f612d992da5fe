"""The real client through Prism: all we ask of Twilio, and all our fake answers, keeps to the
contract that Twilio wrote.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from sqlalchemy.engine import Engine

from bot.delivery.transport import TransportError
from bot.delivery.twilio import TwilioTransport
from bot.delivery.worker import Worker
from bot.settings import LOOK_UP_AFTER, Twilio
from tests.delivery.conftest import NUMBER, PHONE, Clock, queue, text
from tests.delivery.fake_twilio import FakeTwilio, run_fake_twilio, wait_for
from tests.delivery.fake_twilio_api import PATH, SID, TOKEN
from tests.prism import known_parameters, run_prism, twilio_contract

PUBLIC = "https://leads.example.com"
SERVICE = "MG" + "2" * 32


@pytest.fixture(scope="module")
def _both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FakeTwilio, str]]:
    with run_fake_twilio() as fake:
        folder = tmp_path_factory.mktemp("prism")
        with run_prism(twilio_contract(), fake.url, folder) as url:
            yield fake, url


@pytest.fixture
def fake(_both: tuple[FakeTwilio, str], clock: Clock) -> Iterator[FakeTwilio]:
    """Nothing in it yet, and our clock on its wall; in the end it knows all it was given."""
    fake, _ = _both
    fake.now = clock
    fake.messages.clear()
    fake.trouble = []
    fake.lookups = 0
    fake.services = {SERVICE: [NUMBER]}
    yield fake
    given = {name for message in fake.messages for name in message["facts"]}
    assert given <= known_parameters(twilio_contract())


@pytest.fixture
def prism(_both: tuple[FakeTwilio, str]) -> str:
    return _both[1]


@pytest.fixture
def delivery(published: Engine, clock: Clock, fake: FakeTwilio, prism: str) -> Worker:
    return Worker(published, TwilioTransport(Twilio(SID, (TOKEN,), prism), PUBLIC), clock)


def create(prism: str, **facts: object) -> requests.Response:
    """What Prism says to a message made by hand."""
    return requests.post(f"{prism}{PATH}.json", data=facts, auth=(SID, TOKEN), timeout=20)


WRONG = [
    {"To": PHONE, "From": NUMBER, "Body": "Hi", "ValidityPeriod": "ten minutes"},
    {"To": PHONE, "From": NUMBER, "Body": "Hi", "StatusCallback": "not an address"},
    {"To": PHONE, "MessagingServiceSid": "roofing", "Body": "Hi"},
    {"From": NUMBER, "Body": "Hi"},
]


@pytest.mark.parametrize("facts", WRONG, ids=["a number", "an address", "a service", "a recipient"])
def test_a_request_that_twilio_would_not_understand_is_caught(
    fake: FakeTwilio, prism: str, facts: dict[str, object]
) -> None:
    """A wrong type, no address, something missing: else the other tests here would show nothing."""
    response = create(prism, **facts)
    assert response.status_code == 422, response.text
    assert "prism" in response.json()["type"]
    assert fake.messages == []


def test_an_answer_that_twilio_would_not_give_is_caught(fake: FakeTwilio, prism: str) -> None:
    """So the fake can't drift away from what it stands for."""
    fake.trouble = ["after cut"]
    assert create(prism, To=PHONE, From=NUMBER, Body="Hi").status_code == 500
    create(prism, To=PHONE, From=NUMBER, Body="Hi")
    fake.messages[0]["status"] = "on its way"
    wrong = requests.get(f"{prism}{PATH}.json", auth=(SID, TOKEN), timeout=20)
    assert wrong.status_code == 500
    assert "status" in wrong.text


def test_every_kind_of_text_is_a_valid_request(
    published: Engine, fake: FakeTwilio, delivery: Worker
) -> None:
    """Plain, with signs of the encoding itself, as long as can be; all arrive as they were."""
    bodies = ["Hi", "Grüße & more +1 = 2 🎉\nnew line", "x" * 1600]
    sent = [(kind, body) for kind in ("reply", "notice", "update", "handoff") for body in bodies]
    for n, (kind, body) in enumerate(sent):
        queue(published, f"text:{n}", kind=kind, body=body)
    while delivery.drain():
        pass
    rows = [text(published, f"text:{n}") for n in range(len(sent))]
    assert {(row.state, row.last_error) for row in rows} == {("sent", None)}
    assert [message["body"] for message in fake.messages] == [body for _, body in sent]
    assert [message["facts"]["StatusCallback"] for message in fake.messages] == [
        f"{PUBLIC}/sms/status?o={row.id}" for row in rows
    ]


def test_a_look_up_and_its_pages_are_valid_requests(
    published: Engine, clock: Clock, fake: FakeTwilio, delivery: Worker
) -> None:
    """The lost text is the oldest of seven, on the third page."""
    fake.trouble = ["after cut"]
    for n in range(7):
        queue(published, f"reply:{n}", body=f"text {n}")
    delivery.drain()
    assert text(published, "reply:0").state == "unknown"
    clock.advance(LOOK_UP_AFTER.total_seconds() + 1)
    delivery.drain()
    assert (text(published, "reply:0").state, fake.lookups) == ("sent", 3)
    assert (len(fake.messages), text(published, "reply:0").repeated) == (7, False)


@pytest.mark.parametrize(
    ("trouble", "state", "error"),
    [
        ("21610", "dropped", "21610"),
        ("21211", "dead", "21211"),
        ("20003", "dead", "20003"),
        ("21611", "queued", "21611"),
        ("429", "queued", "429"),
        ("before 500", "unknown", "20500"),
    ],
)
def test_errors_come_through_as_twilio_gives_them(
    published: Engine, fake: FakeTwilio, delivery: Worker, trouble: str, state: str, error: str
) -> None:
    """The contract is silent about them; the codes still arrive."""
    fake.trouble = [trouble]
    queue(published)
    delivery.drain()
    assert text(published).state == state
    assert error in (text(published).last_error or "")


def test_a_messaging_service_chooses_the_sender(fake: FakeTwilio, prism: str) -> None:
    """Accepted without a sender at first, as Twilio does; look-ups know it afterwards."""
    fake.reports = [["silently queued", "silently sent @0.3"]]
    facts = {"To": PHONE, "MessagingServiceSid": SERVICE, "Body": "Hi", "ValidityPeriod": 600}
    response = create(prism, **facts, StatusCallback=f"{PUBLIC}/sms/status?o=1")
    assert response.status_code == 201, response.text
    taken = response.json()
    assert (taken["from"], taken["messaging_service_sid"]) == (None, SERVICE)
    fetch = f"{prism}{PATH}/{taken['sid']}.json"
    for _ in range(200):
        shown = requests.get(fetch, auth=(SID, TOKEN), timeout=20).json()
        if shown["status"] == "sent":
            break
    assert (shown["status"], shown["from"]) == ("sent", NUMBER)


def test_a_text_of_a_messaging_service_is_found_when_its_answer_is_lost(
    published: Engine, clock: Clock, fake: FakeTwilio, delivery: Worker
) -> None:
    """Asked for without a sender, looked up without one."""
    fake.trouble, fake.reports = ["after cut"], [["silently queued", "silently sent @0.1"]]
    queue(published, service=SERVICE)
    delivery.drain()
    assert text(published).state == "unknown"
    (message,) = fake.messages
    assert message["facts"]["MessagingServiceSid"] == SERVICE
    assert "From" not in message["facts"]
    wait_for(lambda: message["from"] == NUMBER)
    clock.advance(LOOK_UP_AFTER.total_seconds() + 1)
    delivery.drain()
    assert (text(published).state, text(published).repeated) == ("sent", False)
    assert len(fake.messages) == 1


def test_wrong_credentials_are_refused_by_the_fake_and_not_by_prism(
    published: Engine, clock: Clock, fake: FakeTwilio, prism: str
) -> None:
    """The header that the contract wants is there."""
    transport = TwilioTransport(Twilio(SID, ("another",), prism), PUBLIC)
    queue(published)
    with pytest.raises(TransportError, match="20003"):
        transport.send(text(published))
