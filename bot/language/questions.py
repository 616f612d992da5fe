"""A visitor's own questions: they answer nothing, whatever they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.language.doc import Token, read
from bot.language.phrasing import NOTHING, Found, Phrasing, longest

if TYPE_CHECKING:  # importing it takes as long as half of the start: where it is needed
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc as SpacyDoc

PHRASES = Phrasing("questions")
MOST_SENTENCES = 12
_AFTERTHOUGHT = 5  # tokens


@dataclass(frozen=True, slots=True)
class Asked:
    """`message[start:end]` asks something.

    `requests`: that something be done for them ("can you come friday?"), which may well answer.
    `whether`: it can be answered with yes or no ("do you fix roofs?").
    `names_matter`: what businesses are asked about, as financing or hours. `names_us`: who it asks.
    """

    words: str
    start: int
    end: int
    requests: bool
    whether: bool
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

    spaCy finds the phrases.

    >>> answer_to("Do you serve Oakland?", {"area": ["what areas", "do you serve"]})
    'area'
    """
    nlp, matcher = _matcher(tuple((name, tuple(phrases)) for name, phrases in heard.items()))
    with nlp.memory_zone():  # a stranger's words are forgotten with the message
        found = matcher(_words(nlp, message), as_spans=True)
        return max(found, key=len).label_ if found else None


@lru_cache(maxsize=64)
def _matcher(heard: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Language, PhraseMatcher]:
    """spaCy's matcher for a campaign's phrases, over our tokens: the usual spelling, no signs."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("xx")
    matcher = PhraseMatcher(nlp.vocab)
    for name, phrases in heard:
        matcher.add(name, [doc for doc in (_words(nlp, phrase) for phrase in phrases) if len(doc)])
    return nlp, matcher


def _words(nlp: Language, text: str) -> SpacyDoc:
    from spacy.tokens import Doc as SpacyDoc

    return SpacyDoc(nlp.vocab, [token.low for token in read(text).tokens if token.low[0].isalnum()])


def _asked(message: str) -> Iterator[Asked]:
    everything = PHRASES.all(message)
    goes_on = False
    for tokens in _sentences(read(message).tokens) if everything else ():
        begin, end = tokens[0].start, tokens[-1].end
        said = [each for each in everything if begin <= each.start and each.end <= end]
        found = next((f for f in longest(said) if f.kind in ("asks", "requests")), None)
        if found is None:
            goes_on = goes_on and tokens[-1].low == "?" and len(tokens) <= _AFTERTHOUGHT
            if goes_on:  # "How long does it take, 2 days? A week?"
                yield Asked(message[begin:end], begin, end, False, False, False, False)
            continue
        # Where the sentence begins with something else, the question begins after its pause.
        said = [each for each in said if each.start >= found.start]
        matter = _tells(said, "matter")
        requests = found.kind == "requests" and not matter
        goes_on = not requests
        words = message[found.start : end]
        whether = found.rule == "whether"
        yield Asked(words, found.start, end, requests, whether, matter, _tells(said, "us"))


def _tells(said: Iterable[Found], kind: str) -> bool:
    return bool(longest(each for each in said if each.kind in (kind, NOTHING)))


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
