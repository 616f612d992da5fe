"""Whatever people throw in, at every question of the form, on both channels: what must hold.

Each conversation is led to its question by plain answers once; every interruption then starts
from a copy of that database.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot import clock
from bot.actions.questions import can_be_unsure, is_optional, order
from bot.leads.campaign import Campaign
from bot.services.dialogue import Dialogue
from bot.services.publish_campaigns import publish_campaigns
from bot.services.wording import variants
from bot.store import conversations
from bot.store.database import open_database, reading
from bot.store.migrate import migrate
from bot.values import sms_text
from bot.values.sms_text import Encoding
from tests.conftest import NOW, read_sample
from tests.conversations.conftest import CAMPAIGNS
from tests.conversations.harness import PATIENT, Talk

# Plain answers to every question, and a message that answers the campaign's own at once.
CONTACT = {"name": "Dana Whitfield", "phone": "415 555 0123", "email": "dana@example.com"}
PLAIN: dict[str, dict[str, str]] = {
    "roofing": {
        "need": "new roof",
        "budget": "$9,000",
        "timeframe": "next month",
        "postcode": "94110",
        "owner": "yes",
    },
    "auto-insurance": {
        "need": "switch insurer",
        "budget": "$120 a month",
        "timeframe": "next week",
        "postcode": "90210",
        "licensed": "yes",
    },
    "boiler": {
        "need": "new boiler",
        "budget": "£2,000",
        "timeframe": "in a fortnight",
        "postcode": "SW1A 2AA",
        "owner": "yes",
        "phone": "07700 900123",
    },
    "mortgage": {
        "need": "refinance",
        "budget": "$300k",
        "timeframe": "next month",
        "postcode": "60614",
        "credit": "good",
    },
    "home-buying": {
        "need": "buy a home",
        "budget": "$900k",
        "timeframe": "in two months",
        "postcode": "94117",
        "pre_approved": "yes",
    },
    "dental-implants": {
        "need": "one implant",
        "budget": "$5,000",
        "timeframe": "next month",
        "postcode": "10025",
    },
    "online-mba": {
        "need": "part-time MBA",
        "budget": "$20k",
        "timeframe": "next fall",
        "postcode": "02139",
        "degree": "yes",
    },
}
# What the business reads of the plain need.
WANTED = {"roofing": "New roof", "auto-insurance": "Switch insurer", "boiler": "New boiler"}
FILES = {read_sample(path).id: read_sample(path) for path in CAMPAIGNS}
# Every pair of a campaign and a channel that differ in what is asked, and not their product.
THROUGHOUT = (("roofing", "web"), ("roofing", "sms"), ("auto-insurance", "web"), ("boiler", "sms"))
ASIDES = (
    *THROUGHOUT,
    ("mortgage", "sms"),
    ("home-buying", "web"),
    ("dental-implants", "sms"),
    ("online-mba", "web"),
)


def _places(*pairs: tuple[str, str]) -> pytest.MarkDecorator:
    places = [
        pytest.param(id, channel, question, id=f"{id}-{channel}-{question}")
        for id, channel in pairs
        for question in order(FILES[id], channel)
    ]
    return pytest.mark.parametrize(("id", "channel", "question"), places)


at_every_question = _places(*THROUGHOUT)
of_every_campaign = _places(*ASIDES)


@dataclass(frozen=True)
class Said:
    """What a message was answered: the words, the question put, and the text as it went out."""

    text: str
    parts: tuple[str, ...]
    asks: str | None
    done: bool
    bodies: tuple[str, ...] = ()


@dataclass
class At:
    """A conversation that stands at a question."""

    talk: Talk
    campaign: Campaign
    question: str
    heard: list[Said] = field(default_factory=list)

    def say(self, text: str) -> Said:
        before = len(self.talk.texts_to(self.talk.prospect))
        answer = self.talk.say(text)
        said = Said(
            " ".join(message["text"] for message in answer),
            tuple(message["text"] for message in answer),
            next((m["asks"] for m in reversed(answer) if m["asks"]), None),
            any(message["done"] for message in answer),
            tuple(self.talk.texts_to(self.talk.prospect)[before:]),
        )
        self.heard.append(said)
        assert "{" not in said.text
        for body in said.bodies:
            assert sms_text.encoding(body) is Encoding.GSM_7, body
            most = 1 if self._is_all_ours(body) else 2
            short = body.replace(self.campaign.business.name, "")
            assert sms_text.segments(short) <= most, f"{len(short)}: {body}"
            assert sms_text.segments(body) <= 2, body
        self._never_three_times()
        return said

    def says(self, said: Said, *keys: str) -> bool:
        """Whether the answer has a sentence of one of these keys, whatever its facts."""
        return any(re.search(_pattern(key, self.campaign.id), said.text) for key in keys)

    def expect(self, text: str, *keys: str) -> Said:
        """Say it: one of these sentences answers, and the same question is put again."""
        said = self.say(text)
        assert self.says(said, *keys), f"{text!r} was answered {said.text!r}"
        assert said.asks == self.question, f"{text!r} was answered {said.text!r}"
        return said

    def _is_all_ours(self, body: str) -> bool:
        """Whether nothing long of the campaign's file is in the text: then it fits one segment."""
        theirs = [self.campaign.consent, self.campaign.privacy, self.campaign.cost]
        theirs += [q.why for q in self.campaign.questions]
        theirs += [self.campaign.greeting]
        lists = "\n2 " in body
        return not lists and not any(t and sms_text.to_gsm7(t) in body for t in theirs)

    def _never_three_times(self) -> None:
        last = [set(re.split(r"(?<=[.?!]) ", said.text)) - {""} for said in self.heard[-3:]]
        assert len(last) < 3 or not set.intersection(*last), [said.text for said in self.heard[-3:]]


@cache
def _pattern(key: str, id: str) -> str:
    campaign = FILES[id]
    own = {"ask_cost": campaign.cost, "ask_privacy": campaign.privacy}
    if own.get(key):
        return re.escape(own[key] or "")
    ways = variants(key, campaign)
    return "|".join(re.sub(r"\\\{\w+\\\}", ".+?", re.escape(way)) for way in ways)


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory, dialogue: Dialogue):
    """{(campaign, channel): {question: (database, talk)}}, made when first asked for."""
    clock.fix(NOW)
    folder = tmp_path_factory.mktemp("talks")
    made: dict[tuple[str, str], dict[str, tuple[Path, Talk]]] = {}

    def talk_at(id: str, channel: str, question: str) -> tuple[Path, Talk]:
        if (id, channel) not in made:
            made[id, channel] = _led(folder / f"{id}-{channel}", dialogue, id, channel)
        return made[id, channel][question]

    return talk_at


def _led(folder: Path, dialogue: Dialogue, id: str, channel: str) -> dict[str, tuple[Path, Talk]]:
    folder.mkdir()
    campaign, live = FILES[id], folder / "live.db"
    engine = open_database(f"sqlite:///{live}")
    migrate(engine)
    publish_campaigns(engine, [campaign], NOW)
    numbers = {"number": campaign.number, "business": campaign.business.sms}
    talk = Talk(engine, dialogue, id, channel, numbers, PATIENT)
    answer = talk.open() if channel == "web" else talk.say("hello")
    kept = {}
    for question in order(campaign, channel):
        assert answer[-1]["asks"] == question, f"{id} {channel}: {answer}"
        kept[question] = (folder / f"{question}.db", talk)
        _copy(live, folder / f"{question}.db")
        if question != "consent":
            answer = talk.say({**CONTACT, **PLAIN[id]}[question])
    engine.dispose()
    return kept


def _copy(database: Path, to: Path) -> None:
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


@pytest.fixture
def at(talks, tmp_path: Path, id: str, channel: str, question: str) -> Iterator[At]:
    file, talk = talks(id, channel, question)
    clock.fix(NOW)
    shutil.copy(file, tmp_path / "copy.db")
    engine = open_database(f"sqlite:///{tmp_path / 'copy.db'}")
    yield At(talk.continued(engine), FILES[id], question)
    engine.dispose()


@of_every_campaign
def test_asides_are_answered_and_the_question_is_put_again(at: At) -> None:
    """Each in turn, in one conversation: and so whatever came before."""
    for text, *keys in (
        ("are you a robot?", "bot_challenge"),
        ("thank you", "thank"),
        ("what do you do with my data?", "ask_privacy"),
        ("lol", "thank", "greet", "not_understood", "consent_is_yours"),
        ("you are useless", "rude"),
        ("how much does this chat cost?", "ask_cost"),
        ("hello", "greet"),
        ("hola, no hablo ingles", "spanish"),
        ("are you hiring? I'm looking for a job", "job"),
        ("we offer SEO and marketing to grow your business", "sales"),
        ("I'm only 15 years old", "minor"),
        ("what was the question?", "repeat"),
    ):
        at.expect(text, *keys)


# "§" is what the phone quotes; the last is in a language that nobody listed.
REACTIONS = (
    "Liked “§”",
    "Disliked “§”",
    'Questioned "§"',
    "Reacted 👍 to “§”",
    "\u200b👍\u200b to “\u200a§\u200a”",
    "Removed a like from “§”",
    "Le gustó “§”",
    "N’a pas aimé « § »",
    "Gefällt „§“ nicht",
    "Gostou de “§”",
    "Ha messo “Mi piace” a “§”",
    "Vond “§” leuk",
    "Понравилось «§»",
    "Patiko „§“",
)


@of_every_campaign
def test_a_reaction_to_the_question_answers_nothing(at: At) -> None:
    """Neither to what was just asked, nor to the greeting or the consent; all stays as it was.

    Each form meets one of these texts here, and at the next questions the others.
    """
    put = at.say("what was the question?")
    asked = put.bodies[-1] if put.bodies else put.parts[-1]
    before = _state(at)
    texts = (asked, at.campaign.greeting, at.campaign.consent, f"{asked[:30]}…")
    place = order(at.campaign, at.talk.channel).index(at.question)
    for n, form in enumerate(REACTIONS, place):
        text = texts[n % len(texts)]
        said = at.say(form.replace("§", text))
        assert (said.parts, said.bodies) == ((), ()), (form, text)
    assert _state(at) == before
    assert at.talk.lead() is None
    given = {**CONTACT, **PLAIN[at.campaign.id], "consent": "yes"}[at.question]
    after = at.say(f"“{asked}” {given}")
    assert after.asks != at.question, after.text


def _state(at: At) -> Any:
    with reading(at.talk.engine) as connection:
        conversation = conversations.get_conversation(connection, at.talk.conversation)
    assert conversation is not None
    return conversation.state, conversation.events


@at_every_question
def test_why_is_answered_for_this_question(at: At) -> None:
    """The campaign's own reason, or ours."""
    question = at.campaign.question(at.question)
    said = at.say("why do you ask?")
    if question and question.why:
        assert question.why in said.text
    else:
        assert at.says(said, f"ask_why_{at.question}")
    assert said.asks == at.question
    assert at.say("why do you ask?").asks == at.question
    assert at.say("why do you ask?").asks == at.question


@at_every_question
def test_what_is_out_of_scope_is_answered_briefly(at: At) -> None:
    """Sorry, and back to the question."""
    keys = ("not_known", "not_understood", "consent_is_yours", "ask_cost", "thank", "greet")
    at.expect("what's the capital of France?", *keys)


@at_every_question
def test_the_same_again_and_again_is_never_said_three_times_in_a_row(at: At) -> None:
    """`At.say` sees to it."""
    for text in (
        "hello",
        "are you a bot?",
        "what do you do with my data?",
        "go back",
        "start over",
    ):
        again = At(at.talk, at.campaign, at.question)
        for _ in range(4):
            assert again.say(text).text
        if text == "start over":
            again.say("no")


@at_every_question
def test_skip_moves_on_where_it_may_and_explains_where_not(at: At) -> None:
    """An optional question is passed; for others "not sure" is offered or the need explained."""
    if is_optional(at.question, at.campaign):
        said = at.say("skip")
        assert said.asks != at.question
        assert said.asks is not None
    else:
        at.expect("skip", "unsure_is_fine", "refused", "consent_is_yours")


@at_every_question
def test_not_sure_counts_as_an_answer_to_the_campaigns_questions(at: At) -> None:
    """Unknown is unknown; contact and consent have to be known."""
    said = at.say("I'm not sure")
    moves_on = can_be_unsure(at.question, at.campaign) or is_optional(at.question, at.campaign)
    assert (said.asks != at.question) is moves_on, said.text


@at_every_question
def test_going_back_puts_the_question_before(at: At) -> None:
    """At the very start it says so."""
    path = order(at.campaign, at.talk.channel)
    place = path.index(at.question)
    said = at.say("go back")
    if place:
        assert said.asks == path[place - 1]
        given = {**CONTACT, **PLAIN[at.campaign.id]}[path[place - 1]]
        assert at.say(given).asks == at.question
    else:
        assert at.says(said, "nothing_before")


@at_every_question
def test_starting_over_is_done_after_asking(at: At) -> None:
    """No: we go on where we were. Yes: everything is forgotten."""
    at.expect("start over", "start_over_really")
    at.expect("no", "kept_going")
    at.expect("can we start again from the beginning", "start_over_really")
    said = at.say("yes")
    assert at.says(said, "started_over")
    assert said.asks == "need"
    assert at.say(PLAIN[at.campaign.id]["need"]).asks == "budget"


@at_every_question
def test_a_person_is_called_and_the_bot_is_quiet_until_asked_back(at: At) -> None:
    """The business reads what is known so far, once there is a number to call."""
    path = order(at.campaign, at.talk.channel)
    lacks_number = "phone" in path[path.index(at.question) :]
    said = at.say("can I talk to a human please")
    assert at.says(said, "human_no_number" if lacks_number else "human")
    assert said.asks == ("phone" if lacks_number else None)
    if lacks_number:
        assert at.talk.texts_to(at.talk.business) == []
    else:
        (text,) = at.talk.texts_to(at.talk.business)
        assert sms_text.segments(text) <= 2
        if at.question != "need":
            assert WANTED[at.campaign.id] in text
    assert at.say("thanks").text == ""
    back = at.say("hello?")
    assert back.asks == at.question


@at_every_question
def test_a_person_waits_for_a_number_that_can_be_called(at: At) -> None:
    """On the web: asked for, passed on once it is there, and only then told to the business."""
    if at.talk.channel == "sms":
        return
    path = order(at.campaign, at.talk.channel)
    if "phone" not in path[path.index(at.question) :]:
        return
    at.say("can I talk to a human please")
    number = {**CONTACT, **PLAIN[at.campaign.id]}["phone"]
    if at.question != "budget":  # there it is a figure
        assert at.says(at.say(number[:9]), "wrong_phone")
    assert at.talk.texts_to(at.talk.business) == []
    said = at.say(number)
    assert at.says(said, "human_number"), said.text
    (text,) = at.talk.texts_to(at.talk.business)
    assert number[-4:] in text
    if at.question != "need":
        assert WANTED[at.campaign.id] in text


@at_every_question
def test_opting_out_in_words_ends_it_at_once(at: At) -> None:
    """What was queued is dropped, one confirmation goes out, and nothing is asked any more."""
    said = at.say("please stop texting me")
    if at.talk.channel == "sms":  # as a carrier's STOP would
        assert len(said.bodies) == 1
        assert "START" in said.bodies[0]
    else:
        assert at.says(said, "stopped")
        assert said.done
    assert said.asks is None
    after = at.say("hello?")
    assert after.asks is None
    assert at.talk.channel == "web" or not after.bodies
    assert at.talk.lead() is None
    assert not at.talk.texts_to(at.talk.business)


@at_every_question
def test_not_understood_gets_other_words_then_a_person_is_offered(at: At) -> None:
    """And what may stay open is left open at last: no loop, no dead end."""
    if at.question == "name":  # anything may be a name
        return
    first = at.expect("blorp grmpf", "not_understood", "consent_is_yours")
    second = at.expect("fnord blorp", "not_understood_again", "consent_is_yours")
    third = at.say("grmpf")
    assert len({first.parts[-1], second.parts[-1], third.parts[-1]}) > 1
    assert at.says(third, "not_understood_again", "consent_is_yours")
    for words in ("zorp", "nurg blim", "wug", "frob"):
        last = at.say(words)
        assert last.asks is not None
    leaves = can_be_unsure(at.question, at.campaign) or is_optional(at.question, at.campaign)
    assert (at.question in {said.asks for said in at.heard[-4:]}) is not leaves or leaves


@at_every_question
def test_who_comes_back_the_next_day_is_reminded_where_we_were(at: At) -> None:
    """The question is put again, or the answer to it taken."""
    clock.fix(NOW + timedelta(hours=26))
    said = at.expect("hi", "welcome_back", "welcome_back_with")
    if at.question not in ("need", "consent"):
        assert "So far" in said.text
    assert said.asks == at.question


@at_every_question
def test_an_earlier_answer_is_put_right_at_any_time(at: At) -> None:
    """The correction is acknowledged in words, and the open question put again."""
    if order(at.campaign, at.talk.channel).index(at.question) < 2:
        return
    figures = {"auto-insurance": ("150 a month", "$150 a month"), "boiler": ("3k", "£3,000")}
    words, shown = figures.get(at.campaign.id, ("12k", "$12,000"))
    said = at.expect(f"sorry, I meant {words}", "changed")
    assert shown in said.text


@at_every_question
def test_several_answers_at_once_are_all_taken(at: At) -> None:
    """Whatever is asked, the rest needn't be asked any more."""
    given = PLAIN[at.campaign.id]
    said = at.say(f"{given['need']}, {given['budget']}, {given['timeframe']}, {given['postcode']}")
    standard = ("need", "budget", "timeframe", "postcode")
    if at.question in standard:
        path = order(at.campaign, at.talk.channel)
        assert said.asks == path[4], said.text
