"""A visitor's own questions: they answer nothing, whatever they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.language.doc import Token, read
from bot.language.phrasing import Phrasing

PHRASES = Phrasing(Path(__file__).parent / "en" / "questions.yml")
MOST_SENTENCES = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """`message[start:end]` asks something.

    `requests`: that something be done for them ("can you come friday?"), which may well answer.
    `names_matter`: what businesses are asked about, as financing or hours. `names_us`: who it asks.
    """

    words: str
    start: int
    end: int
    requests: bool
    names_matter: bool
    names_us: bool


@lru_cache(maxsize=64)
def asked_in(message: str) -> tuple[Asked, ...]:
    """The sentences of `message` that ask something, in order.

    >>> [each.words for each in asked_in("About 8k. Do you do financing?")]
    ['Do you do financing?']
    >>> asked_in("how about 8k?"), asked_in("what i need is a new roof")
    ((), ())
    """
    return tuple(_asked(message))


def answer_to(message: str, heard: Mapping[str, Sequence[str]]) -> str | None:
    """Which of the answers by name is heard by a phrase that stands in `message`: the longest.

    >>> answer_to("Do you serve Oakland?", {"area": ["what areas", "do you serve"]})
    'area'
    """
    said = f" {_plain(message)} "
    named = [
        (len(_plain(phrase)), name)
        for name, phrases in heard.items()
        for phrase in phrases
        if _plain(phrase) and f" {_plain(phrase)} " in said
    ]
    return max(named, key=lambda each: each[0])[1] if named else None


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    return " ".join(token.low for token in read(text).tokens if token.low[:1].isalnum())


def _asked(message: str) -> Iterator[Asked]:
    for tokens in _sentences(read(message).tokens):
        words = message[tokens[0].start : tokens[-1].end]
        found = next((f for f in PHRASES.find(words) if f.kind in ("asks", "requests")), None)
        if found is None:
            continue
        # Where the sentence begins with something else, the question begins after its pause.
        start = tokens[0].start + found.start
        words = words[found.start :].lstrip(" ,;:-")
        matter = PHRASES.tells(words, "matter")
        yield Asked(
            words,
            start,
            tokens[-1].end,
            found.kind == "requests" and not matter,
            matter,
            PHRASES.tells(words, "us"),
        )


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    """The first few sentences, their marks at their ends."""
    sentences: list[list[Token]] = []
    for token in tokens:
        new = not sentences or token.sentence != sentences[-1][-1].sentence
        if new or _new_line(token, sentences[-1][-1]):
            sentences.append([])
        sentences[-1].append(token)
    return [each for each in sentences if any(t.low[:1].isalnum() for t in each)][:MOST_SENTENCES]


def _new_line(token: Token, before: Token) -> bool:
    return token.clause != before.clause and before.low.isalnum()
