"""Reactions that phones send as texts: `Liked “Do you own the property?”`. They answer nothing.

iPhones spell them out in the phone's language; Google Messages writes the emoji and "to". Whose
phone speaks one that is not listed here is known by the quotation: of our own words, with a few of
another alphabet or in marks that English doesn't use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bot.leads.quotations import CLOSING, OPENING, own_words

LONGEST = 2000  # characters

# Lower case, no accents. E: emoji or a word or two for them.
_VERBS = r"""
liked|loved|disliked|hated|laughed at|emphasi[sz]ed|exclaimed(?: at)?|questioned|highlighted|
(?:removed|deleted|took back) E from|E removed from|reacted(?: with)?(?: E)? to|added E to|
(?:a )?(?:no )?(?:le|les|te|me) (?:ha )?(?:gusto|gusta|gustado|encanto|encanta|encantado|dio risa|
dado risa|hizo gracia|hecho gracia|divirtio)(?: a)?|se (?:ha )?(?:rio|reido) (?:de|con)|
(?:ha )?(?:enfatizo|enfatizado|destaco|destacado|resalto|resaltado|exclamo|cuestiono|cuestionado|
dudo de|puso en duda|pregunto|interrogo)(?: (?:por|sobre|en|a|con))?|
(?:ha )?(?:reacciono|reaccionado)(?: con)?(?: E)? a|(?:elimino|quito|retiro) E (?:de|en|a)|
(?:n'?a pas |a )(?:aime|adore|ri|rigole|deteste|souligne|accentue|questionne|exclame)(?: (?:a|de))?|
a (?:mis (?:en avant|en evidence|en doute|l'accent sur)|insiste sur|remis en question|
(?:retire|supprime) E (?:de|a))|s'?est (?:interroge|exclame)e? (?:sur|a propos de)|
(?:j'?aime|j'adore|aime|adore|n'aime pas)|a reagi(?: (?:avec|par))?(?: E)? a|
gefallt|mag|liebt|mochte|findet|lach(?:t|te) uber|hat uber|betont|betonte|hebt|hinterfragt|
hinterfragte|stellt|stellte|fragt nach|bezweifelt|hat(?: sich)?|(?:hat )?(?:mit )?E auf|
reagier(?:t|te) mit E auf|hat E (?:von|bei|aus)|
(?:nao )?(?:gostou|curtiu|amou|adorou|riu|enfatizou|destacou|exclamou|questionou|perguntou|duvidou)
(?: (?:de|da|do|com|a|em|sobre))?|reagiu(?: com)?(?: E)? a|(?:removeu|retirou) E (?:de|a)|
(?:non )?(?:ha messo |gli |le )?(?:e )?(?:["“«]?mi piace["”»]?|piace|piaciut[oa])(?: a)?|
(?:ha messo|ha tolto) E a|non ha apprezzato|
ha (?:adorato|amato|riso|apprezzato|enfatizzato|sottolineato|evidenziato|contestato|domandato)
(?: (?:per|di|a|su))?|ha messo in (?:dubbio|discussione|evidenza|risalto)|ha espresso dubbi su|
ha reagito(?: con)?(?: E)? a|ha rimosso E da|
vond|vindt|lachte om|moest lachen om|heeft gelachen om|benadrukte|heeft|stelde|stelt|trok|
hield van|reageerde(?: met)?(?: E)? op|
gillade|alskade|ogillade|skrattade at|betonade|framhavde|ifragasatte|reagerade(?: med)?(?: E)? pa|
synt?es (?:godt om|ikke om)|elske[td]e?|lik(?:te|er)(?: ikke)?|mislikte|lo (?:av|ad)|
gri(?:nede|nte) ad|understre(?:gede|ket)|frem(?:haevede|hævede|hevet|hevde)|
stilte sp[oø]rsmal ved|satte sp[oø]rgsmalstegn ved|reager(?:te|ede)(?: med)?(?: E)? pa|
tykkasi|ei tykannyt|ei pitanyt|rakasti|nauroi|painotti|korosti|kyseenalaisti|reagoi(?: E)?|
(?:nie )?(?:po[lł]ubi[lł]a?|polubiono|uwielbia|pokocha[lł]a?|podkresli[lł]a?|podkreslono|
wyrozni[lł]a?|zakwestionowa[lł]a?|zakwestionowano)|zasmia[lł]a? sie z|zareagowa[lł]a?(?: E)? na
"""
_AFTERWARDS = r"""
nicht|toll|gut|lustig|gelacht|hervor|in frage|infrage|reagiert|entfernt|mit E markiert|gefallen|
leuk|niet leuk|geweldig|grappig|mooi|ter discussie|in twijfel|benadrukt|verwijderd|
mi piace|(?:with|con|mit|avec|com|med|met) E|
(?:mesaj\w+ )?(?:be[gğ]endi|be[gğ]enildi|be[gğ]enmedi|sevdi|bay[iı]ld[iı]|g[uü]ld[uü]|
vurgulad[iı]|sorgulad[iı])
"""
_PICTURES = r"""
(?:an?|the|your|una?|el|la|une|l'?|ein(?:e|en)?|das|um|uma|een|en|et|ett|un')\s?
(?:image|photo|picture|pic|video|movie|attachment|audio message|voice message|sticker|gif|
message|link|url|location|contact|file|recording|digital touch message|handwritten message|
imagen|foto|imagem|fotografia|adjunto|archivo|mensaje(?: de audio)?|bild|nachricht|anhang|
film|immagine|messaggio|allegato|afbeelding|bericht|bilde|billede|mensagem|anexo)
"""


_EMOJI_OR_NAME = r"(?:[^\w\s\"]{1,20}|[\w'-]{1,20}(?: [\w'-]{1,20}){0,3})"


def _pattern(listing: str) -> str:
    joined = listing.replace("\n", "").replace("E", _EMOJI_OR_NAME)
    return f"(?:{joined})"


_QUOTED = rf"[{OPENING}] ?.+? ?(?:[{CLOSING}]|(?:…|\.\.\.)?$)"
_REACTION = re.compile(
    rf"{_pattern(_VERBS)}:? ?{_QUOTED}[.!]?(?: ?{_pattern(_AFTERWARDS)})?[.!]?"
    rf"|{_pattern(_VERBS)} {_pattern(_PICTURES)}(?: {_pattern(_AFTERWARDS)})?[.!]?"
    rf"|{_QUOTED} ?{_pattern(_AFTERWARDS)}[.!]?"
)
# Google Messages: 👍 to “...”, in whatever language its "to" is.
_EMOJI = re.compile(rf"[^\w\s{OPENING}]+ (?:\w+ ){{1,2}}(?:{_QUOTED}|{_pattern(_PICTURES)})[.!]?")
_PICTURE = re.compile(rf" {_pattern(_PICTURES)}", re.IGNORECASE)
_MARKS = re.compile(f"[{OPENING}]")
_FOREIGN = re.compile("[„«»‹›「」『』《》‚]")
_ANSWERS = re.compile(
    r"\b(?:yes|yea|yeah|yep|no|nope|ok|okay|sure|si|ja|oui|sim|nein|non|nao|nee)\b"
)


def is_reaction(text: str, said: Sequence[str] = ()) -> bool:
    """Whether a message is nothing but a reaction, to what we `said` or to anything else.

    >>> is_reaction("Liked “Do you own the property?”"), is_reaction("👍 to “Yes or no?”")
    (True, True)
    >>> is_reaction("“Do you own the property?” yes", ["Do you own the property?"])
    False
    """
    text = text[:LONGEST]
    if not _MARKS.search(text) and not _PICTURE.search(text):
        return False
    plain = _plain(text)
    if _REACTION.fullmatch(plain) or _EMOJI.fullmatch(plain):
        return True
    own = own_words(text, said)
    return own != text and bool(_MARKS.search(text)) and _is_of_another_language(own, text)


def _is_of_another_language(own: str, text: str) -> bool:
    """Whether the few words beside a quotation of ours are none that we could read."""
    words = re.findall(r"[^\W\d_]+", own)
    if re.search(r"\d", own) or len(words) > 5 or _ANSWERS.search(_plain(own)):
        return False
    if not words:  # an emoji alone beside it
        return any(unicodedata.category(c) in ("So", "Sk") for c in text)
    return bool(_FOREIGN.search(text)) or any(not word.isascii() for word in words)


def _plain(text: str) -> str:
    """Lower case, without accents and marks that nobody sees, each space a single one."""
    if text.isascii():
        return " ".join(text.casefold().split())
    parts = unicodedata.normalize("NFKD", text.replace("…", "\ue000").replace("’", "'"))
    kept = (c for c in parts if c < "\x80" or unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join("".join(kept).replace("\ue000", "…").casefold().split())
