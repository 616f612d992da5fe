"""Words that leave no doubt that they want no more messages, in English and in Spanish.

To miss one is the worst fault of all, to hear one where none is meant the next. So each pattern
needs a word for messages, or one for their own number or place on a list: the leak that should
stop, the policy to be taken off and the insurer who won't stop calling are none of these.
"""

from __future__ import annotations

import re
import unicodedata

from bot.leads.keywords import Keyword
from bot.leads.keywords import parse as parse_keyword

_LONGEST = 1600  # characters: as long as a text may be

_WRITING = (
    r"(?:te?xti?ng|me?s+a?gi?ng|contacting|calling|e-?mailing|bothering|spamming|sending|bugging|"
    r"harassing|pinging|reaching out|writing (?:to )?(?:me|us))"
)
_MESSAGES = r"(?:te?xts?|text messages|messages|msgs?|contact|communications?|alerts|notifications)"
_NEVER = r"(?:do not|don'?t|dnt|never)(?: you)?(?: ever)?"
_ME = r"(?: to)?(?: me| us| this (?:number|phone)| my (?:number|phone|cell))?"
# Their list, not the policy or the deed that someone is to be taken off.
_THEIRS = (
    r"(?! (?:as|(?:(?:from|off) )?(?:of )?(?:my|our|his|her|their|an?))\b)"
    r"(?!.*\b(?:polic(?:y|ies)|insurance|plan|loan|mortgage|deed|title|lease)\b)"
)

_STOP = r"(?:s+t+o+p+|stp|sotp|stpo|soptp|stoip|stip)"

_ENGLISH = (
    rf"(?:{_STOP}|quit|cease) (?:\w+ )?{_WRITING}",
    (
        rf"(?:{_STOP}|quit|end|cancel|no more|no further)(?: with| w)?(?: all)?"
        rf"(?: the| these| this| your| ur| of (?:these|your))? {_MESSAGES}"
    ),
    # As a sentence or clause of its own at the end: "not interested, please stop".
    (
        r"(?:^\W*|(?<=[.,;!?\n])|(?<=[.,;!?\n] )|\b(?:no|ok|okay|please|pls|plz|just) )"
        rf"(?:(?:please|pls|plz|just) )?{_STOP}(?: (?:please|pls|plz|now|already))?\W*$"
    ),
    r"leave (?:me|us) (?:the \w+ )?(?:alone|be)",
    rf"(?:take|remove|get|keep) (?:me|us|my (?:name|number|phone|info)) (?:off|out of)\b{_THEIRS}",
    rf"(?:remove|delete|erase) (?:me|us|my (?:name|number|phone|info|data))\b{_THEIRS}",
    r"unsub(?:scribe)?\b(?! from (?:my|our|his|her|their)\b)",
    (
        r"opt(?:ing)?(?: me| us)?[- ]?out(?! of (?!(?:all|any|this|these|your|ur|sms|te?xt|messag|"
        r"call|e-?mail|further|future|everything)))"
    ),
    (
        rf"{_NEVER} (?:te?xt|message|msg|contact|e-?mail|bother|write|call|reach out){_ME}"
        r" (?:again|any ?more|no more|ever)"
    ),
    r"lose (?:my|this) number",
)
_SPANISH = (
    (
        r"^\W*(?:alto|pare?n?|para|parar|parale|ya basta|basta|de baja|baja|detener|detente)"
        r"(?: ya| por favor)?\W*$"
    ),
    r"(?:darme|dame|denme|deme|dar|pido la|solicito la) (?:de )?baja",
    (
        r"(?:dejar?|dejen|deje|basta) de "
        r"(?:mandar|enviar|escribir|llamar|molestar|contactar|mensajes)\w*"
    ),
    r"dej[ae]n?me (?:en paz|tranquil[oa])",
    r"no (?:quiero|deseo) (?:recibir )?(?:mas |sus |tus )*(?:mensajes|textos|llamadas)",
    r"no (?:quiero|deseo) que me (?:escrib|llam|mand|envi|contact|molest)\w+",
    r"(?:quit|saqu|sac|borr|elimin)[ae]n?me de\b",
    r"(?:borr|elimin|quit)[ae]n? mi numero",
    r"numero equivocado|se equivoco de (?:numero|persona)",
)
# These also answer "may they call or text you?"
_REFUSING = (
    rf"{_NEVER} (?:te?xt|message|msg|contact){_ME}",
    r"no (?:me|nos) (?:mande|envie|contacte|moleste|textee|llame|escriba)[sn]?",
    r"no (?:me )?vuelv(?:an?|as) a (?:escribir|llamar|mandar|contactar)\w*",
)
_WRITE = r"(?:te?xt|message|msg|contact|e-?mail|call)"
_ELSEWHERE = (
    # "My insurer won't stop calling" is about them; "you won't stop calling" is about us.
    (
        r"(?:^|(?!(?:you|u|ya|yall|guys|if|or)\b)\w+\W+)"
        r"(?:won'?t|will not|wouldn'?t|never|doesn'?t|don'?t|didn'?t|do not) (?:ever )?"
        r"(?:stop|quit|leave)"
    ),
    # Whom to write to, when and how: "don't text before 9", "text me, don't call".
    rf"{_NEVER} {_WRITE} (?:my (?!number|phone|cell)\w+|our|the|him|her|them)",
    (
        rf"{_NEVER} {_WRITE}{_ME} "
        r"(?:before|after|until|till|unless|during|between|while|in the|at (?!all)\w+|"
        r"on (?!this)\w+)"
    ),
    rf"{_NEVER} {_WRITE}{_ME},? (?:(?:but|just|please|only) )*{_WRITE}(?!,| or| and| nor)",
    rf"(?<!not )(?<!n't )(?<!nt ){_WRITE}(?: me)?,? (?:(?:but|and|please) )*{_NEVER} {_WRITE}",
    # "No me llamaron": what did not happen.
    r"no me (?:han?|\w+ron|\w+o)",
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


_OPTING_OUT = _any(*_ENGLISH, *_SPANISH)
_ASKING_FOR_LESS = _any(*_REFUSING)
_ABOUT_ELSE = _any(*_ELSEWHERE)


def opts_out(text: str, refuses: bool = False) -> bool:
    """Whether `text` says to write no more. `refuses`: "don't text me" merely refused consent.

    >>> opts_out("take me off your list"), opts_out("take me off my mom's policy")
    (True, False)
    >>> opts_out("don't text me"), opts_out("don't text me", refuses=True)
    (True, False)
    """
    if parse_keyword(text) is Keyword.STOP:
        return True
    plain = _plain(text)
    if not _says_so(plain, refuses):
        return False
    return _says_so(_ABOUT_ELSE.sub(" ", plain), refuses)


def _says_so(plain: str, refuses: bool) -> bool:
    return bool(_OPTING_OUT.search(plain) or (not refuses and _ASKING_FOR_LESS.search(plain)))


def means_something_else(text: str) -> bool:
    """Whether `text` sounds like an opt-out, but is about others, or how best to be reached.

    >>> means_something_else("my insurer won't stop calling")
    True
    """
    return bool(_ABOUT_ELSE.search(_plain(text)))


def _plain(text: str) -> str:
    """Lower case, no accents, straight apostrophes."""
    if text.isascii():
        return text[:_LONGEST].lower()
    parts = unicodedata.normalize("NFKD", text[:_LONGEST].replace("’", "'").lower())
    plain = "".join(c for c in parts if c < "\u0300" or not unicodedata.combining(c))
    return plain[:_LONGEST]  # a fraction makes three characters of one
