"""Days that will not do: "not Friday", "I'm away next week", "Monday doesn't work for us"."""

from __future__ import annotations

import re

from bot.nlu.days.calendar import Grain
from bot.nlu.days.mention import Mention
from bot.nlu.days.today import clause, wanted
from bot.nlu.patterns import phrases

_no = phrases(
    """not | never | cannot | can not | can't | won't | will not | don't | do not | couldn't
    | wouldn't | unable to | not able to"""
)
_do = phrases(
    """do it | do that | do | make it | make | come out | come by | come over | come | start | work
    | be here | be there | be home | be around | be | meet"""
)
_busy = phrases(
    """busy | away | gone | out of town | out of the country | on vacation | on holidays? | on leave
    | working | at work | booked (?:up|solid|out) | fully booked | tied up | unavailable | swamped
    | slammed
    | in meetings | in class | in surgery | in court"""
)
_all = phrases(
    "all | on | in | for | the | this | a | any | most of | much of | week of | weekend of | during"
)
_to = rf"(?: {_all})* $"
# "Not June" leaves July, but "can't do June" and "not Friday" leave nothing.
_NOT_THAT = re.compile(rf"(?<![a-z]){_no}(?: really)? {_do}{_to}")
_NOT_DAY = re.compile(rf"(?<![a-z])(?<!why )(?:not|never){_to}")
_BUSY = re.compile(rf"(?<![a-z])(?:(?<!not ){_busy}|(?:i|we|he|she|they) works?){_to}")
_is_not = phrases(
    """doesn't | doesnt | does not | don't | do not | won't | wont | will not | wouldn't | can't
    | cannot | isn't | is not | aren't | are not | not"""
)
_fit = phrases(
    """work | working | be good | be possible | good | great | ideal | possible | do | suit
    | happen | happening | an option | doable"""
)
_unfit = phrases(
    "no good | no go | bad | out | out of the question | booked | full | busy | impossible | tough"
)
_NO_USE = re.compile(
    rf"(?:'s)?,? (?:{_is_not}(?: really| going to| gonna)? {_fit}"
    rf"|(?:is|are)(?: a| really| pretty| already| too)* {_unfit}"
    rf"|(?:i|we)(?:'m|'re| am| are|'ll be| will be)(?: really| so)? {_busy}"
    r"|(?:i|we)(?: have to)? work|(?:i|we) have work)(?![a-z])(?! (?:from|until|till?)(?![a-z]))"
)
_BEFORE = re.compile(r"(?<![a-z])before (?:the )?$")
_WEATHER = re.compile(
    r"(?<![a-z])(?<!before )(?<!before the )(?<!before it )(?:rain|snow)(?:s|ing|y)?"
    r"(?! (?:gutter|barrel|guard))(?![a-z])"
)


def ruled_out(text: str, mention: Mention) -> bool:
    """Whether the words around `mention` say that it will not do, or tell of its weather."""
    head = text[max(0, mention.start - 60) : mention.start]
    if _NOT_THAT.search(head) or _BUSY.search(head):
        return True
    if _NO_USE.match(text, mention.end) and not _BEFORE.search(head):
        return True
    if mention.span.grain in (Grain.DAY, Grain.HOUR) and _NOT_DAY.search(head):
        return True
    if mention.span.grain is Grain.MONTH or not _WEATHER.search(text):
        return False
    before, after = clause(text, mention.start, mention.end)
    words = f"{before} {after}"
    return bool(_WEATHER.search(words)) and not wanted(words)
