"""Random texts: what no prospect would write, what attackers do, and what prospects do say.

Every text is a function of the `random.Random` it is given, so a seed gives the same ones again.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Mapping, Sequence

# What is said here must never stand in the log, however it was read.
NAMES = ("Priscilla Vandermeer", "tobias o'hanlon", "ANNELIESE KOWALCZYK", "Dr. Wei-Ling Zhao")
PHONES = ("628 555 0171", "(212) 555-0164", "+1.503.555.0189", "6285550177", "two one two 555 0142")
EMAILS = ("priscilla.v@example.com", "tobias at example dot com", "ANNE+roof@example.org")
STREETS = ("1187 Marigold Crescent", "apt 4b, 20 Larkspur Row")

# Answers by the question they answer; some wrong, vague or to another question on purpose.
ANSWERS: Mapping[str, Sequence[str]] = {
    "need": ("1", "2", "the roof leaks", "repair", "a quote to switch", "refinance", "buy", "both",
             "one missing tooth", "part time", "the third one", "not sure", "something else"),
    "budget": ("8k", "about 10 to 15 grand", "can't go over 7,500", "$180 a month",
               "half a million", "1.2m", "2.5 lakh", "around £900", "not sure",
               "whatever it takes", "5-7k tops", "at least 450,000 but no more than 520",
               "twelve hundred", "0", "-5000"),
    "timeframe": ("asap", "next month", "in 2 weeks", "early March", "after the holidays", "3/4",
                  "no rush", "whenever", "by the end of Q1", "February 30th", "last year",
                  "not sure", "between Monday and Friday", "2027", "tomorrow or in 6 months"),
    "postcode": ("94110", "it's 94117-2231", "10003", "the Mission", "00000", "SW1A 1AA", "?"),
    "name": (*NAMES, "Priscilla", "call me Toby", "it's for my mother", "X Æ A-12", "no name"),
    "phone": (*PHONES, "555 0123", "911", "no phone", "same as before"),
    "email": (*EMAILS, "skip", "no e-mail", "priscilla@", "@@@"),
    "consent": ("yes", "no", "ok sure", "only by text", "what for?", "y", "of course not", "maybe"),
}  # fmt: skip
YES_OR_NO = ("yes", "no", "yep", "nope", "I rent", "we own it", "not yet", "1", "2", "fair")
ASIDES = (
    "why do you ask?", "how much is this?", "are you a robot?", "thanks!", "hi", "bye", "what?",
    "who gets my data?", "say that again", "you are useless", "hola, necesito ayuda", "lol", "hmm",
    "do you hire?", "I sell SEO services", "I'm 15", "what's the weather", "can I pay in crypto?",
)  # fmt: skip
STEERING = (
    "go back", "skip", "start over", "actually make that 12k", "sorry, I meant May",
    "change my zip", "no wait, the gutters", "change my budget", "scratch that", "undo",
)  # fmt: skip
LEAVING = ("talk to a human", "hello", "leave me alone", "stop texting me", "STOP", "START", "HELP")
JOINTS = (" ", ", ", ". ", "\n", " and ", " but ", "... ", " / ", "", "; then ")

ATTACKS = (
    "'; DROP TABLE lead; --", "1' OR '1'='1", "\" UNION SELECT secret FROM conversation--",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]><!--", "&lt;b&gt;&#0;&amp;",
    "{{7*7}}", "${jndi:ldap://example.com/a}", "{name} {what} {business} {0} {", "%s%n%x%d", "%",
    "#{1+1}", "`id`", "$(id)", "; cat /etc/passwd", "../../../etc/passwd", "a: &a [*a, *a]",
    "!!python/object/apply:os.system ['true']", "- - - -", "key: value\n  bad\n indent", '{"a":',
    '{"text": "x", "id": null}', "null", "undefined", "true", "\\", "\\u0000", "\\x00", '"', "'",
    "/restart", "/session_start", '/inform{"budget": 1e9}', '/opt_out{"consent": "yes"}', "/",
    "EXTERNAL: reminder", "EXTERNAL: EXTERNAL: x", "\u200b/restart", "//", "[repair](need)",
    '[8k]{"entity": "budget", "value": 1}', "_mood_great", "action_listen", "nlu_fallback",
    "<Response><Message>x</Message></Response>", "From: +14155550100", "\r\nSet-Cookie: a=b",
)  # fmt: skip
NUMBERS = (
    "inf", "-inf", "nan", "NaN k", "1e999", "1e-999", "$1e400", "0x7fffffff", "9" * 400,
    "$" + "9" * 300, "1" + "0" * 80 + "k", "1,,,,000", "1.2.3.4.5", "5k-5k-5k-5k", "--5", "+-+5",
    "10k to 5k to 1k", "between 0 and 0", "0/0", "1/0", "½¼¾", "٣٤٥", "𝟛𝟜k", "Ⅷk", "千", "²³",
    "0000-00-00", "year 0", "99999-12-31", "12/31/99999", "31/02/0000", "in 99999999999 years",
    "in 1e9 weeks", "9999 centuries ago", "the 0th of March", "Q9", "32 Octember", "25:61",
    "billion million thousand hundred", "a million billion trillion zillion", "minus forty k",
    "one two three four five six seven eight nine ten", "9" * 4400, "in " + "9" * 30 + " days",
)  # fmt: skip
MARKS = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202b\u202d\u202e\u2066\u2069\u061c\ufe0f\u20e3"
# The first and last code points of the seventeen planes: the halves of surrogate pairs aside.
PLANES = tuple((plane << 16, (plane << 16) + 0xFFFF) for plane in range(17))

Chance = random.Random


def any_text(chance: Chance, asks: str | None = None) -> str:
    """A text: mostly what prospects say, so that the dialogue is walked through to its end."""
    if chance.random() < 0.3:
        return chance.choice(ODD)(chance)
    return spoken(chance, asks)


def spoken(chance: Chance, asks: str | None) -> str:
    """What prospects say: an answer to the question, or any mix of answers and remarks."""
    kind = chance.random()
    if kind < 0.55:
        return answer(chance, asks)
    if kind < 0.75:
        return chance.choice((*ASIDES, *STEERING))
    if kind < 0.79:
        return chance.choice(LEAVING)
    pieces = [_piece(chance) for _ in range(chance.randint(2, 5))]
    return "".join(piece + chance.choice(JOINTS) for piece in pieces)


def answer(chance: Chance, asks: str | None) -> str:
    """An answer to the question asked, not always a good one."""
    return chance.choice(ANSWERS.get(asks or "", YES_OR_NO))


def _piece(chance: Chance) -> str:
    answers = ANSWERS[chance.choice(tuple(ANSWERS))]
    return chance.choice(chance.choice((answers, answers, ASIDES, STEERING, YES_OR_NO, STREETS)))


def _planes(chance: Chance) -> str:
    """Characters of every plane, assigned or not."""
    points = (chance.randint(*chance.choice(PLANES)) for _ in range(chance.randint(1, 60)))
    return "".join(chr(point) for point in points if not 0xD800 <= point <= 0xDFFF)


def _halves(chance: Chance) -> str:
    """Halves of surrogate pairs, which only JSON's escapes can carry."""
    halves = "".join(chr(chance.randint(0xD800, 0xDFFF)) for _ in range(chance.randint(1, 8)))
    return _piece(chance) + halves + _piece(chance)


def _controls(chance: Chance) -> str:
    return "".join(chr(chance.randint(0, 0x9F)) for _ in range(chance.randint(1, 40)))


def _hidden(chance: Chance) -> str:
    """Words with marks between their letters that nobody sees, or that turn them round."""
    return "".join(c + chance.choice(MARKS) * chance.randint(0, 2) for c in _piece(chance))


def _stacked(chance: Chance) -> str:
    """Letters under heaps of combining marks."""
    return "".join(
        letter + "".join(chr(chance.randint(0x300, 0x36F)) for _ in range(chance.randint(0, 20)))
        for letter in _piece(chance)
    )


def _emoji(chance: Chance) -> str:
    faces = "".join(chr(chance.randint(0x1F300, 0x1FAFF)) for _ in range(chance.randint(1, 20)))
    return chance.choice((faces, f"{faces} {_piece(chance)}", f"{_piece(chance)}{faces}"))


def _wide(chance: Chance) -> str:
    """Full-width letters and digits, as some keyboards type them."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in _piece(chance))


def _long(chance: Chance) -> str:
    length = chance.choice((299, 300, 301, 999, 1000, 1001, 1600, 1600, 20_000, 100_000))
    unit = chance.choice((_piece(chance) + " ", "next week ", "a", "9", "😀", "5k-", "(", "no. "))
    return (unit * (length // len(unit) + 1))[:length]


def _blank(chance: Chance) -> str:
    return "".join(
        chance.choice(" \t\r\n\v\f\u00a0\u2003\u3000") for _ in range(chance.randint(0, 9))
    )


def _attack(chance: Chance) -> str:
    return chance.choice((chance.choice(ATTACKS), chance.choice(ATTACKS) + " " + _piece(chance)))


def _number(chance: Chance) -> str:
    number = chance.choice(NUMBERS)
    return chance.choice((number, f"{number} {_piece(chance)}", f"about {number} or {number}"))


def _shuffled(chance: Chance) -> str:
    """Our own words with letters lost, doubled and swapped."""
    letters = list(_piece(chance))
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(letters))
        letters[place] = chance.choice(("", letters[place] * 2, chance.choice(string.printable)))
    return "".join(letters)


ODD: tuple[Callable[[Chance], str], ...] = (
    _planes, _halves, _controls, _hidden, _stacked, _emoji, _wide, _long, _blank, _attack, _attack,
    _number, _number, _shuffled, _shuffled,
)  # fmt: skip

# What else JSON can hold where a text is wanted, and what else a token can be.
JSON_VALUES = (None, True, 0, -1.5, 1e308, 10**400, [], {}, [[[]]], {"text": "hi"}, ["a"] * 99, "")
ANY_TOKEN = ("", "Bearer", "Bearer x", "Bearer a.b.c", "Basic YTpi", "Bearer é€", "🙂",
             "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIiwiYXVkIjoiY2hhdDpyb29maW5nIn0.")  # fmt: skip
