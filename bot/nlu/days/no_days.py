"""Words that name days elsewhere: streets (12 May Street), wishes (have a great weekend), ages."""

from __future__ import annotations

import re

from bot.nlu.patterns import phrases

_road = phrases("street | ave | avenue | road | rd | lane | ln | boulevard | blvd | parkway")
_kind = phrases(
    """street | st | avenue | ave | road | rd | drive | lane | ln | boulevard | blvd | court | ct
    | place | terrace | circle | cir | parkway | pkwy | highway | hwy | crescent | close | grove
    | trail | square | gardens"""
)
_STREET = re.compile(
    rf"""(?<![a-z0-9$£€.,/-])(?:\d{{1,5}}[ ](?:[a-z']+[ ]){{1,3}}{_kind}
      | (?<=on[ ])[a-z]+[ ]{_road} )(?![a-z])""",
    re.VERBOSE,
)
_WITHIN = re.compile(r" (?:to|the|for|on|in|at|by|and|or|a|of|my|is|days?|weeks?|months?) ")
_nice = phrases("great | good | nice | lovely | wonderful | happy | blessed | fun | safe")
_WISH = re.compile(
    rf"(?<![a-z])(?:(?:have|had|enjoy) (?:(?:an?|your|the|ur) )?(?:(?:rest of|very|{_nice}) )+"
    r"(?:[a-z]+ ){0,3}?(?:day|night|evening|weekend|week|thanksgiving|christmas|holidays?|new year)"
    r"|enjoy (?:the|your|ur) (?:day|night|evening|weekend|week|holidays?)"
    r"|(?:happy|merry) (?:[a-z]+ ?){1,2})(?:'?s)?(?![a-z])(?= *(?:$|[.,!?;:)]| to | and ))"
)
_ISH = re.compile(r"(?<=\d)-?ish(?![a-z])|-ish(?![a-z])")
_AGE = re.compile(r"(?<![a-z])(turn(?:s|ed|ing)?|aged?) \d{1,3}(?![\d/.-])")


def without_elsewhere(text: str) -> str:
    """Clean `text` with these words blotted out, place for place."""
    text = _STREET.sub(
        lambda match: match[0] if _WITHIN.search(match[0]) else "_" * len(match[0]), text
    )
    text = _WISH.sub(lambda match: "_" * len(match[0]), text)
    text = _AGE.sub(lambda match: match[1].ljust(len(match[0]), "_"), text)
    return _ISH.sub(lambda match: " " * len(match[0]), text)
