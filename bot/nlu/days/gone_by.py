"""Days of what has happened: "a storm blew off shingles on Friday", "hail damage from June"."""

from __future__ import annotations

import re

from bot.nlu.days.today import clause, wanted
from bot.nlu.patterns import phrases

_HAPPENED = re.compile(
    r"(?<![a-z])"
    + phrases(
        r"""blew | broke | hit | fell | tore | ripped | flew | knocked | cracked | chipped
        | fractured | leaked | happened | noticed | discovered | found | saw | lost | crashed
        | totall?ed | rear[ -]ended | wrecked | stolen | stole | died | collapsed | flooded | burst
        | started (?:leaking|dripping|hurting) | came (?:down|off|through|in|out|by) | came | took
        | got (?:hit|damaged|hurt|married|quoted|fired|laid off|denied|rejected)
        | (?:i|we|they|he|she|it|you) (?:was|were|had|went|gave|paid|met|came|got)
        | turned | was | were | went | bought | moved (?:in|here|into) | called | texted
        | e?-?mailed | spoke
        | talked | told | said | expired | lapsed | cancell?ed | denied | gave | saw | rang | did
        | (?:hail|storm|wind|fire|flood)(?: damage| storm)? (?:from|on|in|of|since)
        | (?:damaged?|tornado|hurricane|leak|accident|crash|claim|ticket) (?:from|on|in|of|since)"""
    )
    + r"(?![a-z])"
)
# "My tenant moved out", "they didn't show"; but what was decided is to come.
_no_past = phrases(
    """decided | planned | hoped | scheduled | booked | approved | accepted | applied | enrolled
    | needed | wanted | tired | supposed | used"""
)
_PAST = re.compile(
    rf"(?<![a-z])(?:i|we|they|he|she|it|you|who|guys?|my [a-z]+|the [a-z]+)"
    rf" (?:just |already |only )?(?!{_no_past}(?![a-z]))"
    r"(?:[a-z]{2,}[^e]ed|did not|didn't|never [a-z]+ed)(?![a-z])"
)
# "You were meant to come Monday": whatever is wanted in it
_MISSED = re.compile(
    r"(?<![a-z])(?:you|they|he|she|someone|somebody|guys?) (?:was|were) (?:meant|supposed) to"
)
_AHEAD = re.compile(
    r"(?:(?:this|the) )?(?:next|coming|upcoming|following|by|until|till|before|within|starting|from"
    r" (?:now|today)|tomorrow)(?![a-z])"
)


def has_happened(text: str, start: int, end: int) -> bool:
    """Whether the clause around `text[start:end]` tells what was, and wants nothing."""
    before, after = clause(text, start, end)
    said = before + text[start:end] + after
    if _AHEAD.match(text, start):
        return False
    if _MISSED.search(said):
        return True
    return bool(_HAPPENED.search(said) or _PAST.search(said)) and not wanted(f"{before} {after}")
