"""Where a person's name stands in a sentence: announced ("this is Dana"), or alone when asked."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bot.errors import ValueInvalid
from bot.nlu.corrections import read_last, turned, turns
from bot.nlu.not_names import FUNCTION_WORDS, ORDINARY_WORDS
from bot.nlu.reading import Context, Heard
from bot.values import person_name

LONGEST_TEXT = 300  # characters: names come in short messages
MOST_WORDS = 5

_WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*\.?")
_PARTS = re.compile(
    r"(?:\bfirst(?:\s+name)?(?:\s+is|:)?\s+|^\W*)(?P<first>[^\W\d_]+)\W+(?:and\s+|my\s+)*"
    r"(?:last|sur|family)\s*(?:name)?(?:\s+is|:)?\s+(?P<last>[^\W\d_]+)",
    re.IGNORECASE,
)
# These announce a name whatever its capitals ...
_SURE_CUE = re.compile(
    r"\b(?:(?:my|the|full|first|his|her|their)\s+)?(?:nick)?name(?:['’]?s|\s+is|\s+(?:would|should)\s+be"
    r"|\s+should(?:['’]?ve|\s+have)\s+been|\s*[:=])"
    r"\s+(?:is\s+)?"
    r"|\b(?:you\s+can\s+|just\s+|please\s+)?call\s+me\s+(?!(?:back|later|at|on|in|when|if|any|this|next|after|"
    r"before|asap|now|soon|please|tomorrow|today|tonight|\w+day)\b)"
    r"|\b(?:they|people|friends|everyone|everybody)\s+calls?\s+me\s+"
    r"|\b(?:can|could|just|please)\s+(?:put|use|write)(?:\s+(?:me\s+)?down(?:\s+as)?)?\s+"
    r"|\b(?:I\s+)?go(?:es)?\s+by\s+(?=[^\W\d_])"
    r"|\b(?:speaking|talking|chatting|texting)\s+(?:with|to)\s+"
    r"|\b(?:me\s+llamo|mi\s+nombre\s+es|soy)\s+",
    re.IGNORECASE,
)
_MY_NAME = re.compile(r"\bmy\s+(?:full\s+)?name(?:['’]?s|\s+is)\s+", re.IGNORECASE)
# ... these only before a capital, before "here", or when the name was asked for.
_WEAK_CUE = re.compile(
    r"\b(?:i\s+am|i['’]?m|this\s+is|this['’]?s|it['’]?s|it\s+is|that['’]?s|"
    r"(?:that|it)\s+would\s+be|"
    # After these, one who wasn't asked for a name tells another's.
    r"(?P<asked>i\s+meant|(?:my|his|her|['’]s)\s+"
    r"(?:husband|wife|partner|mom|mum|dad|mother|father|son|daughter)(?:\s+is|,)?))\s+",
    re.IGNORECASE,
)
_HERE = re.compile(r"[,\s]+(?:here|speaking|on\s+the\s+line|again)\b", re.IGNORECASE)
_HERE_ENDS = re.compile(r",?\s+here\s*(?:[,.!;:]|-|$)", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"(?:[^\w]|\b(?:it['’]?s\s+(?:only\s+)?me(?:\s+again)?|(?:ask\s+for|under)(?=\s+\w)|thanks?|thx|sure|ok|okay|k|fine|alright|cool|great|yes|yeah|yep|hi|hello|hey|well|um|uh|of\s+course|"
    r"no\s+problem|sure\s+thing|mr\.?\s+(?:and|&)\s+mrs|mr|mrs|ms|dr|prof|professor|rev|pastor|miss|name)\b\.?)*",
    re.IGNORECASE,
)
_LEAD_OUT = re.compile(
    r"[^\w.]*$|\W*(?:(?:here|speaking|thanks?(?:\s+you)?|thx|please|again|btw|sorry|oops|my\s+bad|by\s+the\s+way|"
    r"is\s+my\s+name|nice\s+to\s+meet\s+you)\b\W*)+$",
    re.IGNORECASE,
)
# "Leaks badly. - Dana": how people sign a letter.
_SIGNATURE = re.compile(
    r"(?:[.!?)\n]\s*[-–—~]+|\n|\b(?:regards|cheers|best|thanks|thank you|thx)\s*[,.!\n-]+)"
    r"\s*(?P<name>[A-ZÀ-Þ][^\W\d_]*(?:\s+[A-ZÀ-Þ][\w'’.\-]*){0,2})\W*$"
)
_NOT_NAMED = re.compile(
    r"\b(?:(?:it['’]?s|(?<=its)|(?<=s)|that['’]?s)\s+)?(?:not|isn['’]?t|instead of|rather than)\s+"
    r"[A-ZÀ-Þ][\w'’.-]*(?:\s+[A-ZÀ-Þ][\w'’.-]*){0,3}(?:,?\s+but\b|,)?",
)
_NO_NAME = re.compile(
    r"\W*(?:(?:no|nope|well|er|erm|um+|uh+|hm+|should be|make (?:it|that)|it['’]?s|its)\b\W*)*",
    re.IGNORECASE,
)
_TO_BE = re.compile(r"\s+(?:should|shoulda|ought|(?:was |is )?suppos)", re.IGNORECASE)
_OPENING = re.compile(r"\W*(?:(?:hi|hello|hey)(?:\s+there)?\W+)?", re.IGNORECASE)
_OPENS = re.compile(r"\W*(?:(?:hi|hello|hey)(?:\s+there)?\W+)?this\s+is\s+", re.IGNORECASE)
_PAUSE = re.compile(r"\s*[,;.!-]\s*\w|\s+(?:from|calling|texting)\b", re.IGNORECASE)
_INVERTED = re.compile(
    r"\W*(?P<last>(?:(?i:van|von|de|der|den|del|la|di|da|al|el)\s+){0,2}[^\W\d_][\w'’\-]+),\s*"
    r"(?P<first>[^\W\d_][\w'’\-]*(?:\s+[^\W\d_]\.?)?)\W*"
)
# "It's complicated", "I'm heading out": endings that names in small letters hardly have.
_DESCRIBES = re.compile(
    r"[a-z]{2,}(?:[^\W\demry]ed|ing|ous|ful|able|ible|tion|ment|ness|less)(?![\w'’-])"
)
_LAUGHTER = re.compile(r"(?:ha|he|ja|lo|hi){2,}[hl]?")
_TITLE = re.compile(
    r"(?:mr\.?\s+(?:and|&)\s+mrs|mr|mrs|ms|miss|dr|prof|professor|rev)\b\.?\s+(?=\S)", re.IGNORECASE
)
_ALSO_NAMES = frozenset(
    {"an", "do", "so", "my", "he", "her", "na", "yo", "in", "ye"}
)  # Nguyen Van An, Park So
_CUT_SHORT = frozenset({"don", "can", "won", "isn", "that", "what"})  # "don't", "what's"
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_COMMA = re.compile(r"[,.]\s*(?:just\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:&|\+)\s*|\s+and\s+", re.IGNORECASE)
_BREAK = re.compile(
    r"[,;\n(/|]|\s[-–—]\s|(?<![\w.+-])[\w.+-]*\d|(?<!\S)\S+@|(?<=[^\W\d_]{2})(?<!\b[Ss]t)(?<!\bMa)(?<!\bWm)\.\s+(?=\S{2})"
)


def read_name(text: str, context: Context) -> Heard[str] | None:
    """The prospect's name in `text`, tidied, or None.

    A name alone counts only where the name was asked for; "yes", "skip", "roof repair", a
    question or the words of the campaign's own choices never do.
    """
    ordinary = _ordinary_words(_labels(context))
    if len(text) > LONGEST_TEXT:
        return _in_a_story(text, ordinary)
    told = _without_others(text)
    heard = read_last(
        told,
        lambda part: _name_in(part, ordinary, context.asks == "name"),
        again=lambda part: _name_in(part, ordinary, asked=True),
    )
    if heard is None or _is_business(heard.value, context) or _is_subject(text, heard):
        return None
    return _in_full(told, _put_right(told, heard, ordinary), ordinary)


def _in_a_story(text: str, ordinary: frozenset[str]) -> Heard[str] | None:
    """Of a long message only "my name is" tells it: many are named in a story."""
    cue = _MY_NAME.search(text)
    return _name_at(text, cue.end(), ordinary) if cue else None


def _put_right(text: str, heard: Heard[str], ordinary: frozenset[str]) -> Heard[str]:
    """ "Tom Reed, no, Tim Reed", "Tom Reed, Tim Reed sorry": the second name."""
    lead = _NO_NAME.match(text, heard.end)
    start = lead.end() if lead else heard.end
    other = _alone(text[start:], ordinary)
    if other is None:
        return heard
    other = replace(other, start=other.start + start, end=other.end + start)
    return other if turned(text, heard.end, other.start, other.end) else heard


def _is_subject(text: str, heard: Heard[str]) -> bool:
    """ "Premium should have been 180": what they put right, and no name."""
    return bool(_TO_BE.match(text, heard.end))


def _name_in(text: str, ordinary: frozenset[str], asked: bool) -> Heard[str] | None:
    heard = (
        _in_parts(text, ordinary) or _announced(text, ordinary, asked) or _signed(text, ordinary)
    )
    if heard is None and asked:
        heard = _inverted(text, ordinary) or _alone(text, ordinary)
    return heard


def _without_others(text: str) -> str:
    """`text` with names that it says aren't theirs blotted out: "Tim, not Tom", "not Tom but Tim".

    So are the stars that mark a correction.
    """
    told = _NOT_NAMED.sub(lambda match: " " * len(match[0]), text)
    return told.replace("*", " ") if turns(text) else told


def _in_full(text: str, heard: Heard[str], ordinary: frozenset[str]) -> Heard[str]:
    """ "Mike, Mike Delgado": the name again, whole."""
    comma = _COMMA.match(text, heard.end)
    whole = _run_at(text, comma.end(), ordinary) if comma else None
    if whole is None or heard.value not in (whole.value.split()[0], whole.value.split()[-1]):
        return heard
    return whole


def _in_parts(text: str, ordinary: frozenset[str]) -> Heard[str] | None:
    parts = _PARTS.search(text)
    # "Hail last month" has no surname.
    if not parts or parts["last"].lower() in ordinary or parts["first"].lower() in FUNCTION_WORDS:
        return None
    whole = _parse(f"{parts['first']} {parts['last']}")
    return Heard(whole, parts.start("first"), parts.end("last")) if whole else None


def _announced(text: str, ordinary: frozenset[str], asked: bool) -> Heard[str] | None:
    for cue in _SURE_CUE.finditer(text):
        # "Call me Skip": with its capital amid small letters even an ordinary word is a name.
        word = _WORD.match(text, cue.end())
        named = word and word[0].istitle() and cue[0].rstrip().split()[-1].islower()
        heard = _name_at(text, cue.end(), frozenset() if named else ordinary)
        if heard:
            return heard
    for cue in _WEAK_CUE.finditer(text):
        heard = None if _DESCRIBES.match(text, cue.end()) else _name_at(text, cue.end(), ordinary)
        if heard and (asked or (not cue["asked"] and _stands_out(text, heard, cue))):
            return heard
    return None


def _signed(text: str, ordinary: frozenset[str]) -> Heard[str] | None:
    """A name at the end as under a letter, or one that opens: "Dana here, our roof leaks"."""
    signature = _SIGNATURE.search(text)
    if signature:
        heard = _name_at(text, signature.start("name"), ordinary)
        if heard and heard.end >= signature.end("name") - 1:
            return heard
    opening = _OPENING.match(text)
    heard = _name_at(text, opening.end(), ordinary) if opening else None
    if heard and _HERE_ENDS.match(text, heard.end) and text[heard.start].isupper():
        return heard
    return None


def _inverted(text: str, ordinary: frozenset[str]) -> Heard[str] | None:
    """ "Whitfield, Dana", as in a list."""
    match = _INVERTED.fullmatch(text)
    if not match or not all(
        _is_name_word(match[part].split()[-1], True, ordinary) for part in match.groupdict()
    ):
        return None
    whole = _parse(f"{match['first']} {match['last']}")
    return Heard(whole, match.start("last"), match.end("first")) if whole else None


def _stands_out(text: str, heard: Heard[str], cue: re.Match[str]) -> bool:
    """Whether what follows the cue is a name though none was asked for: "I'm Dying" is none."""
    words = text[heard.start : heard.end]
    if " " not in words and _DESCRIBES.match(words.lower()):
        return False
    if _HERE.match(text, heard.end):
        return True
    if words[0].isupper() and not text.isupper():
        return True
    # "Hey, this is lorna, our roof leaks"
    return bool(_OPENS.fullmatch(text[: heard.start]) and _PAUSE.match(text, heard.end))


def _name_at(text: str, start: int, ordinary: frozenset[str]) -> Heard[str] | None:
    """The name that begins at `start`; of a couple ("Tom & Lisa Novak"), both.

    After "and" ordinary speech may go on, so a second name has the first one's capital.
    """
    one = _run_at(text, start, ordinary)
    joint = _AND.match(text, one.end) if one else None
    other = _run_at(text, joint.end(), ordinary) if joint else None
    if one is None or joint is None or other is None:
        return one
    alike = text[other.start].isupper() == text[one.start].isupper()
    if _DESCRIBES.match(text, other.start):  # "it's tom and driving now"
        return one
    both = _parse(f"{text[one.start : one.end]} {_joint(joint[0])} {text[other.start : other.end]}")
    return Heard(both, one.start, other.end) if alike and both else one


def _joint(words: str) -> str:
    return "and" if words.strip().isalpha() else "&"


def _run_at(text: str, start: int, ordinary: frozenset[str]) -> Heard[str] | None:
    """The run of name-like words that begins at `start`; it ends where ordinary speech goes on."""
    title = _TITLE.match(text, start)
    start = title.end() if title else start
    end, count = start, 0
    ends = [start]
    while count < MOST_WORDS:
        match = _WORD.match(text, end + (1 if count and text[end : end + 1] == " " else 0))
        if not match or not _is_name_word(match[0], count == 0, ordinary):
            break
        end, count = match.end(), count + 1
        if match[0].endswith(".") and len(match[0].strip(".")) > 3:
            end -= 1
            ends.append(end)
            break
        if match[0].lower() not in person_name.PARTICLES or count == 1:
            ends.append(end)
    return _heard(text, start, ends[-1])


def _alone(text: str, ordinary: frozenset[str]) -> Heard[str] | None:
    """The whole message, but for a greeting before it and other contact details after it."""
    lead_in = _LEAD_IN.match(text)
    start = lead_in.end() if lead_in else 0
    stop = _BREAK.search(text, start)
    end = stop.start() if stop else len(text)
    if "?" in text[start:end]:
        return None
    lead_out = _LEAD_OUT.search(text[start:end])
    if lead_out:
        end = start + lead_out.start()
    heard = _name_at(text[:end], start, ordinary) if end > start else None
    if heard and heard.value.isascii() and len(heard.value) == 1:
        return None  # "n/a"
    rest = text[heard.end : end].strip(". ") if heard else ""
    return heard if heard and (rest[:1] in ("", "&") or rest.startswith("from ")) else None


def _is_name_word(word: str, is_first: bool, ordinary: frozenset[str]) -> bool:
    plain = word.lower().rstrip(".").replace("’", "'")
    if _LAUGHTER.fullmatch(plain) or word == "ty":  # Ty may be a name, "ty" is thanks
        return False
    if any(plain[i : i + 5] in row for row in _KEYBOARD for i in range(len(plain) - 4)):
        return False  # fingers run along the keyboard
    if plain in person_name.PARTICLES and not is_first:
        return True
    if plain in _ALSO_NAMES and not is_first and word.istitle():
        return True
    if plain in FUNCTION_WORDS or plain.endswith("'s") or plain.split("'")[0] in _CUT_SHORT:
        return False
    # After a first name, "Price" or "House" with its capital is a surname.
    return plain not in ordinary or (not is_first and word[0].isupper() and not word.isupper())


def _heard(text: str, start: int, end: int) -> Heard[str] | None:
    cut_off = text[end : end + 1].isdigit()  # "it's E3 5QS"
    name = _parse(text[start:end]) if end > start and not cut_off else None
    return Heard(name, start, end) if name else None


def _parse(words: str) -> str | None:
    try:
        return person_name.parse(words)
    except ValueInvalid:
        return None


def _is_business(name: str, context: Context) -> bool:
    """ "Bay Ridge" is no prospect of Bay Ridge Roofing."""
    if context.campaign is None or " " not in name:
        return False
    return f" {name.lower()} " in f" {context.campaign.business.name.lower()} "


def _labels(context: Context) -> tuple[str, ...]:
    questions = context.campaign.questions if context.campaign else ()
    return tuple(label for q in questions for label in q.choices.values())


@lru_cache(maxsize=64)
def _ordinary_words(labels: tuple[str, ...]) -> frozenset[str]:
    """English ones, and those of the campaign's choices."""
    words = (word.lower() for label in labels for word in _WORD.findall(label))
    return ORDINARY_WORDS.union(words)
