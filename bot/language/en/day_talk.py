"""Days that plan nothing: talk of the day, when to call, what has happened, what will not do.

Each question is of the tokens from `first` up to `last`, an expression of days, in its clause.
"""

from __future__ import annotations

from bot.language.days.around import Words
from bot.language.days.calendar import Grain
from bot.language.days.value import Days

_THEN = 4
"""Words that may stand between "call me" and its day."""


def wanted(words: Words, first: int, last: int) -> bool:
    """Whether the words ask for something or plan it."""
    return words.has("wanted", first, last) or words.ends("wanted_last", last) >= first


def only_talk(words: Words, first: int, last: int, answering: bool) -> bool:
    """Whether a "today" plans nothing: "nice weather today", "i'm busy today".

    It plans something behind words of wanting or of what is to come, in a request, or where the
    clause says little else. To the question when (`answering`) it does unless the clause is
    about the weather and the like.
    """
    if words.begins("bound_before", first):
        return False
    begin, end = words.clause(first, last)
    if words.has("talk", begin, first) or words.has("talk", last, end):
        return True
    if words.ends("no_before", first) >= begin:
        return True
    if answering or wanted(words, begin, first) or _is_to_come(words, begin, first):
        return False
    if words.begins("plan_after", last) or _is_request(words, begin, first):
        return False
    if not words.only("little", last, end):
        return True
    return not (words.only("little", begin, first) or _is_thing(words, begin, first))


def _is_to_come(words: Words, first: int, last: int) -> bool:
    """ "It must be ready today", "I'll drop it off today"."""
    return any(
        not words.begins("to_come_not", end) for _, end in words.spans("to_come", first, last)
    )


def _is_request(words: Words, first: int, last: int) -> bool:
    """ "Just patch it today": no subject, and no verb that tells."""
    while first < last and (words.begins("please", first) or not words.low[first][0].isalpha()):
        first += 1
    if not 2 <= last - first <= 10 or words.has("tells", first, last):
        return False
    verb, following = words.low[first], words.low[first + 1]
    if words.begins("no_verb", first) or verb.endswith(("ed", "ing")):
        return False
    if verb.endswith("s") and not verb.endswith("ss"):
        return False
    third_person = following.endswith("s") and following[-2:-1] not in "stiu"
    return last - first == 2 or not (following.endswith("ed") or third_person)


def _is_thing(words: Words, first: int, last: int) -> bool:
    """ "Roof repair today": a thing alone is a thing wanted."""
    said = words.low[first:last]
    tells = any(word.endswith(("ed", "'s")) for word in said)
    plain = all(word.replace("'", "").isalpha() for word in said)
    return (
        1 <= len(said) <= 3
        and plain
        and not tells
        and not words.has("says", first, last)
        and not words.has("tells", first, last)
    )


def when_to_talk(words: Words, first: int, last: int) -> bool:
    """Whether they say when to talk or when somebody is open: "call me tomorrow"."""
    begin, end = words.clause(first, last)
    if words.has("open_hours", begin, end) or _is_in_general(words, begin, end):
        return True
    if words.ends("back", first) >= 0 and words.low[first] in ("tomorrow", "tonight", "later"):
        return True
    for _, at in words.spans("contact", max(0, first - 14), first):
        between = words.low[at:first]
        plain = all(word.replace("'", "").isalpha() for word in between)
        if len(between) <= _THEN and plain and not words.has("contact_about", at, first):
            return True
    at = last + (words.low[last : last + 1] == [","])
    while words.begins("contact_little", at) or (at < len(words.low) and words.low[at].isdecimal()):
        at += 1
    return bool(words.begins("contact", at))


def _is_in_general(words: Words, first: int, last: int) -> bool:
    """ "Is it cheaper in winter?" """
    return (
        bool(words.begins("asking", first))
        and words.has("in_general", first, last)
        and not words.has("own", first, last)
    )


def has_happened(words: Words, first: int, last: int) -> bool:
    """Whether the clause tells what was, and wants nothing: "a storm hit it on Friday"."""
    if words.begins("ahead_begins", first) or words.ends("ahead_begins", first) >= 0:
        return False
    begin, end = words.clause(first, last)
    if words.has("missed", begin, end):
        return True
    if wanted(words, begin, first) or wanted(words, last, end):
        return False
    return words.has("happened", begin, end) or _tells_past(words, begin, end)


def _tells_past(words: Words, first: int, last: int) -> bool:
    for at in range(first, last):
        subject = words.begins("past_subject", at)
        if not subject and words.low[at] in ("my", "the") and at + 2 < last:
            subject = at + 2
        if not subject:
            continue
        verb = words.begins("past_fill", subject) or subject
        if verb >= last or words.begins("no_past", verb):
            continue
        if words.begins("past_said", verb):
            return True
        word = words.low[verb]
        if word.endswith("ed") and len(word) > 4 and not word.endswith("eed"):
            return True
    return False


def ruled_out(words: Words, first: int, last: int, days: Days) -> bool:
    """Whether the words around say that these days will not do, or tell of their weather."""
    lead = words.skipped("all_of", first)
    if words.ends("unable", lead) >= 0 or words.ends("unable", first) >= 0:
        return True
    busy = words.ends("busy", lead)
    if busy >= 0 and words.ends("busy_not", busy) < 0:
        return True
    use = words.begins("no_use", last)
    if use and not words.begins("no_use_but", use) and words.low[first - 1 : first] != ["before"]:
        return True
    single = days.grain in (Grain.DAY, Grain.HOUR) and days.first == days.last
    if single and words.ends("never", lead) >= 0 and words.ends("why_not", lead) < 0:
        return True
    return days.grain is not Grain.MONTH and _is_weather(words, first, last)


def _is_weather(words: Words, first: int, last: int) -> bool:
    begin, end = words.clause(first, last)
    for at, stop in words.spans("weather", begin, end):
        if words.ends("weather_before", at) < 0 and not words.begins("weather_not", stop):
            return not (wanted(words, begin, first) or wanted(words, last, end))
    return False


def is_lasting(words: Words, first: int, last: int, days: Days) -> bool:
    """Whether a length of time is how long something takes or how long ago it was."""
    lead = words.skipped("lasting_fill", first)
    if words.ends("lasting_before", lead) >= 0:
        return True
    if words.begins("lasting_after", last):
        return True
    return bool(words.begins("lasting_of", last)) and not words.begins("lasting_of_ok", last + 1)


def is_end(words: Words, first: int) -> bool:
    """Whether they are when something is to end: "graduating in May", "to finish in 12 months"."""
    return any(first - end <= 2 for _, end in words.spans("finishing", max(0, first - 6), first))


def is_asked_for(words: Words, first: int) -> bool:
    """ "How long does it take, 3 days?" """
    tokens = words.doc.tokens
    spans = words.spans("how_long", 0, first)
    return any(tokens[at].sentence == tokens[first].sentence for at, _ in spans)


def looks_back(words: Words, first: int) -> bool:
    """ "No accidents in 5 years", "paid off in 3 years"."""
    begin, _ = words.clause(first, first)
    # "No in two months" puts a day right, "no accidents in two months" looks back.
    return any(
        end < first or words.low[at] != "no" for at, end in words.spans("looks_back", begin, first)
    )
