"""The fake Twilio itself: what it plays has to be what Twilio does."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl

import pytest
import requests
from twilio.request_validator import RequestValidator

from bot.settings import ROOT
from tests.delivery.conftest import NUMBER, PHONE
from tests.delivery.fake_reports import parse
from tests.delivery.fake_twilio import FakeTwilio, run_fake_twilio, wait_for
from tests.delivery.fake_twilio_api import PATH, SID, TOKEN
from tests.delivery.fake_webhooks import Webhooks, inbound_pairs, sign

CALLBACK = "https://leads.example.com/sms/status?o=7"
SERVICE = "MG" + "2" * 32


class Listener:
    """Our side: notes every webhook, and checks that it is signed."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, str]]] = []

    def __call__(self, url: str, body: str, headers: dict[str, str]) -> int:
        facts = dict(parse_qsl(body, keep_blank_values=True))
        signature = headers["x-twilio-signature"]
        assert RequestValidator(TOKEN).validate(url, facts, signature)
        self.heard.append((url, facts))
        return 204

    def statuses(self) -> list[str]:
        return [facts["MessageStatus"] for _, facts in self.heard]


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def fake(listener: Listener) -> Iterator[FakeTwilio]:
    with run_fake_twilio(webhooks=Webhooks(TOKEN, listener)) as fake:
        yield fake


def facts(**more: str) -> dict[str, str]:
    return {"To": PHONE, "From": NUMBER, "Body": "Hi", "StatusCallback": CALLBACK, **more}


@pytest.mark.parametrize(
    ("script", "heard", "shown"),
    [
        (["queued", "sending", "sent", "delivered"], 4, "delivered"),
        (["delivered", "sent", "delivered", "queued"], 4, "delivered"),
        (["sent", "undelivered 30003", "delivered"], 3, "undelivered"),
        (["sent", "delivered @0.2"], 2, "delivered"),
        (["silently sent", "silently delivered"], 0, "delivered"),
        ([], 0, "queued"),
    ],
)
def test_reports_come_in_the_order_of_the_script(
    fake: FakeTwilio, listener: Listener, script: list[str], heard: int, shown: str
) -> None:
    """In any order, twice, late or never; what look-ups show only ever goes on."""
    fake.reports = [script]
    message = fake.take(facts())
    wait_for(lambda: len(listener.heard) == heard and fake.get(message["sid"])["status"] == shown)
    assert listener.statuses() == [step.status for step in parse(script) if not step.silently]
    for url, told in listener.heard:
        assert (url, told["MessageSid"], told["AccountSid"]) == (CALLBACK, message["sid"], SID)
        assert told.get("ErrorCode") == (
            "30003" if told["MessageStatus"] == "undelivered" else None
        )


def test_a_script_with_a_slip_is_refused(fake: FakeTwilio) -> None:
    """Else a test would wait for what never comes."""
    with pytest.raises(ValueError, match="no step"):
        parse(["delivered soon"])


def test_a_service_chooses_the_sender_when_it_sends(fake: FakeTwilio) -> None:
    """None at first; a service without senders takes nothing."""
    fake.services = {SERVICE: [NUMBER]}
    fake.reports = [["silently queued", "silently sent @0.1"]]
    message = fake.take({"To": PHONE, "MessagingServiceSid": SERVICE, "Body": "Hi"})
    assert (message["status"], message["from"], message["date_sent"]) == ("accepted", None, None)
    wait_for(lambda: fake.get(message["sid"])["from"] == NUMBER)
    fake.services = {}
    assert fake.refusal({"To": PHONE, "MessagingServiceSid": SERVICE, "Body": "Hi"}) == 21703


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"To": ""}, 21604),
        ({"To": "+1"}, 0),
        ({"To": "4155550188"}, 21211),
        ({"To": "+1" + "4" * 20}, 21211),
        ({"From": ""}, 21603),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
    ],
)
def test_what_twilio_would_not_take_is_refused(
    fake: FakeTwilio, wrong: dict[str, str], code: int
) -> None:
    """With its codes."""
    assert fake.refusal(facts(**wrong)) == code


def test_who_stops_gets_nothing_until_they_start_again(
    fake: FakeTwilio, listener: Listener
) -> None:
    """Twilio obeys the carriers' words itself, and still tells us of them."""
    url = "https://leads.example.com/sms/inbound"
    codes = []
    for body in ("hi", " stop ", "what?", "START"):
        assert fake.send_inbound(url, PHONE, NUMBER, body) == 204
        codes.append(fake.refusal(facts()))
    assert codes == [0, 21610, 21610, 0]
    assert [told["Body"] for _, told in listener.heard] == ["hi", " stop ", "what?", "START"]


@pytest.mark.parametrize(
    "body", ["", "hi", "💧 ¿cuánto? “ok” & a=b+c%20", "\x00\r\n\t", "x" * 1600]
)
@pytest.mark.parametrize("media", [0, 2])
def test_our_signature_is_the_one_that_twilios_library_computes(body: str, media: int) -> None:
    """Written from the documentation, and the same."""
    pairs = [*inbound_pairs(SID, PHONE, NUMBER, body, media=media), ("Ünï", "🎉")]
    url = "https://leads.example.com/sms/inbound?a=b&c=%20"
    assert sign(TOKEN, url, pairs) == RequestValidator(TOKEN).compute_signature(url, dict(pairs))


def test_it_keeps_up_with_a_hundred_texts_a_second_and_their_reports(
    fake: FakeTwilio, listener: Listener
) -> None:
    """Eight clients at once; each text once, each report once. Two cores may be busy: in 6 s."""
    fake.usual_report = ["sent", "delivered"]
    session = requests.Session()
    session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=8))

    def create(n: int) -> str:
        answer = session.post(f"{fake.url}{PATH}.json", data=facts(Body=f"{n}"), auth=(SID, TOKEN))
        return str(answer.json()["sid"])

    begun = time.monotonic()
    with ThreadPoolExecutor(8) as clients:
        sids = list(clients.map(create, range(300)))
    wait_for(lambda: len(listener.heard) == 600)
    assert time.monotonic() - begun < 6
    assert len(set(sids)) == len(fake.messages) == 300
    assert sorted(told["MessageSid"] for _, told in listener.heard) == sorted(sids * 2)


def test_trouble_comes_as_often_as_the_odds_say(fake: FakeTwilio) -> None:
    """By a chance that is the same every time."""
    fake.odds = {"429": 0.1, "after 500": 0.05}
    troubles = [fake.next_trouble() for _ in range(2000)]
    assert 150 < troubles.count("429") < 250
    assert 70 < troubles.count("after 500") < 130


def test_it_runs_as_a_program_that_is_steered_over_http() -> None:
    """For long runs that many processes share."""
    program = [sys.executable, "-m", "tests.delivery.fake_twilio", "--port", "0"]
    process = subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        asked = {"trouble": ["21211"], "usual_report": ["sent"], "stopped": ["+14155550177"]}
        assert requests.post(f"{url}/_trouble", json=asked, timeout=10).status_code == 200
        assert requests.post(f"{url}/_trouble", json={"lock": 1}, timeout=10).status_code == 400
        create, auth = f"{url}{PATH}.json", (SID, TOKEN)
        answers = [
            requests.post(create, data=each, auth=auth, timeout=10)
            for each in (facts(), facts(To="+14155550177"), facts())
        ]
        assert [answer.status_code for answer in answers] == [400, 400, 201]
        assert [answer.json().get("code") for answer in answers] == [21211, 21610, None]
        (message,) = requests.get(f"{url}/_messages", timeout=10).json()
        assert (message["to"], message["facts"]["StatusCallback"]) == (PHONE, CALLBACK)
        assert requests.get(f"{url}/_messages?since=1", timeout=10).json() == []
    finally:
        process.kill()
        process.wait()
