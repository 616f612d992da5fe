"""Whatever word takes an answer back, in whatever reader: the new value counts, or is read back."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bot.nlu.intent_model import Guess
from bot.reading.heard import Context, Heard
from bot.reading.understand import Understanding, understand
from tests.conftest import SAMPLES, read_sample

CAMPAIGNS = {campaign.id: campaign for campaign in map(read_sample, SAMPLES)}
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("America/Los_Angeles"))

# question, campaign, the first value and the one that puts it right
TOPICS = [
    ("budget", "roofing", "7k", "8,500"),
    ("budget", "roofing", "$6,000", "$9,000"),
    ("budget", "auto-insurance", "130 a month", "190 a month"),
    ("budget", "roofing", "six thousand", "nine thousand"),
    ("budget", "roofing", "up to 7k", "up to 12k"),
    ("timeframe", "roofing", "in February", "in April"),
    ("timeframe", "roofing", "next week", "in two months"),
    ("timeframe", "roofing", "the 11th", "the 17th"),
    ("timeframe", "roofing", "4 weeks", "6 weeks"),
    ("timeframe", "roofing", "Wednesday", "Saturday"),
    ("timeframe", "roofing", "asap", "next spring"),
    ("postcode", "roofing", "94117", "94118"),
    ("name", "roofing", "Dan Cole", "Ron Cole"),
    ("name", "roofing", "lena ortiz", "leah ortiz"),
    ("phone", "roofing", "415 555 0131", "415 555 0137"),
    ("phone", "roofing", "(510) 555-0161", "510-555-0116"),
    ("email", "roofing", "dan@example.com", "ron@example.com"),
    ("need", "roofing", "gutters", "a repair"),
    ("need", "roofing", "a repair", "a new roof"),
    ("need", "auto-insurance", "new policy", "switch"),
    ("credit", "mortgage", "excellent", "fair"),
    ("owner", "roofing", "I own it", "I rent"),
    ("owner", "roofing", "yes", "no"),
    ("owner", "roofing", "no", "yes"),
    ("consent", "roofing", "yes", "no"),
    ("consent", "roofing", "no", "yes"),
]
CUES = """
oops | opps | whoops | oopsie | sorry | sry | soz | so sorry | apologies | my apologies | pardon me
excuse me | actually | acutally | actualy | in fact | wait | wait no | no wait | hold on | hang on
I mean | i meant | i ment | I meant to say | i ment to say | what i meant was | I should say
should've been | shouldve been | should of been | shoulda been | should have been | supposed to be
correction | corection | typo | that was a typo | sorry typo | fat fingers | damn autocorrect
misspoke | i misspoke | I mistyped | my bad | my mistake | my error | that's wrong | thats not right
wrong one | scratch that | scrach that | strike that | scrap that | ignore that | disregard that
forget that | nvm | nevermind | never mind | I take that back | i take it back | let me rephrase
let me correct that | let me try again | on second thought | come to think of it | changed my mind
change of plans | make that | make it | change that to | or rather | jk | just kidding | i lied
oops i mean | oh sorry I meant | er, I mean | ah wait | actually no | no actually | well actually
""".replace("\n", " | ").split(" | ")
CUES = [cue.strip() for cue in CUES if cue.strip()]
FORMS = [
    "{first}, {cue} {second}",
    "{first} {cue} {second}",
    "{first}. {Cue}, {second}",
    "{first}... {cue}: {second}",
    "{first}\n{cue} {second}",
    "{first} - {cue}, {second}",
    "{first} ({cue} {second})",
    "{first}; {cue}, it's {second}",
]
# Without any such word
PLAIN = [
    "{second}, not {first}",
    "{second} not {first}",
    "{second} instead of {first}",
    "{second} rather than {first}",
    "not {first} but {second}",
    "{first} *{second}",
    "{first}, no, {second}",
    "{first} -> {second}",
    "{first} is wrong, it's {second}",
    "I said {first} but it's {second}",
    "{second}, I wrote {first} by mistake",
    "{first}, {second} sorry",
    "{first} er {second}",
    "{first}, well {second}",
]
YES_OR_NO = {"owner", "consent"}


def told(text: str, asks: str | None, campaign: str) -> Understanding:
    return understand(text, Context(NOW, asks, CAMPAIGNS[campaign]), Guess("inform", 0.5))


@cache
def value(text: str, question: str, campaign: str) -> Heard[object] | None:
    """Kept, for two tests look at the same thousands of texts."""
    return told(text, question, campaign).values.get(question)


def overheard(question: str, campaign: str, second: str, texts: list[str]) -> list[str]:
    """The texts that give, without a doubt, something else than the second value."""
    right = value(second, question, campaign)
    assert right is not None, second
    heard = ((text, value(text, question, campaign)) for text in texts)
    return [
        f"{text!r}: {one.value}"
        for text, one in heard
        if one is not None and not one.doubtful and one.value != right.value
    ]


def corrections(cue: str, topic: tuple[str, str, str, str]) -> list[str]:
    """Half of the forms, the other half with the next cue and the next topic.

    So any two of cue, topic and form meet, and not all three.
    """
    first, second = topic[2:]
    half = (CUES.index(cue) + TOPICS.index(topic)) % 2
    return [
        form.format(first=first, cue=cue, Cue=cue.capitalize(), second=second)
        for form in FORMS[half::2]
    ]


@pytest.mark.parametrize("cue", CUES)
def test_a_correction_is_never_overheard(cue: str) -> None:
    """Whether it is heard as the new value, in doubt or not at all: the first doesn't stand."""
    for topic in TOPICS:
        question, campaign, _, second = topic
        assert overheard(question, campaign, second, corrections(cue, topic)) == []


@pytest.mark.parametrize(("question", "campaign", "first", "second"), TOPICS)
def test_most_corrections_give_the_new_value_at_once(
    question: str, campaign: str, first: str, second: str
) -> None:
    """In doubt or unheard are few, for they cost a question."""
    right = value(second, question, campaign)
    assert right is not None
    topic = (question, campaign, first, second)
    texts = [text for cue in CUES for text in corrections(cue, topic)]
    heard = [value(text, question, campaign) for text in texts]
    sure = [one for one in heard if one and one.value == right.value and not one.doubtful]
    assert len(sure) > 0.9 * len(texts)


# Which of a yes and a no counts is the reader's of them.
WITHOUT_YES_AND_NO = [
    topic for topic in TOPICS if not (topic[0] in YES_OR_NO and topic[2] in ("yes", "no"))
]


@pytest.mark.parametrize(("question", "campaign", "first", "second"), WITHOUT_YES_AND_NO)
def test_a_correction_needs_no_cue_word(
    question: str, campaign: str, first: str, second: str
) -> None:
    texts = [form.format(first=first, second=second) for form in PLAIN]
    assert overheard(question, campaign, second, texts) == []


@pytest.mark.parametrize("back", ["scratch that", "I take that back", "nvm", "oops", "my bad"])
def test_what_is_taken_back_and_not_replaced_is_read_back(back: str) -> None:
    for question, campaign, first, _ in TOPICS:
        heard = value(f"{first}. {back.capitalize()}", question, campaign)
        assert heard is None or heard.doubtful, (question, first)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("phone", "415 555 0131, sorry 0137"),
        ("phone", "415 555 0131 oops ends in 0137"),
        ("postcode", "94117, oops 18"),
        ("email", "dan@example.com oops .net"),
        ("budget", "$6,000, sorry 7"),
    ],
)
def test_a_part_put_right_is_read_back(question: str, text: str) -> None:
    heard = value(text, question, "roofing")
    assert heard is None or heard.doubtful


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("owner", "yes, sorry for the slow reply", "yes"),
        ("owner", "yes we actually own it", "yes"),
        ("owner", "no, we don't actually own it", "no"),
        ("owner", "yes, can't wait!", "yes"),
        ("need", "I'd rather have a repair", "repair"),
        ("need", "gutters, sorry about the typos", None),
        ("name", "Dan Cole, sorry for the wait", "Dan Cole"),
        ("postcode", "94117, sorry for the delay", "94117"),
        ("timeframe", "in April, I can wait until then", "in April"),
    ],
)
def test_mere_talk_takes_nothing_back(question: str, text: str, words: str | None) -> None:
    heard = value(text, question, "roofing")
    if words is None:
        assert heard is not None
        assert heard.doubtful
    else:
        right = value(words, question, "roofing")
        assert right is not None
        assert heard is not None
        assert (heard.value, heard.doubtful) == (right.value, False)


# What is put right while something else is asked
UNASKED = [
    ("roofing", "phone", "and the budget should've been 13,500", "budget", "$13,500"),
    ("roofing", "phone", "the budget shoulda been 13500", "budget", "$13,500"),
    ("roofing", "name", "14k not 12k", "budget", "14k"),
    ("roofing", "timeframe", "wait, a whole new roof, not just gutters", "need", "a new roof"),
    ("roofing", "timeframe", "an inspection, not a repair", "need", "inspection"),
    ("roofing", "timeframe", "not gutters but a repair", "need", "a repair"),
    ("roofing", "owner", "it's 94118 not 94117", "postcode", "94118"),
    ("roofing", "owner", "94118, not 94117", "postcode", "94118"),
    ("roofing", "name", "the zip should be 94118", "postcode", "94118"),
    ("roofing", "name", "wrong zip, 94118", "postcode", "94118"),
    ("roofing", "owner", "hold on, 17th not 11th", "timeframe", "the 17th"),
    ("roofing", "owner", "the 17th, not the 11th", "timeframe", "the 17th"),
    ("roofing", "owner", "April, not May", "timeframe", "in April"),
    ("roofing", "owner", "it should have been in April", "timeframe", "in April"),
    ("roofing", "phone", "actually i misspoke, i own it with my brother", "owner", "yes"),
    ("roofing", "phone", "I rent it actually", "owner", "no"),
    ("roofing", "email", "the name should be Ron Cole", "name", "Ron Cole"),
    ("roofing", "email", "Ron Cole, not Dan Cole", "name", "Ron Cole"),
    ("roofing", "consent", "415 555 0137, not 0131", "phone", "415 555 0137"),
    ("roofing", "consent", "it's ron@example.com not dan@example.com", "email", "ron@example.com"),
    ("mortgage", "name", "my credit is fair, not good", "credit", "fair"),
    ("online-mba", "email", "part time, not full time", "need", "part time"),
    ("auto-insurance", "name", "190 a month, not 130", "budget", "190 a month"),
]  # fmt: skip


@pytest.mark.parametrize(("campaign", "asks", "text", "question", "words"), UNASKED)
def test_an_earlier_answer_is_put_right_beside_another_question(
    campaign: str, asks: str, text: str, question: str, words: str
) -> None:
    right = value(words, question, campaign)
    found = told(text, asks, campaign)
    assert right is not None
    assert found.intent == "correct"
    heard = found.values[question]
    assert (heard.value, heard.doubtful) == (right.value, False)


def test_a_bare_figure_is_put_right_where_the_campaign_deals_in_such_sums() -> None:
    """It is said back once, as every correction."""
    found = told("190, not 130", "name", "auto-insurance")
    assert found.intent == "correct"
    assert found.values["budget"].value.max == 19000


@pytest.mark.parametrize("text", ["not 8k", "not right now", "I'm not sure", "not yet", "why not"])
def test_a_no_alone_puts_nothing_right(text: str) -> None:
    assert told(text, "phone", "roofing").values == {}
