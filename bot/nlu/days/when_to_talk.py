"""Days on which we only talk, or are open: "I'll call you tomorrow", "are you open Friday?"."""

from __future__ import annotations

import re

from bot.nlu.days.today import clause
from bot.nlu.patterns import head_of, phrases

_us = phrases("me | us | you | u | ya | y'all | back | them | him | her | my [a-z]+")
_call = phrases(
    """call(?:ed|ing)? | ring(?:ing)? | phon(?:e|ed|ing) | text(?:ed|ing)? | messag(?:e|ed|ing)
    | e-?mail(?:ed|ing)? | contact(?:ed|ing)? | reach(?:ed|ing)? | reach out to | get back to
    | getting back to"""
)
_a_call = phrases("an? (?:quick )?(?:call|ring|bell|buzz|shout|text|message|chat|word|e-?mail)")
_papers = phrases(
    """info(?:rmation)? | details? | documents? | docs | papers | paperwork | links? | e-?mails?
    | pics? | pictures? | photos? | forms? | messages? | texts? | it | them | that | those"""
)
_send = rf"send(?:ing)? (?:(?:me|us|you|u|over) (?:the |a |an |my |your |some |all )*)?{_papers}"
_talk = phrases(
    r"""speak(?:ing)? | talk(?:ing)? | chat | catch up | touch base | follow(?:ing)? up
    | check(?:ing)? back | check with
    | run it by | circle back | be in touch | get in touch | hear(?:ing)? (?:back )?from
    | hear back | see (?:you|u|ya) | c u | think about it | think it over | decide | confirm | reply
    | i'll know | we'll know"""
)
_CONTACT = re.compile(
    rf"(?<![a-z])(?:{_call} {_us}|let {_us} know|{_a_call}|{_send}|{_talk})(?![a-z])"
)
# With these a thought of its own begins: "call me about a roof, in June".
_about = phrases(
    """about | for | so | to (?!you|u|me|someone|somebody|an?|the|your|them) | regarding | re
    | because | and | if | i | we | that | but | before | or | need | with an? | whether | when
    | by"""
)
_THEN = re.compile(rf"(?: (?!{_about}(?![a-z]))[a-z']+){{0,4}} *$")
_little = phrases(
    r"""please | pls | i | you | u | we | and | so | then | at | around | after | before | morning
    | afternoon | evening | night | am | pm | can | could | will | would | i'll | we'll | someone
    | somebody | anyone | just | have | is | fine | good | best | works? | ok | the | time | to
    | for | \d+(?::\d+)?(?:am|pm)?"""
)
_AND_THEN = re.compile(rf",? *(?:{_little}(?![a-z]) *)*")
# "I'll be back tomorrow" is said of the chat, "we're back on the 13th" of a journey.
_BACK = re.compile(r"(?:^|[.,!?] *|(?:be|come|check) )back $")
_SOON = ("tomorrow", "tonight", "later")
_OPEN = re.compile(
    r"(?<![a-z])(?:(?:your|ur|office|opening|business|store|shop|what|[a-z]+end|[a-z]+day) hours"
    r"|(?:you|u|y'all|guys|anyone|anybody|office|store|shop|clinic|branch)(?: guys)?"
    r" (?:be |still )?(?:open|closed?|work|working|operate))(?![a-z])"
)

# "Is it cheaper in winter?"
_own = "(?:i|we|my|our|me|us|need|want|get|have|start|done)"
_IN_GENERAL = re.compile(
    rf"(?!.*(?<![a-z]){_own}(?![a-z])) *(?:is|are|was|were|do|does|did|will|what|when|why|how) "
    r".*?(?<![a-z])(?:cheap(?:er|est)?|prices?|rates?|pric(?:ey|ier)|expensive|busier|slower)(?![a-z])"
)


def when_to_talk(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` says when to talk or when we are open, and plans no work."""
    head = head_of(text, start)
    before, after = clause(text, start, end)
    words = before + text[start:end] + after
    if _OPEN.search(words) or _IN_GENERAL.match(words):
        return True
    if text.startswith(_SOON, start) and _BACK.search(head):
        return True
    if any(_THEN.match(head, contact.end()) for contact in _CONTACT.finditer(head)):
        return True
    little = _AND_THEN.match(text, end)
    return bool(little and _CONTACT.match(text, little.end()))
