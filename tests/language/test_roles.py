"""Roles that are learnt: whose a value is, from a handful of annotated sentences."""

from __future__ import annotations

import re

import pytest

from bot.language.doc import read
from bot.language.examples import parse, roles_of
from bot.language.role_features import Candidate, features
from bot.language.roles import Example, Roles, likeliest, train

THEIRS = [
    f"{who} {verb}"
    for who in ("my husband", "my boss", "they", "the neighbor")
    for verb in ("paid", "got it for", "spent", "wants")
]
MINE = [
    f"{who} {verb}"
    for who in ("i", "we")
    for verb in ("can pay", "have", "could do", "want to spend", "would pay", "can spend")
]


def example(words: str, number: int, role: str) -> Example:
    doc = read(f"{words} {number}")
    place = Candidate(len(doc.tokens) - 1, len(doc.tokens), value=float(number))
    return Example(doc, (place,), ("asks budget",), (role,))


@pytest.fixture(scope="module")
def model() -> Roles:
    return train(
        [example(words, 100 + at, "theirs") for at, words in enumerate(THEIRS)]
        + [example(words, 200 + at, "mine") for at, words in enumerate(MINE)]
    )


def role(model: Roles, words: str) -> str:
    found = example(words, 300, "?")
    return likeliest(model.judge(found.doc, found.candidates, found.frame)[0])[0]


def test_the_words_around_a_value_say_whose_it_is(model: Roles) -> None:
    assert role(model, "well the boss spent") == "theirs"
    assert role(model, "i guess we can do") == "mine"


def test_chances_sum_to_one(model: Roles) -> None:
    found = example("i have", 5, "?")
    assert sum(model.judge(found.doc, found.candidates, found.frame)[0].values()) == pytest.approx(
        1
    )


def test_a_model_loads_as_it_was_dumped(model: Roles) -> None:
    again = Roles.load(model.dump())
    found = example("they have", 5, "?")
    told = (found.doc, found.candidates, found.frame)
    assert again.judge(*told) == model.judge(*told)
    assert again.dump() == model.dump()


def test_the_same_examples_give_the_same_bytes() -> None:
    told = [example("they paid", 1, "a"), example("they paid", 2, "a"), example("i pay", 3, "b")]
    assert train(told).dump() == train(told).dump()


@pytest.mark.parametrize("data", [b"", b"{}\0", b'{"roles": ["a"], "bias": [1], "unit": 1}\n\0'])
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError)):
        Roles.load(data)


def test_features_hold_no_figure_of_the_message() -> None:
    """So that nothing is learnt of a number but its size."""
    doc = read("from 150 to 220 in 2024, at 94110")
    places = (Candidate(1, 2, value=150.0), Candidate(3, 4, value=220.0))
    told = {one for row in features(doc, places) for one in row}
    assert not [one for one in told if re.search(r"\d{2}", one)]


def test_an_annotated_sentence_gives_its_text_and_marks() -> None:
    found = parse('from 6 to [8k]{"entity": "amount", "role": "spend"}, [May](day)', {"asks": "x"})
    assert found.text == "from 6 to 8k, May"
    marks = [(found.text[a.start : a.end], a.entity, a.role) for a in found.annotations]
    assert marks == [("8k", "amount", "spend"), ("May", "day", "")]
    assert found.metadata == {"asks": "x"}


def test_candidates_take_the_role_of_the_mark_they_overlap() -> None:
    found = parse('[2 k]{"entity": "amount", "role": "spend"} for 3 windows')
    doc = read(found.text)
    places = [Candidate(0, 2), Candidate(3, 4)]
    assert roles_of(doc, places, found.annotations, "amount") == ("spend", "none")
    assert roles_of(doc, places, found.annotations, "day") == ("none", "none")
