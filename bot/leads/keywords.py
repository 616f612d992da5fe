"""The words that carriers reserve, whatever stands beside them. They act before any dialogue.

Sources: CTIA Messaging Principles and Twilio's default keyword handling, for the words; the FCC's
"any reasonable means", for the company that a STOP may keep: "Stop. I already hired a roofer".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum

LONGEST = 1600  # characters: as long as a text may be
_STEM = 4  # letters that the forms of a name's word share

Sentence = tuple[str, ...]
"""The words of a sentence or a clause, in capitals, without accents and apostrophes."""


class Keyword(Enum):
    """What a reserved word asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"


def parse(text: str, business: str = "") -> Keyword | None:
    """The keyword that a text is, or holds as a sentence of its own, or None. The name of the
    `business` that it writes to, or a word of it, may stand beside a STOP.

    >>> parse("STOP Bay Ridge", "Bay Ridge Roofing"), parse("stop roofers", "Bay Ridge Roofing")
    (<Keyword.STOP: 'stop'>, <Keyword.STOP: 'stop'>)
    >>> parse(" Stop. Thank you "), parse("S T O P"), parse("ARRÊT")
    (<Keyword.STOP: 'stop'>, <Keyword.STOP: 'stop'>, <Keyword.STOP: 'stop'>)
    >>> parse("please stop by on Monday"), parse("cancel my old policy")
    (None, None)
    """
    said = _sentences(text[:LONGEST])
    name = [word for words in _sentences(business) for word in words if len(word) > 1]
    named = any(_stops_by_name(sentence, name) for sentence in said)
    if _stops(said) or named or _shouts_at_the_end(text[:LONGEST]):
        return Keyword.STOP
    alone = "".join(word for sentence in said for word in sentence)
    if alone in START_WORDS:
        return Keyword.START
    if alone in HELP_WORDS:
        return Keyword.HELP
    return None


def _stops_by_name(sentence: Sentence, name: Sequence[str]) -> bool:
    """Whether a STOP is all that stands beside words of the business's `name`, in any form
    ("roofers"). A weaker word, as CANCEL, needs the name's first word: not "cancel insurance".
    """
    left = tuple(word for word in sentence if not any(_is_form(word, each) for each in name))
    if len(left) == len(sentence):
        return False
    return _is_stop(left) or (name[0] in sentence and _is_weaker(left))


def _is_form(word: str, other: str) -> bool:
    stem = min(len(word), len(other), _STEM)
    return word == other or (stem == _STEM and word[:stem] == other[:stem])


def agrees(text: str) -> bool:
    """Whether a text is YES in one of the languages in which carriers take that for START."""
    return _sentences(text[:LONGEST]) in [((word,),) for word in _YES]


def _plain(text: str) -> str:
    """In capitals, full-width and accented letters made plain, without marks that nobody sees."""
    if text.isascii():
        return text.upper()
    parts = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(
        c for c in parts if c < "\x80" or unicodedata.category(c) not in ("Mn", "Cf")
    ).upper()


def _words(listing: str) -> frozenset[str]:
    return frozenset(_plain(listing).split())


_YES = _words("YES Y SI OUI SIM JA")
START_WORDS = _words("START YES UNSTOP")
HELP_WORDS = _words("HELP INFO")
# A sentence that is one of these ends it, wherever in the text it stands.
STOP_WORDS = _words(
    "STOP STOPALL STOPTHEM UNSUBSCRIBE UNSUBSCRIBED UNSUB OPTOUT ARRET ARRETE ARRETER ARRETEZ "
    "DESABONNER DESINSCRIRE PARAR PAREN DETENER DETENGAN DESUSCRIBIR DESUSCRIBIRME DESINSCREVER "
    "STOPPEN ABMELDEN ABBESTELLEN AFMELDEN DISISCRIVIMI СТОП 停止 退订 退訂 중지 중단"
)
# These may mean an appointment, a policy, a price that is high: only alone, or to take one's leave.
_WEAKER = _words(
    "CANCEL END QUIT REVOKE ALTO BAJA PARA PARE PARALE BASTA CANCELAR ANULAR ANNULER SAIR FERMA"
)
# What changes nothing beside either.
_POLITE = _words(
    "PLEASE PLS PLZ PLEAS KINDLY THANKS THANK THANKYOU THX TY TNX YOU U NOW JUST OK OKAY K NO NOPE "
    "NAH YES HI HELLO HEY ME US SIR MAAM GUYS BRO DUDE MAN MATE ALREADY IMMEDIATELY AND BUT SO "
    "SORRY CHEERS AMEN BYE GOODBYE FOR EVERYTHING POR FAVOR GRACIAS MERCI SVP DANKE BITTE OBRIGADO "
    "OBRIGADA GRAZIE BEDANKT"
)
# What may stand beside a STOP, and makes it plainer.
_OF_TEXTS = _words(
    "ALL TEXT TEXTS TEXTING MESSAGE MESSAGES MESSAGING MSG MSGS CONTACT CONTACTING SPAM SPAMMING "
    "THE THESE YOUR I ID IM WANT WANNA TO WISH WOULD LIKE SAID"
)
_POLITE_OF_TEXTS = _POLITE | _OF_TEXTS
# What is revoked: not a licence.
_REVOKED = _words("I MY ALL CONSENT PERMISSION HEREBY")
# A new sentence begins with these, though there is no stop between: "stop i found somebody".
_BEGINNING = _words(
    "I IM IVE ILL ID WE WEVE WERE NOT NO NEVER DONT DO WRONG ALREADY HIRED FOUND THANKS THANK YOU "
    "YOUR YOURE SORRY WHO PLEASE PLS PLZ"
)
# "Unsubscribe from my magazine", "from what?"
_NO_LIST_OF_OURS = _words("MY OUR HIS HER THEIR A AN ANOTHER WHAT WHICH WHERE")
# Who takes their leave says one of these beside a CANCEL.
_LEAVING = _words(
    "HIRED FOUND ALREADY INTERESTED DONE BYE GOODBYE NUMBER PERSON SOMEONE SOMEBODY ELSE ANOTHER "
    "ANYMORE LONGER LEAVE REMOVE MIND NEED CONTACT"
)
_THINGS = _words(
    "APPOINTMENT APPT POLICY POLICIES INSURANCE PLAN ORDER VISIT BOOKING ESTIMATE QUOTE INSPECTION "
    "LEASE LOAN CONTRACT MEMBERSHIP COVERAGE CAR HOUSE ROOF"
)

_STOP = re.compile(r"S+T+OP+|STO{3,}P+")
_BREAK = re.compile(r"[^\w'\-\t ]+|_+|\s-+\s|(?<!\w)-+|-+(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:['-]+[^\W_]+)*")
_SIGNATURE = re.compile(
    r"\b(?:SENT (?:FROM|VIA|WITH)|GET OUTLOOK|ENVIADO (?:DESDE|DO)|ENVOYE (?:DE|DEPUIS)|"
    r"GESENDET VON|INVIATO DA) .{1,60}$",
    re.DOTALL,
)


def _sentences(text: str) -> tuple[Sentence, ...]:
    """Its sentences and clauses, without the signature of a phone; letters spelt make one word."""
    plain = _SIGNATURE.sub("", _plain(text)[:LONGEST])
    parts = [_WORD.findall(part) for part in _BREAK.split(plain)]
    said = [
        tuple(word.replace("'", "").replace("-", "") for word in words) for words in parts if words
    ]
    letters = [w for words in said for w in words if len(w) == 1 or w not in _POLITE]
    if len(letters) > 2 and all(len(word) == 1 for word in letters):
        return (("".join(letters),),)
    return tuple(said)


def _stops(said: Sequence[Sentence]) -> bool:
    if any(_is_stop(sentence) or _begins_with_stop(sentence) for sentence in said):
        return True
    ends = [at for at in {0, len(said) - 1} if said and _is_weaker(said[at])]
    return any(_leaves(said[:at]) and _leaves(said[at + 1 :]) for at in ends)


def _is_stop(sentence: Sentence) -> bool:
    for beside in (_POLITE, _POLITE_OF_TEXTS):
        left = [word for word in sentence if word not in beside]
        stops = [word for word in left if _is_stop_word(word)]
        weaker = all(word in stops or word in _WEAKER or word == "2" for word in left)
        if _is_stop_word("".join(left)) or (len(left) > 1 and stops and weaker):
            return True
    return False


def _is_stop_word(word: str) -> bool:
    return word in STOP_WORDS or (word.startswith("S") and bool(_STOP.fullmatch(word)))


def _is_weaker(sentence: Sentence) -> bool:
    left = [word for word in sentence if word not in _POLITE]
    return "".join(left) in _WEAKER or (
        "REVOKE" in left and _REVOKED.issuperset(set(left) - {"REVOKE"})
    )


def _begins_with_stop(sentence: Sentence) -> bool:
    """ "Stop i already hired a roofer", "unsubscribe this number"."""
    if len(sentence) < 2:
        return False
    left = [word for word in sentence if word not in _POLITE or word in _BEGINNING]
    while len(left) > 1 and left[0] in _POLITE:
        left = left[1:]
    if len(left) < 2 or not _is_stop_word(left[0]):
        return False
    if left[0].startswith("UNSUB"):
        return not (left[1] == "FROM" and _NO_LIST_OF_OURS.intersection(left[2:3]))
    return left[1] in _BEGINNING


def _leaves(said: Sequence[Sentence]) -> bool:
    """Whether these sentences say nothing, or that they need us no more."""
    return all(
        _POLITE.issuperset(each) or (_LEAVING & {*each} and not _THINGS & {*each}) for each in said
    )


# Who says one of these needs us no more: "i already found a roofer stop".
_DONE = _words("HIRED FOUND INTERESTED BYE GOODBYE ANYMORE REMOVE SOMEONE SOMEBODY")
# "I found someone else STOP", but not "the leak won't STOP".
_NOT_SHOUTED_AFTER = _words(
    "A THE BUS TRUCK NOT TO IT THAT THIS THEM WONT DOESNT DONT CANT DIDNT NEVER REST FULL NON PIT "
    "WILL MUST SHOULD COULD WOULD WHISTLE"
)


def _shouts_at_the_end(text: str) -> bool:
    words = [word for word in re.split(r"[^\w'’]+", text) if word]
    if len(words) < 2 or words[-1].upper() != "STOP":
        return False
    if (words[-1] != "STOP" or text.isupper()) and not _DONE & {_plain(word) for word in words}:
        return False
    return _plain(words[-2]).replace("'", "") not in _NOT_SHOUTED_AFTER
