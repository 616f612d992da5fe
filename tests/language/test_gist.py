"""What of a very long message is read, and where it stands in the message."""

from __future__ import annotations

import random

import pytest

from bot.language.gist import MOST, gist

FILLER = "the weather was nice and we all had such a good day out there with the dogs".split()
FACTS = (
    "up to $9,500",
    "nine thousand dollars at most",
    "Stop texting me",
    "zip is 94110",
    "my name is Ines",
    "call 415 555 0142",
)


@pytest.mark.parametrize("seed", range(40))
def test_a_fact_is_read_wherever_it_stands(seed: int) -> None:
    chance = random.Random(seed)
    words = [chance.choice(FILLER) for _ in range(chance.randint(MOST, 2 * MOST))]
    fact = chance.choice(FACTS)
    words.insert(chance.randint(0, len(words)), fact)
    message = chance.choice((" ", ". ", ", ")).join(words)
    read = gist(message)
    assert fact in read.text
    start = read.text.index(fact)
    assert message[slice(*read.span(start, start + len(fact)))] == fact


def test_what_people_write_is_read_whole() -> None:
    message = " ".join((FILLER * 4)[:60])
    assert gist(message).text == message


@pytest.mark.parametrize("piece", ["2,", "9 ", "!", "mon tue ", "½+4", "stop ", "\n", "$5 ", "é "])
def test_no_more_is_read_than_there_is_time_for(piece: str) -> None:
    read = gist((piece * 1000)[:1000])
    assert sum(map(str.isalnum, read.text)) <= 4 * MOST


@pytest.mark.parametrize("letter", ["½", "é", "a", "千"])
def test_a_word_without_end_counts_as_many(letter: str) -> None:
    assert len(gist(letter * 1000).text) <= 12 * MOST
