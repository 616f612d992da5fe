"""Where a prospect's phone number, e-mail address, postcode and name stand in a sentence.

Each reader takes the text and its context and gives the value with its place, or None; what
they read is in bot.language.contact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from bot.language.contact import email, name, phone, phone_end, place, roles
from bot.language.contact.candidate import Candidate
from bot.language.contact.number_context import extension
from bot.language.contact.standing import standing
from bot.language.doc import read
from bot.language.stories import without_stories
from bot.language.word_files import pattern
from bot.reading import corrections
from bot.reading.heard import LONGEST, Context, Heard
from bot.reading.trained_roles import roles_of

# "... 0134. No, 0143 at the end"
_ANEW = pattern("corrections", r"\W{1,4}<anew>\W{0,3}(?=\d{2,4}\b)")


def read_phone(text: str, context: Context) -> Heard[str] | None:
    """The phone number in `text` as E.164; the campaign's own only where it is all there is."""
    if len(text) > LONGEST:
        return None
    doc, scene = read(text), phone.Scene(context.country, context.asks == "phone")
    found = phone.find(doc, scene)
    found = [each for each in found if not _is_ours(each.value, context)] or found
    kept = standing(text, found, corrections)
    heard = _weighed(text, context, "phone", found, kept)
    told = phone_end.new_end(read(text[kept.end :]), kept.value) if heard and kept else None
    if heard and kept and told:  # "718-555-0114, wait, the last four are 0141"
        number = phone.parsed(kept.value[: -len(told[0])] + told[0])
        return replace(heard, value=number or heard.value, doubtful=True)
    if heard and kept and (corrections.unsettled(text, kept.end) or _ANEW.match(text, kept.end)):
        anew = phone.with_new_end(doc, kept, scene)
        return replace(heard, value=anew.value, doubtful=True)
    return heard


def read_new_end(text: str, known: str) -> Heard[str] | None:
    """The number that was `known` (E.164), with its last digits as `text` tells them anew."""
    told = phone_end.new_end(read(text), known) if len(text) <= LONGEST else None
    if told is None:
        return None
    digits, start, end = told
    number = phone.parsed(known[: -len(digits)] + digits)
    return Heard(number, start, end, rule="phone_end", role=roles.THEIRS) if number else None


def read_extension(text: str, heard: Heard[str]) -> str | None:
    """The extension that was told with a number, or right after it; or None."""
    return extension(read(text), heard.start, heard.end)


def read_email(text: str, context: Context) -> Heard[str] | None:
    """The e-mail address in `text`, in lower case; the first that isn't taken back."""
    if len(text) > LONGEST:
        return None
    found = email.find(read(text), context.asks == "email")
    return _weighed(text, context, "email", found, standing(text, found, corrections))


def read_postcode(text: str, context: Context) -> Heard[str] | None:
    """The postcode in `text`, as the campaign's country writes it."""
    if len(text) > LONGEST:
        return None
    doc, scene = read(text), place.Scene(context.country, context.asks)
    kept = place.read(doc, scene, corrections)
    return _weighed(text, context, "postcode", place.every(doc, scene) if kept else (), kept)


def read_zip_beside(text: str, context: Context, others: Sequence[Heard[Any]]) -> Heard[str] | None:
    """ "8k next week 94110": five bare digits that are none of the `others` heard."""
    if len(text) > LONGEST:
        return None
    taken = [(other.start, other.end) for other in others]
    scene = place.Scene(context.country, context.asks)
    return _heard(place.beside(read(text), scene, taken, corrections))


def read_name(text: str, context: Context) -> Heard[str] | None:
    """The prospect's name in `text`, tidied; alone it counts only where it was asked for."""
    questions = context.campaign.questions if context.campaign else ()
    labels = tuple(label for each in questions for label in each.choices.values())
    business = context.campaign.business.name if context.campaign else ""
    scene = name.Scene(context.asks == "name", labels, business)
    heard = _heard(name.read(text, scene, corrections))
    beside = without_stories(text) if heard else text
    if heard is None or beside == text:
        return heard
    own = _heard(name.read(beside, scene, corrections))
    if own and own.value == heard.value:
        return heard
    return replace(own or heard, doubtful=True)  # "my husband is Ray, you want me, Sheila"


def _weighed(
    text: str, context: Context, kind: str, found: Sequence[Candidate], kept: Candidate | None
) -> Heard[str] | None:
    judged = _judged(text, context.country, context.asks) if kept else {}
    return _heard(roles.weighed(kept, kind, found, judged, bool(corrections.turns(text))))


@lru_cache(maxsize=16)  # the readers of one message ask one after the other
def _judged(text: str, country: str, asks: str | None) -> roles.Judged:
    doc = read(text)
    found = roles.find_all(doc, country, asks)
    chances = roles_of("contact").judge(doc, roles.as_candidates(doc, found), roles.frame(asks))
    return {(kind, one.start): each for (kind, one), each in zip(found, chances, strict=True)}


def details_told(text: str, context: Context) -> list[tuple[str, Candidate]]:
    """Every phone number, address and postcode in `text` by its kind, with its role, in order."""
    judged = _judged(text, context.country, context.asks)
    found = roles.find_all(read(text), context.country, context.asks)
    return [(kind, roles.with_role(one, judged.get((kind, one.start)))) for kind, one in found]


def _is_ours(number: str, context: Context) -> bool:
    """ "I called you at 415 555 0101": a number that everybody may know, and no prospect has."""
    ours = context.campaign
    return ours is not None and number in (ours.number, ours.business.phone)


def _heard(found: Candidate | None) -> Heard[str] | None:
    if found is None:
        return None
    role = found.role if found.role in roles.ROLES else roles.THEIRS  # of a place, rules know more
    return Heard(
        found.value,
        found.start,
        found.end,
        found.doubtful,
        rule=found.rule,
        role=role,
        margin=found.margin,
    )
