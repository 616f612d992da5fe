"""Texts of 1,000 characters that are hard to read: what the bound on reading is tried with.

Every text is a function of its number and the seed, so a report's texts can be made again. The
families: a few words again and again, words of one kind or of all kinds in any order, people's own
stories, broken characters, and what each of our own patterns matches, or very nearly does.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import sre_constants as kind
import sre_parse
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

import bot.language
import bot.nlu
from bot.leads.campaign import Campaign

LENGTH = 1000
SEED = 20261126

Chance = random.Random


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split("|"))


WORDS = {
    "weekdays": _split(
        "mon | tue | tues | wed | thu | thurs | fri | sat | sun | Monday | tuesday | Weds | "
        "thursday | friday | saturday | sunday | fridays | mon. | weekday | weekdays"
    ),
    "days": _split(
        "today | tomorrow | tonight | yesterday | weekend | the weekend | weekends | now | day | "
        "the day after tomorrow | tmrw | eod | eow | eom | eoy | asap | 2morrow | day after"
    ),
    "clock": _split(
        "9am | 5pm | 9 am | 5 p.m. | 9:30 | 17:00 | 9am-5pm | 9-5 | 9am - 5pm | 8:00-17:30 | noon | "
        "midnight | at 5 | half past 9 | quarter to 6 | 10 to 7 | o'clock | morning | afternoon | "
        "evening | night | this morning | in the afternoon | hours | minutes | 15h | 1000 | at 1530"
    ),
    "months": _split(
        "jan | january | feb | march | mar | apr | april | may | june | july | aug | august | sept | "
        "september | oct | october | nov | november | dec | december | early march | mid may | "
        "end of june | march 3 | 3 march | may 1 | 12/24 | dec 24 | 3rd of may | may 1-5"
    ),
    "feasts": _split(
        "christmas | xmas | easter | halloween | thanksgiving | new year | new year's eve | hanukkah | "
        "diwali | ramadan | eid | passover | memorial day | labor day | mother's day | mlk day | "
        "valentine's day | boxing day | good friday | easter monday | black friday | super bowl | "
        "hogmanay | holi | holiday | holidays | the holidays | lent | purim | rosh hashanah | nye | "
        "earth hour | cinco de mayo | bank holiday | presidents day | groundhog day"
    ),
    "seasons": _split("spring | summer | autumn | fall | winter | season | early spring | q1 | q4"),
    "spans": _split(
        "day | days | week | weeks | month | months | year | years | quarter | quarters | fortnight | "
        "decade | hour | hours | minute | second | seconds | century | business days"
    ),
    "bearings": _split(
        "next | last | this | coming | in | on | of | the | from | after | before | by | until | till "
        "| between | and | or | to | through | within | since | for | upcoming | past | ago | from now "
        "| early | mid | late | end of | start of | middle of | beginning of | about | not before | "
        "no later than | week of | weekend of | starting | following | every | each | hence"
    ),
    "numbers": _split(
        "0 | 1 | 2 | 3 | 5 | 9 | 10 | 12 | 15 | 20 | 31 | 99 | 100 | 150 | 500 | 1000 | 2027 | 2026 | "
        "1999 | 8000 | 10,000 | 12.5 | 3/4 | 1/2 | 12/25 | 2027-03-05 | 5-7 | 3.4.27 | 94110 | 08 | ½ | "
        "1.250.000 | 12'500 | 12 500 | 3,5 | 5ooo | .5 | 1e9 | 24/7 | 100% | #1"
    ),
    "number words": _split(
        "zero | one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | "
        "thirteen | nineteen | twenty | thirty | fifty | ninety | hundred | thousand | million | "
        "billion | grand | k | lakh | crore | dozen | half | quarter | a | an | and | point | couple | "
        "few | several | and a half | a hundred | three quarters of a million | oh | double | triple"
    ),
    "ordinals": _split(
        "1st | 2nd | 3rd | 4th | 15th | 21st | 31st | first | second | third | fourth | fifth | tenth | "
        "twelfth | thirteenth | twentieth | thirty-first | twenty first | last | the 3rd | 99th | final"
    ),
    "money": _split(
        "$ | £ | € | $8 | $1,000 | 5k | 10k-15k | dollars | bucks | pounds | euros | usd | gbp | rupees "
        "| cents | pence | a month | per year | /mo | pcm | weekly | budget | spend | afford | quoted | "
        "paid | pay | paying | max | min | at least | up to | no more than | over | under | around | "
        "between | tops | or so | or more | too much | stretch to | could go to | down | deposit | worth"
        " | loan | six figures | low 300s | 401k | not | i don't have | nothing over | cheaper than"
    ),
    "contacts": _split(
        "a@b.co | a@ | @b.com | a.b.c@d.e.f.com | at | dot | dot com | gmail | g mail dot com | e-mail | "
        "415 | 555 | 0123 | 415-555-0123 | (415) 555 0123 | +1 | +44 20 7946 0958 | ext 5 | call | "
        "text | phone | my number is | four one five | five five five | oh one two three | triple five |"
        " zip | 94110 | zip code | in | CA | postcode | SW1A 1AA | 4155550123 | 41555501234 | 11 digits "
        "| area code | and then | old number | not | wrong number | card | account | 4111 1111 1111 1111"
    ),
    "names": _split(
        "my name is | I'm | this is | call me | Anna | maria lopez | de la Cruz | O'Neil | Jean-Luc | "
        "Mr. | Mrs | Dr. | and | & | van | von der | here | speaking | name: | Tom & Lisa Novak | first "
        "name | last name | J. | Smith, John | regards, | thanks, | -- | my husband | last | first | soy"
    ),
    "answers": _split(
        "yes | no | yeah | nope | not sure | maybe | i do | i don't | skip | sure | ok | correct | "
        "actually | sorry | i meant | no wait | scratch that | instead | rather | or | but | either | "
        "neither | the second one | number 2 | 1 | b | option 3 | last one | both | all | none | idk"
    ),
    "questions": _split(
        "how much | what | why | when | who | where | is it | do you | can you | are you a robot | ? | "
        "how long | which one | what is | is this free | what's a | does it | will you | and how | but who"
    ),
    "leaving": _split(
        "stop | STOP | please stop | stop texting me | unsubscribe | remove me | opt out | don't text me "
        "| leave me alone | quit | end | cancel | never contact me again | take me off your list | won't "
        "stop | no more messages | basta | no me llame | dejen de escribir | do not call | baja | "
        "wrong number | lose my number | don't call my wife | text me don't call"
    ),
    "vague": _split(
        "asap | as soon as possible | no rush | whenever | soon | flexible | any time | right now | not "
        "urgent | just looking | as soon as you can | no hurry | eventually | immediately | can wait | "
        "busy | away | not friday | doesn't work | is too soon | at the latest | or later | or next"
    ),
    "talk": _split(
        "i | we | you | it | the | a | my | our | is | was | are | were | be | need | want | have | had | "
        "would | will | can | could | roof | house | car | work | start | done | because | so | then | if | "
        "with | without | for | about | call | came | leaked | moved | bought | told | said | happened"
    ),
    "marks": _split(
        ". | , | ; | : | ! | ? | - | – | — | ( | ) | [ | ] | / | \\ | ' | ’ | \" | “ | & | + | * | # | = | < "
        "| > | ~ | % | _ | ... | -- | ,,, | .. | '' | ?? | !! | @ | $$ | \n | \t |  "
    ),
    "signs": _split(
        "ﬁ | ½ | ¾ | ² | Ⅷ | ٣ | 𝟛 | 千 | é | ñ | ß | ſ | İ | \u0301 | \u200b | \u200d | \ufeff | \u00a0 | "
        "\u2003 | \u3000 | 😀 | 👍 | 🏠 | ‘ | ’ | ￥ | ＄ | ８ | Ａ | ー | · | • | × | ⁄ | \x85 | \x1c | ก | ا"
    ),
}
JOINTS = (
    " ",
    "  ",
    ", ",
    "-",
    " - ",
    "",
    ". ",
    " and ",
    " or ",
    " to ",
    "/",
    "\n",
    ": ",
    "' ",
    ",",
)
STORY = _split(
    "Hi there, my name is Maria Lopez and we bought our house on Larkin Street six years ago. | "
    "Last winter we noticed a stain on the ceiling and had somebody put tar on it, but it came back. | "
    "We got one quote for 14k already and that's way too high, we hoped for 8 to 10 thousand, maybe 11. |"
    "The roof is about 25 years old, asphalt shingles, two layers I think. | "
    "We'd love to have it done before the middle of January because my parents come on the 20th. | "
    "We're at 94112, and you can reach me at 415 555 0133 or maria@example.com, evenings are best. | "
    "Do you also do gutters? Ours overflow on the north side, and my neighbor paid 2,300 for his. | "
    "I pay 212 a month now and would like to get to 150, full coverage, no accidents in 5 years. | "
    "My office hours are Mon 9am-5pm, Tue 9am-5pm, Wed 9am-5pm, Thu 9am-5pm and Fri 8:30-12:30. | "
    "We want to close by the end of Q1 or in early April, not before March 15th at the earliest. | "
    "No I just live here for fun. Yes I own it. It's my parents' house but I'm handling it. | "
    "either the first or the third weekend of December, or the week after Thanksgiving, or new year | "
    "I'd say between five and seven hundred thousand, could stretch to a million two if it's perfect | "
    "Sorry, I meant 94110, not 94112, and actually make that next Friday instead of this Monday. | "
    "Is there a warranty? Are you licensed? What does an inspection cost? Who gets my data? | "
    "mon tue wed thu fri sat sun any day is fine, mornings or afternoons, 8 9 10 11 12 1 2 3 4 5 | "
    "I have two implants, three crowns, one bridge, and need four teeth done, top and bottom. "
)


def texts(count: int, campaigns: Sequence[Campaign], seed: int = SEED) -> Iterator[str]:
    """`count` texts of 1,000 characters, the families in turn."""
    vocabularies = {**WORDS, **_choices(campaigns)}
    families: tuple[Callable[[Chance], str], ...] = (
        lambda chance: _again(chance, vocabularies),
        lambda chance: _of_kinds(chance, vocabularies, 1),
        lambda chance: _of_kinds(chance, vocabularies, 2),
        lambda chance: _of_kinds(chance, vocabularies, len(vocabularies)),
        lambda chance: _like_a_pattern(chance, again=True),
        lambda chance: _like_a_pattern(chance, again=False),
        lambda chance: _story(chance, vocabularies),
        lambda chance: _run(chance, vocabularies),
    )
    for number in range(count):
        chance = random.Random(f"{seed}:{number}")
        text = families[number % len(families)](chance)
        text = text.encode(errors="ignore").decode()
        yield _cased(chance, (text * (LENGTH // max(1, len(text)) + 1))[:LENGTH])


def _choices(campaigns: Sequence[Campaign]) -> dict[str, tuple[str, ...]]:
    """The words of every campaign's questions, as each one's prospects may say them."""
    found = {}
    for campaign in campaigns:
        ways = [
            way
            for question in campaign.questions
            for listing in (question.choices.values(), *question.phrases.values())
            for way in listing
        ]
        found[campaign.id] = tuple(ways)
    return found


def _again(chance: Chance, vocabularies: dict[str, tuple[str, ...]]) -> str:
    """One to five words and a joint, over and over."""
    few = [
        chance.choice(chance.choice(list(vocabularies.values())))
        for _ in range(chance.randint(1, 5))
    ]
    joint = chance.choice(JOINTS)
    tail = chance.choice((joint, joint, chance.choice(JOINTS)))
    return joint.join(few) + tail


def _of_kinds(chance: Chance, vocabularies: dict[str, tuple[str, ...]], kinds: int) -> str:
    """Any words of so many kinds, joined one way or any way."""
    chosen = chance.sample(list(vocabularies), min(kinds, len(vocabularies)))
    joint = chance.choice((None, *JOINTS))
    pieces: list[str] = []
    while sum(map(len, pieces)) < LENGTH:
        pieces += [
            chance.choice(vocabularies[chance.choice(chosen)]),
            chance.choice(JOINTS) if joint is None else joint or " ",
        ]
    return "".join(pieces)


def _story(chance: Chance, vocabularies: dict[str, tuple[str, ...]]) -> str:
    """What a talkative prospect writes, with or without stops, and some words gone astray."""
    said = list(chance.sample(STORY, len(STORY)))
    for _ in range(chance.randint(0, 4)):
        said[chance.randrange(len(said))] += " " + chance.choice(
            chance.choice(list(vocabularies.values()))
        )
    text = " ".join(said)
    return re.sub(r"[.,?!]", "", text) if chance.random() < 0.3 else text


def _run(chance: Chance, vocabularies: dict[str, tuple[str, ...]]) -> str:
    """A long run of one or two characters, with words at its ends or between."""
    characters = "0123456789 ,.-'$oakx/:+()@_\n\tné½ "
    run = "".join(chance.choice(characters) for _ in range(chance.randint(1, 3)))
    length = chance.choice((20, 100, 300, 980))
    word = chance.choice(chance.choice(list(vocabularies.values())))
    return chance.choice((f"{word} {run * length}", f"{run * length} {word} ", f"{run * length}x"))


def _cased(chance: Chance, text: str) -> str:
    how = chance.random()
    return text.upper() if how < 0.05 else text.title() if how < 0.1 else text


def _like_a_pattern(chance: Chance, again: bool) -> str:
    """What one of our patterns matches, over and over, or many such in a row.

    Letters are lost here and there, so that much is tried before it fails.
    """
    pattern = chance.choice(_patterns())
    pieces: list[str] = []
    said = _sample(pattern, chance)
    joint = chance.choice(("", " ", " ", ", "))
    while sum(map(len, pieces)) < LENGTH:
        pieces += [said, joint]
        if not again or not said:
            said = _sample(chance.choice((pattern, chance.choice(_patterns()))), chance) or "a"
    text = "".join(pieces)[:LENGTH]
    for _ in range(chance.choice((0, 0, 1, 5))):
        at = chance.randrange(len(text))
        text = text[:at] + text[at + 1 :]
    return text


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Every pattern that a module of the reading compiles, in a fixed order."""
    modules = [
        importlib.import_module(each.name)
        for package in (bot.language, bot.nlu)
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    found = {
        pattern.pattern: pattern
        for module in modules
        for value in vars(module).values()
        for pattern in (value if isinstance(value, tuple | list) else [value])
        for pattern in (pattern if isinstance(pattern, tuple) else [pattern])
        if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str)
    }
    return tuple(found[key] for key in sorted(found))


def _sample(pattern: re.Pattern[str], chance: Chance) -> str:
    """A text that `pattern` may match; what it looks ahead for or back at is left out of account."""
    return "".join(_walk(_parsed(pattern), chance))


@cache
def _parsed(pattern: re.Pattern[str]) -> Any:
    return sre_parse.parse(pattern.pattern, pattern.flags)


_OF_CLASS = {
    kind.CATEGORY_DIGIT: "0123456789", kind.CATEGORY_SPACE: "  \n", kind.CATEGORY_WORD: "abcxyz019_",
    kind.CATEGORY_NOT_DIGIT: "ab -.", kind.CATEGORY_NOT_SPACE: "ab1.,-", kind.CATEGORY_NOT_WORD: " ,.-!",
}  # fmt: skip


def _walk(parsed: Any, chance: Chance) -> Iterator[str]:
    for op, value in parsed:
        if op is kind.LITERAL:
            yield chr(value)
        elif op is kind.NOT_LITERAL or op is kind.ANY:
            yield chance.choice("abc 1.,")
        elif op is kind.IN:
            yield _of_set(value, chance)
        elif op is kind.BRANCH:
            yield from _walk(chance.choice(value[1]), chance)
        elif op in (kind.MAX_REPEAT, kind.MIN_REPEAT):
            low, high, item = value
            times = chance.randint(low, min(int(high), low + chance.choice((1, 2, 8))))
            for _ in range(times):
                yield from _walk(item, chance)
        elif op is kind.SUBPATTERN:
            yield from _walk(value[-1], chance)
        elif op is kind.GROUPREF_EXISTS:
            yield from _walk(chance.choice([each for each in value[1:] if each]), chance)
        elif op is kind.CATEGORY:
            yield chance.choice(_OF_CLASS[value])


def _of_set(items: Any, chance: Chance) -> str:
    """One character of a set; of one that says what it is not, any that isn't listed."""
    if items[0][0] is kind.NEGATE:
        listed = {chr(value) for op, value in items[1:] if op is kind.LITERAL}
        return chance.choice([c for c in "abc xyz-,'" if c not in listed] or ["a"])
    op, value = chance.choice(items)
    if op is kind.RANGE:
        return chr(chance.randint(value[0], min(value[1], value[0] + 25)))
    return chr(value) if op is kind.LITERAL else chance.choice(_OF_CLASS[value])
