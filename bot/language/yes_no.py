"""Whether a message says yes or no."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.language.correction_cues import cues_in
from bot.language.doc import Doc
from bot.language.en.words import low, one_edit
from bot.language.phrasing import Found, Phrasing, framed
from bot.language.vectors import load_vectors

PHRASES = Phrasing("yes_no")

# Signs are the same in any language.
_SIGNS = {"👍": "yes", "✅": "yes", "👌": "yes", "👎": "no", "❌": "no"}
_PLAIN = {"plain_yes": "yes", "plain_no": "no"}
_AT_THE_HEAD = {**_PLAIN, "yes": "yes", "clause_yes": "yes", "no": "no", "clause_no": "no"}
_AT_THE_HEAD |= {"denial": "no", "twice_no": "yes", "mock_yes": "no", "so_yes": "yes"}
_UNCLEAR = frozenset(["twice_no", "mock_yes"])
_WITHIN = frozenset(["plain_yes", "clause_yes"])
_AT_THE_END = frozenset(["plain_no", "clause_no", "denial"])
_SHORTEST_SLIP = 3  # letters
MOST_UNREAD = 2  # words behind a turn that need not be understood
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}(?=(\w?))")  # "yessss", "nooooo"


@dataclass(frozen=True, slots=True)
class Answer:
    """ "yes" or "no" where `message[start:end]` says so.

    `doubtful`: it should be read back. `denies`: it is a no to what follows it, "we don't".
    `condition`: the words of a yes that holds under one.
    """

    value: str
    start: int
    end: int
    doubtful: bool = False
    denies: bool = False
    condition: str | None = None

    def moved(self, by: int) -> Answer:
        return replace(self, start=self.start + by, end=self.end + by)


def read_yes_no(text: str) -> Answer | None:
    """The yes or no of `text` ("yep", "I do", "not yet"), or None where it says neither.

    "Not sure", "yes and no", "no rush" and "what if I say no" say neither. After "no wait" or
    "oops" what follows counts; of a yes and a no the last clear one, else neither.

    >>> read_yes_no("no I just rent it out. Yes I own it").value, read_yes_no("yes no")
    ('yes', None)
    >>> read_yes_no("it's not that we don't own it").doubtful
    True
    """
    unread = False
    for part in parts_of(text):
        if part.is_void or is_undecided(part.text) or PHRASES.tells(part.text, "maybe"):
            return None
        answer = part.read()
        if answer:
            # "Yep, sorry, my parents own it": what was put right was not understood.
            return replace(answer, doubtful=answer.doubtful or unread).moved(part.start)
        if part.contradicts:
            return None
        unread = unread or len(part.text.split()) > MOST_UNREAD
    return None


def is_undecided(text: str) -> bool:
    """Whether `text` says that they don't know: "not really sure yet"."""
    # "I can't say no" knows very well.
    return PHRASES.tells(text, "undecided") and not PHRASES.tells(text, "twice_no")


def contradicts(text: str) -> bool:
    """Whether `text` says both yes and no, and nothing tells which of them counts: "no, yes"."""
    for part in parts_of(text):
        if part.is_void or part.contradicts:
            return part.contradicts
        if _first_word(part.text):
            return False
    return False


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two turns of a message, and where it starts.

    `is_turned`: a turn follows it, with nothing after that is clearer. `is_void`: that turn takes
    back what was said, whatever follows.
    """

    text: str
    start: int
    is_turned: bool
    is_void: bool

    def read(self, slips: bool = True) -> Answer | None:
        """The yes or no of this part, at its place in it; with `slips`, "yse" is a yes, too."""
        if self.contradicts:
            return None
        return self.words[-1] if self.has_both else _first_word(self.text, slips)

    @property
    def words(self) -> tuple[Answer, ...]:
        """Each yes and each no that stands for itself, in order."""
        return tuple(_answer(each) for each in _plain(self.text))

    @property
    def has_both(self) -> bool:
        return len({word.value for word in self.words}) > 1

    @property
    def contradicts(self) -> bool:
        """Whether a yes stands beside a no, and the last doesn't go on: "no. Yes I own it"."""
        if self.is_turned or not self.has_both:
            return False
        doc = framed(self.text)[0]
        before, last = _plain(self.text)[-2:]
        apart = any(not is_said(token.low) for token in doc.tokens[before.last : last.first])
        return not (apart and doc.tokens[last.last].low in PHRASES.lists["goes_on"])


def parts_of(text: str) -> Iterator[Part]:
    """The parts of a message, the last one first: where it says something, that counts."""
    text = _DRAWN_OUT.sub(_shortened, text)
    made = [turn for turn, stands in cues_in(low(text)) if stands]
    for turn, end in zip([*reversed(made), None], [None, *reversed(made)], strict=True):
        start = turn.end if turn else 0
        part = text[start : end.start if end else len(text)]
        if end and any(character.isalnum() for character in text[end.end :]):
            part = _without_leading_on(part)
        yield Part(part, start, end is not None, end is not None and end.takes_back)


def head_of(text: str, leading: Iterable[Found]) -> int:
    """The first token of `text`, as it is framed, that is no sign nor in what is `leading`."""
    tokens = framed(text)[0].tokens
    ends = {found.first: found.last for found in leading}
    at = min(1, len(tokens))
    while at < len(tokens) - 1 and (at in ends or not is_said(tokens[at].low)):
        at = ends.get(at, at + 1)
    return at


def is_said(token: str) -> bool:
    """Whether a token is a word or a number, and no sign."""
    return token[:1].isalnum()


def _shortened(drawn_out: re.Match[str]) -> str:
    """With two of its last letters, place for place, where the word ends with them."""
    return drawn_out[0] if drawn_out[2] else (drawn_out[1] * 2).ljust(len(drawn_out[0]))


def _first_word(text: str, slips: bool = True) -> Answer | None:
    """What it begins with; else what it ends with or says within, where that is only one."""
    sign = _SIGNS.get(text.lstrip()[:1])
    if sign:
        start = len(text) - len(text.lstrip())
        return Answer(sign, start, start + 1)
    found = PHRASES.find(text)
    at_last = next((each for each in found if each.kind == "so_yes"), None)
    if at_last:
        return _answer(at_last)
    head = head_of(text, (each for each in found if each.kind == "leading"))
    doc = framed(text)[0]
    for each in found:
        if each.first <= head < each.last and each.kind in _AT_THE_HEAD:
            return _answer(each) if _ends_there(doc, each) else None
    if any(each.kind == "asked_about" for each in found):
        return None
    ends = [each for each in found if each.kind in _AT_THE_END and _is_last(doc, each)]
    within = [each for each in found if each.kind in _WITHIN]
    if bool(ends) != bool(within):
        return _answer((ends or within)[0])
    return _slip(doc, head) if slips and not ends else None


def _answer(found: Found) -> Answer:
    value, kind = _AT_THE_HEAD[found.kind], found.kind
    return Answer(value, found.start, found.end, kind in _UNCLEAR, kind == "denial")


def _ends_there(doc: Doc, found: Found) -> bool:
    """Whether no figure is glued to it: "K1A 0B1" is a postcode."""
    behind = doc.tokens[found.last :][:1]
    return not (behind and behind[0].glued and is_said(behind[0].low))


def _is_last(doc: Doc, found: Found) -> bool:
    return not any(is_said(token.low) for token in doc.tokens[found.last :])


def _slip(doc: Doc, head: int) -> Answer | None:
    """The head of a message where it is a yes or a no but for one letter, and no word: "yse"."""
    if head + 1 >= len(doc.tokens) or len(doc.tokens[head].low) < _SHORTEST_SLIP:
        return None
    token, behind = doc.tokens[head], doc.tokens[head + 1].low
    if is_said(behind) and behind not in PHRASES.lists["goes_on"]:
        return None
    meant = {
        value
        for value in ("yes", "no")
        for word in PHRASES.lists[value]
        if _is_slip(token.low, word)
    }
    if len(meant) != 1 or token.low in load_vectors("en").vocabulary:
        return None
    return Answer(meant.pop(), token.start, token.end)


def _is_slip(word: str, known: str) -> bool:
    """Another letter in the place of one makes another word of a short one: "yrs"."""
    if len(known) < _SHORTEST_SLIP or word[0] != known[0] or not one_edit(word, known):
        return False
    return len(word) != len(known) or sorted(word) == sorted(known)


@lru_cache(maxsize=32)  # a part is asked for its words again and again
def _plain(text: str) -> tuple[Found, ...]:
    tokens = framed(text)[0].tokens
    before, after = PHRASES.lists["before_plain"], PHRASES.lists["after_no"]
    return tuple(
        each
        for each in PHRASES.find(text)
        if each.kind in _PLAIN
        and (not is_said(tokens[each.first - 1].low) or tokens[each.first - 1].low in before)
        and (
            each.kind == "plain_yes"
            or not is_said(tokens[each.last].low)
            or tokens[each.last].low in after
        )
    )


def _without_leading_on(part: str) -> str:
    """In "I rent, no wait I own it" the no belongs to the turn; in "yes, no sorry" it answers."""
    doc = framed(part)[0]
    last = next(iter(PHRASES.find(part)[::-1]), None)
    if last is None or last.kind != "plain_no" or not _is_last(doc, last):
        return part
    said_before = any(is_said(token.low) for token in doc.tokens[: last.first])
    return part[: last.start] if said_before else part
