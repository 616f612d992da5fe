"""A name that is the whole answer, but for a greeting before it and other details behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.language.contact.name_run import AND, Readings, joint
from bot.language.contact.name_words import Named, NameWords, is_name_word, parse
from bot.language.contact.words import phrases, words

_BREAK = re.compile(r"^\.\s|[,;\n(/|\d@]|\s[-–—]\s")


def alone(part: NameWords) -> Readings:
    """The whole message, but for a greeting before it and other contact details after it."""
    first = _behind_denied(part, phrases("name_lead.in").skip(part.lows(), 0))
    end = first + 1
    while end < len(part.words) and not (
        (_BREAK.search(part.words[end].gap) and part.behind_nickname(end, first) == end)
        or part.gap(end + 1)[:1].isdigit()
        or part.words[end].low in words("name_link", "but")
    ):
        end += 1
    asks = "?" in "".join(part.gap(at) for at in range(first + 1, end)) + part.gap(end)[:1]
    if first >= len(part.words) or asks or part.words[0].gap.strip()[:1].isdigit():
        return
    until = part.words[end].start if end < len(part.words) else len(part.text)
    clause = replace(part, words=part.words[:end], text=part.text[:until])
    found = _two_words(clause, first) or joint(clause, first)
    if found is None or (found.value.isascii() and len(found.value) == 1):
        return  # "n/a"
    behind = phrases("name_lead.out").skip(clause.lows(), found.last)
    goes_on = phrases("name_lead.more").at(clause.lows(), behind)
    if behind == end or goes_on or AND.fullmatch(clause.words[behind].gap):
        yield found, "name.alone"


def _behind_denied(part: NameWords, first: int) -> int:
    """Where "not Tom but" or "it's not Tom," ends."""
    denied = phrases("name_lead.denied").at(part.lows(), first)
    for at in range(denied[1] + 1, len(part.words)) if denied else ():
        but = part.words[at].low in words("name_link", "but")
        if but or part.words[at].gap.strip() == ",":
            return at + but
    return first


def _two_words(part: NameWords, first: int) -> Named | None:
    """ "penny price", "Bud Lindgren": a name of which one half is a word, and nothing else."""
    last = first + 2
    if last != len(part.words):
        return None
    two, ordinary = part.words[first:last], part.ordinary
    is_first, is_last = (is_name_word(word, True, ordinary) for word in two)
    surname = two[1].low in words("name_word", "surname")
    titled = all(word.titled for word in two) and two[0].low not in words("not_name", "function")
    if not (is_first and surname and not is_last) and not (titled and is_last and not is_first):
        return None
    name = parse(f"{two[0].typed} {two[1].typed}")
    return Named(name, first, last) if name else None


def inverted(part: NameWords) -> Readings:
    """ "Whitfield, Dana", as in a list."""
    commas = [at for at, word in enumerate(part.words) if word.gap.strip() == ","]
    others = [word.gap for word in part.words[1:] if word.gap.strip() not in ("", ",")]
    if len(commas) != 1 or others or part.gap(len(part.words)).strip(" .!"):
        return
    comma = commas[0]
    last, first = part.words[:comma], part.words[comma:]
    if not 0 < len(last) <= 3 or len(first) > 2 or (len(first) == 2 and len(first[1].low) > 1):
        return
    if last[0].titled != first[0].titled:
        return  # "oh, Dana"
    if not all(is_name_word(each, True, part.ordinary) for each in (last[-1], first[0])):
        return
    if not all(
        is_name_word(each, False, part.ordinary) and len(each.low) < 4 for each in last[:-1]
    ):
        return
    name = parse(" ".join(word.typed for word in (*first, *last)))
    if name:
        yield Named(name, 0, len(part.words)), "name.inverted"
