"""A campaign's choices, as people say them."""

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.en.words import one_edit, stem, words_of
from bot.leads.campaign import Question, QuestionType
from bot.reading.choice.choice import read_choice
from bot.reading.heard import Context
from bot.reading.yes_no import read_yes_no

NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)
ROOF = Question(
    "need",
    "What do you need done?",
    QuestionType.CHOICE,
    {
        "repair": "Roof repair",
        "replacement": "New roof",
        "inspection": "Inspection",
        "gutters": "Gutters",
    },
    {"repair": ("leak", "fix", "missing shingles"), "inspection": ("look at my roof",)},
)
HOME = Question(
    "need",
    "What would you like to do?",
    QuestionType.CHOICE,
    {"buy": "Buy a home", "sell": "Sell a home", "rent": "Rent"},
)
OWNER = Question("owner", "Do you own the property?", QuestionType.YES_NO)


def choose(text: str, question: Question = ROOF, asks: str | None = None) -> str | None:
    heard = read_choice(text, question, Context(now=NOW, asks=asks))
    return heard.value if heard else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("repair", "repair"),
        ("Roof repair", "repair"),
        ("ROOF REPAIR!", "repair"),
        ("need a roof repair next month", "repair"),
        ("repairs", "repair"),
        ("we want it repaired", "repair"),
        ("repiar", "repair"),
        ("roof repairr please", "repair"),
        ("my roof is leaking", "repair"),
        ("some shingles are missing", "repair"),
        ("I'm new here, my roof needs repair", "repair"),
        ("new roof", "replacement"),
        ("we need a new roof", "replacement"),
        ("I want my roof replaced", "replacement"),
        ("we're replacing the whole roof", "replacement"),
        ("replacment", "replacement"),
        ("inspecton please", "inspection"),
        ("have it inspected", "inspection"),
        ("could someone look at my roof", "inspection"),
        ("the gutters", "gutters"),
        ("a new gutter", "gutters"),
        ("not a replacement, a repair", "repair"),
        ("I don't need a replacement just a repair", "repair"),
        ("repair, not replacement", "repair"),
        ("repair instead of replacement", "repair"),
        ("no, repair", "repair"),
    ],
)
def test_a_choice_is_heard_in_a_sentence(text: str, value: str) -> None:
    assert choose(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "roof",
        "my roof",
        "hello",
        "prepare",
        "gutters and roof repair",
        "repair or replacement",
        "I'm not sure if I need a repair or a replacement",
        "not a repair",
        "2",
        "the second one",
    ],
)
def test_no_choice_or_several_is_none(text: str) -> None:
    assert choose(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "2.",
        "2)",
        "#2",
        "two",
        "number two",
        "No. 2",
        "option 2",
        "the second one",
        "second",
        "2nd",
        "the 2nd one please",
        "I'd say 2",
        "2 please",
        "probably 2",
    ],
)
def test_a_number_is_a_choice_only_while_it_is_asked_for(text: str) -> None:
    assert choose(text, asks="need") == "replacement"
    assert choose(text, asks="budget") is None


@pytest.mark.parametrize("text", ["0", "5", "22", "2 weeks", "2k", "two or three", "number"])
def test_a_number_outside_the_choices_is_none(text: str) -> None:
    assert choose(text, asks="need") is None


def test_the_last_one_is_the_last_choice() -> None:
    assert choose("the last one", asks="need") == "gutters"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("looking to buy", "buy"),
        ("buying", "buy"),
        ("I'm selling my house", "sell"),
        ("rental", "rent"),
        ("buy a house not rent", "buy"),
        ("sell and buy", None),
        ("a home", None),
    ],
)
def test_word_forms_tell_short_choices_apart(text: str, value: str | None) -> None:
    assert choose(text, HOME, asks="need") == value


CREDIT = Question(
    "credit",
    "How would you describe your credit?",
    QuestionType.CHOICE,
    {
        "excellent": "Excellent (740+)",
        "good": "Good (680-739)",
        "fair": "Fair (620-679)",
        "poor": "Below 620",
    },
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("good", "good"),
        ("pretty good", "good"),
        ("not good, fair", "fair"),
        ("about 700", "good"),
        ("it was 739 last week", "good"),
        ("740", "excellent"),
        ("800", "excellent"),
        ("580", "poor"),
        ("2", "good"),
        ("between 690 and 710", "good"),
        ("mine is 745, used to be 640", "excellent"),
        ("705, it was 580 two years ago", "good"),
        ("bankruptcy in 2019, back up to 690", "good"),
        ("in the 500s after the divorce, 745 now", "excellent"),
        ("was in the 600s a while, now 751", "excellent"),
        ("590 three years ago, 701 today", "good"),
        ("hubbys 760 im 640", "fair"),
        ("his is 810 mine is 655", "fair"),
        ("my wife's 610, I'm at 750", "excellent"),
        ("mine is 690, my husbands is 540", "good"),
        ("790 is hers, 630 is mine", "fair"),
        ("up from 590 to 690", "good"),
        ("six seventy", "fair"),
        ("it was 640, now 7 hundred twenty", "good"),
        ("was 580, six ninety today", "good"),
        ("7 hundred 80", None),
        ("used to be 590", None),
        ("seven hundred and ten", "good"),
        ("seven hundred", "good"),
        ("six hundred something", None),
        ("seven hundred ten dollars", None),
        ("seven hundred a month", None),
        ("640ish", "fair"),
        ("in the 760s", "excellent"),
        ("low 700s", "good"),
        ("mid 600s", "fair"),
        ("under 600", "poor"),
        ("under 700", None),
        ("high 600s", None),
        ("700s", None),
        ("between 600 and 700", None),
        ("low 600s, maybe 640", "fair"),
        ("741 on one, 731 on the other, so 731", "good"),
        ("$700", None),
        ("350 thousand", None),
        ("5 Dec", None),
        ("6500", None),
        ("over 65", None),
    ],
)
def test_a_number_falls_into_the_range_a_label_names(text: str, value: str | None) -> None:
    assert choose(text, CREDIT, asks="credit") == value


def test_a_question_not_asked_is_answered_only_by_a_sentence_that_names_it() -> None:
    assert choose("my credit is good", CREDIT) == "good"
    for text in ("sounds good", "good morning", "excellent, thanks", "700", "fair enough"):
        assert choose(text, CREDIT, asks="budget") is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("no hot water since Tuesday. I own the house", "yes"),
        ("roof leaks, no time to lose, we own the house", "yes"),
        ("yes I own it", "yes"),
        ("yes, own it since 2010", "yes"),
        ("no hot water", None),
        ("yes, next week", None),
    ],
)
def test_a_yes_or_no_counts_only_where_it_is_said_of_the_question(
    text: str, answer: str | None
) -> None:
    owned = Question("owner", OWNER.ask, QuestionType.YES_NO, phrases={"yes": ("own the house",)})
    assert choose(text, replace(owned, id="own")) == answer


def test_an_undecided_choice_is_doubtful() -> None:
    heard = read_choice("not sure, maybe a repair", ROOF, Context(now=NOW))
    assert heard
    assert (heard.value, heard.doubtful) == ("repair", True)


def test_the_words_heard_are_where_they_stand() -> None:
    text = "hello, need a roof repair asap"
    heard = read_choice(text, ROOF, Context(now=NOW))
    assert heard
    assert text[heard.start : heard.end] == "roof repair"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", "yes"),
        ("Yep!", "yes"),
        ("yeah sure", "yes"),
        ("y", "yes"),
        ("k", "yes"),
        ("I do", "yes"),
        ("yes I am", "yes"),
        ("it is", "yes"),
        ("of course", "yes"),
        ("no problem", "yes"),
        ("I don't mind", "yes"),
        ("I think so", "yes"),
        ("well, yes", "yes"),
        ("yes but not yet", "yes"),
        ("no wait, yes", "yes"),
        ("👍", "yes"),
        ("no", "no"),
        ("NO!!", "no"),
        ("nope", "no"),
        ("nah", "no"),
        ("n", "no"),
        ("not yet", "no"),
        ("not really", "no"),
        ("I don't", "no"),
        ("we do not", "no"),
        ("i dont", "no"),
        ("I haven't", "no"),
        ("havent talked to a bank", "no"),
        ("didn't finish", "no"),
        ("I'm not", "no"),
        ("who doesn't lol of course I do", "yes"),
        ("not actually sure", None),
        ("can't really say", None),
        ("didn't understand that", None),
        ("don't remember", None),
        ("doesn't apply to me", None),
        ("of course not", "no"),
        ("don't think so", "no"),
        ("never", "no"),
        ("yes, sorry, no", "no"),
        ("", None),
        ("not sure", None),
        ("yes and no", None),
        ("maybe", None),
        ("I don't know", None),
        ("no idea", None),
        ("no rush", None),
        ("I am looking for a roof", None),
        ("why", None),
        ("94110", None),
        ("yesterday", None),
        ("north side", None),
        ("what happens if I say no", None),
        ("and if I say yes", None),
        ("how come no", None),
    ],
)
def test_yes_and_no_are_told_apart_from_neither(text: str, answer: str | None) -> None:
    heard = read_yes_no(text)
    assert (heard.value if heard else None) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I own it", "yes"),
        ("I don't own it", "no"),
        ("we are the owners", "yes"),
        ("why", None),
        ("who owns what?", None),
    ],
)
def test_the_questions_own_words_answer_it(text: str, answer: str | None) -> None:
    assert choose(text, OWNER, asks="owner") == answer


def test_other_words_for_no_may_be_the_campaigns_own() -> None:
    owner = Question("owner", OWNER.ask, QuestionType.YES_NO, phrases={"no": ("rent", "landlord")})
    assert choose("we're renting", owner, asks="owner") == "no"
    assert choose("ask my landlord", owner, asks="owner") == "no"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 rooms", "some"),
        ("a couple of rooms", "some"),
        ("3 more rooms", "some"),
        ("12 rooms", "many"),
        ("rooms, in 12 weeks", None),
        ("1 room", None),
    ],
)
def test_a_synonym_may_begin_at_a_number(text: str, value: str | None) -> None:
    choices = {"some": "Some", "many": "Many"}
    rooms = Question(
        "need", "?", QuestionType.CHOICE, choices, {"some": ("2+ rooms",), "many": ("10+ rooms",)}
    )
    assert choose(text, rooms, asks="need") == value


@pytest.mark.parametrize(
    ("text", "value", "doubtful"),
    [
        ("one", "one", False),
        ("two", "more", False),
        ("three", "more", True),
        ("3", "all", False),
        ("the third", "all", False),
        ("c", "all", False),
    ],
)
def test_where_choices_count_a_number_in_words_is_a_count(
    text: str, value: str, doubtful: bool
) -> None:
    choices = {"one": "One tooth", "more": "Several teeth", "all": "All of them"}
    teeth = Question("need", "?", QuestionType.CHOICE, choices, {"more": ("2+ teeth",)})
    heard = read_choice(text, teeth, Context(NOW, "need"))
    assert heard and (heard.value, heard.doubtful) == (value, doubtful)


def test_two_numbers_of_two_ranges_are_offered() -> None:
    heard = read_choice("705, or maybe 640", CREDIT, Context(NOW, "credit"))
    assert heard and (heard.offered, heard.doubtful) == (("good", "fair"), True)


def test_the_count_of_a_synonym_stands_before_it() -> None:
    choices = {"some": "Some", "none": "None"}
    gone = Question("need", "?", QuestionType.CHOICE, choices, {"some": ("2+ gone",)})
    assert choose("two are gone", gone) == "some"
    assert choose("ready to go on December 5", gone) is None


def test_small_words_of_a_synonym_stand_together() -> None:
    own = Question("own", "Do you own it?", QuestionType.YES_NO, phrases={"yes": ("just me",)})
    assert choose("it's just me", own, asks="own") == "yes"
    assert choose("just call me", own, asks="own") is None


def test_a_synonym_of_one_word_of_weight_keeps_its_small_words() -> None:
    loan = Question("need", "?", QuestionType.CHOICE, {"refi": "Refinance"}, {"refi": ("my rate",)})
    assert choose("my rate is awful", loan) == "refi"
    assert choose("what rate do you give", loan) is None
    fair = Question("need", "?", QuestionType.CHOICE, {"fair": "Fair"}, {"fair": ("so-so",)})
    assert choose("so so", fair) == "fair"
    assert choose("so what", fair) is None


def test_two_questions_do_not_share_what_was_prepared() -> None:
    for _ in range(2000):
        question = Question("need", "?", QuestionType.CHOICE, {"a": "Apples", "p": "Pears"})
        assert choose("pears", question) == "p"


def test_words_keep_their_places_clauses_and_stems() -> None:
    text = "Fix it, don’t replace"
    assert [(w.text, w.clause) for w in words_of(text)] == [
        ("fix", 0),
        ("it", 0),
        ("don't", 1),
        ("replace", 1),
    ]
    assert stem("policies") == stem("policy")
    assert not one_edit("repair", "repair")


@given(st.text(max_size=150), st.sampled_from([None, "need", "owner"]))
def test_any_text_is_read_without_failing(text: str, asks: str | None) -> None:
    for question in (ROOF, HOME, OWNER):
        heard = read_choice(text, question, Context(now=NOW, asks=asks))
        assert heard is None or 0 <= heard.start < heard.end <= len(text)
