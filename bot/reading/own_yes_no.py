"""What a message answers to a campaign's own yes-or-no question, in whatever words."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, pairwise

from bot.language import yes_no
from bot.language.en.words import words_of
from bot.language.intents import STEERING
from bot.language.parted import parted
from bot.leads.campaign import Question
from bot.reading.choice.choice import names, read_choice, read_described, topics_of
from bot.reading.corrections import read_last, turns
from bot.reading.heard import FAR, Context, Heard
from bot.reading.other_no import is_of_another
from bot.reading.yes_no import read_yes_no

_MOST_BESIDE = 2


def yes_beside(text: str, question: Question) -> Heard[str] | None:
    """The yes beside other answers, where what follows it describes `question`'s yes: "around 21k,
    and yes it's our house".
    """
    beside = (each for each in yes_no.PHRASES.said(text, "plain_yes") if text[: each.start].strip())
    for said in islice(beside, _MOST_BESIDE):
        start = said.end + len(text[said.end :]) - len(text[said.end :].lstrip(" ,"))
        heard = read_described(parted(text[start:])[0], question)
        if heard and heard.value == "yes" and not heard.doubtful:
            return replace(heard, start=heard.start + start, end=heard.end + start)
    return None


def denies_its_matter(text: str, question: Question) -> bool:
    """Whether `text` says no to what `question` is about: "no license" to "do you have one?"."""
    plain = read_yes_no(text)
    if plain is None or plain.value != "no":
        return False
    denied = words_of(parted(text[plain.end :])[0])
    return 0 < len(denied) <= _AFFIRMING and denied[0].stem in topics_of(question)


def yes_or_no(text: str, question: Question, context: Context) -> Heard[str] | None:
    """ "Yes", or what the last part of `text` that chooses anything says."""

    def read(part: str) -> Heard[str] | None:
        plain = _no_but(part, question, context) or read_yes_no(part)
        if plain and plain.value == "no" and is_of_another(part, plain.end, question, context):
            return None
        if plain:
            mocks = plain.doubtful and not _goes_on_as(part, plain, question)
            unsure = mocks or _denies_a_no(part, question) or _turns_round(part, plain)
            unsure = unsure or _leaves_open(part, plain)
            return replace(plain, doubtful=unsure)
        described = read_choice(part, question, context)
        # "It's my parents' house, but I'm handling it" may well be both, "no tenant, so yes", too.
        unclear = described is not None and (
            STEERING.tells(part, "of_others")
            or yes_no.contradicts(part)
            or _goes_on_with_but(part, described)
            or _turns_round(part, described)
        )
        return replace(described, doubtful=True) if described and unclear else described

    if not turns(text):
        return read(text)
    plain = _no_but(text, question, context) or read_yes_no(text)
    if plain and plain.value == "no" and is_of_another(text, plain.end, question, context):
        return None
    return plain or read_last(text, read)


def _goes_on_with_but(text: str, heard: Heard[str]) -> bool:
    """ "I dropped out in 2011, but went back and finished": what follows may turn it round."""
    return any(
        word.text in STEERING.lists["but"] and word.start >= heard.end
        for before, word in pairwise(words_of(text))
        if before.clause == word.clause
    )


def _turns_round(text: str, heard: Heard[str]) -> bool:
    """ "Sure, and pigs fly. No, nothing yet", "not a permit, a real one, yes"."""
    other = "yet_yes" if heard.value == "no" else "yet_no"
    return STEERING.tells(text[heard.end :], other)


def _leaves_open(text: str, heard: Heard[str]) -> bool:
    """ "No cash, but the bank approved us", "yes, I live there, but my aunt owns it"."""
    if heard.value == "no":
        return STEERING.tells(text, "no_to_one")
    return STEERING.tells(text[heard.end :], "but_another")


def _goes_on_as(text: str, heard: Heard[str], question: Question) -> bool:
    """Whether what follows tells the same: "yeah right, I rent"."""
    told = read_described(text[heard.end :], question)
    return told is not None and told.value == heard.value and not told.doubtful


def _denies_a_no(text: str, question: Question) -> bool:
    """Whether it denies what would be a no itself: "we don't rent" to "do you own it?"."""
    answer = yes_no.read_yes_no(text)
    if answer is None or not answer.denies:
        return False
    denied = read_described(parted(text[answer.end :])[0], question)
    return denied is not None and denied.value == "no" and not denied.doubtful


_AFFIRMING = 3  # words


def _no_but(text: str, question: Question, context: Context) -> Heard[str] | None:
    """ "No, but paying cash": what comes after, in doubt, where it says another thing. "Yes but
    there's a tenant": the yes, in doubt.
    """
    first, pause, rest = parted(text)
    but = pause.strip().isalpha()
    plain = read_yes_no(first) if pause and len(first) <= FAR else None
    own = read_choice(rest, question, context) if plain else None
    if plain is None or own is None or own.value == plain.value:
        return None
    if not but and (plain.value == "yes" or turns(text)):
        return None  # "I do, he doesn't" is still a yes
    if plain.value == "yes":
        return replace(plain, doubtful=True)
    if not but and own.value == "yes" and names(rest, question):
        # "No, I gave up my license", but "no, I own it"
        affirms = read_described(" ".join(rest.split()[:_AFFIRMING]), question)
        if affirms is None or affirms.value != "yes":
            return None
    goes_on = first[plain.end :].strip()
    nots = (each.start for each in yes_no.PHRASES.said(first, "no") if each.rule == "not")
    denied = plain.start in nots  # "not rented, owned"
    if not but and goes_on and not denied and not read_described(rest, question):
        return None  # "no we need no loan, we pay cash"
    start = len(first) + len(pause)
    # "Not rented, owned" tells it twice.
    return Heard(own.value, own.start + start, own.end + start, doubtful=not denied)
