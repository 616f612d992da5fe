"""Days and the chances of their roles → the one that is the wanted start, and how sure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.language.days.around import Words
from bot.language.days.mention import Mention
from bot.language.days.mentions import MOST, is_alone
from bot.language.days.roles import WANTED
from bot.language.days.value import Days, Scene, Sort
from bot.language.doc import Doc
from bot.language.en import day_words
from bot.language.roles import Chances, likeliest

HEARD = 0.5  # below it nothing is heard
HEARD_ASKED = 0.05  # below it nothing is heard where a start was asked
SURE = 0.9  # of another role: below it the day is read back where a start was asked
SURE_OF_PLAIN = 0.75  # likewise of roles that words tell plainly, and of today, said of much else
_PLAIN = frozenset(("refused",))
FIRM = 0.7  # below it what is heard is read back
EVENT = 0.4  # the day of an event is read back where a start was asked
BETTER = 0.15  # by how much a later day must be likelier than an earlier one
AFAR = 240  # days: farther off, a day of a month is read back
_POINTING = 0.8  # how days that are told by others weigh beside some of their own
_VAGUE = 0.85  # how a word for "at once" weighs beside days


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the message takes back, asked by tokens.

    `turned(first, second)`: whether the second takes the first's place. `current`: those that
    weren't taken back.
    """

    turned: Callable[[Mention, Mention], bool]
    current: Callable[[list[Mention]], list[Mention]]


@dataclass(frozen=True, slots=True)
class Judged:
    """An expression of days with the chances of its roles; a vague one has none."""

    mention: Mention
    chances: Chances

    @property
    def wanted(self) -> float:
        """The chance that they want it then."""
        if not self.mention.named:
            return 1.0
        return sum(self.chances.get(role, 0.0) for role in WANTED)

    @property
    def weight(self) -> float:
        """How it stands against others of the message."""
        if self.mention.pointing:
            return _POINTING
        if self.mention.flexible or self.mention.days.doubtful:
            return 0.0
        return _VAGUE if self.mention.vague else self.wanted


@dataclass(frozen=True, slots=True)
class Told:
    """The wanted start, the role of its words and that role's chance."""

    mention: Mention
    role: str
    margin: float
    doubtful: bool


def decode(
    doc: Doc, judged: Sequence[Judged], scene: Scene, asks: str | None, corrections: Corrections
) -> Told | None:
    """The expression that tells when to start; None where none does."""
    words = Words(doc)
    slipped = any(one.mention.days.slip for one in judged)
    real = [one for one in judged if not one.mention.days.void][:MOST]
    wanted = [
        one for one in real if _is_heard(one, asks, scene) and _is_told(words, one.mention, asks)
    ]
    by_mention = {id(one.mention): one for one in wanted}
    current = [by_mention[id(one)] for one in corrections.current([w.mention for w in wanted])]
    best = _best(words, current, scene, corrections)
    if best is None:
        return None
    rivals = _rivals(words, current, best, corrections)
    best = max([best, *rivals], key=lambda one: one.mention.first)
    role, chance = likeliest(best.chances) if best.chances else (WANTED[0], 1.0)
    margin = best.wanted if role in WANTED else chance
    afar = _is_afar(words, best.mention, scene) and not (asks and is_alone(words, best.mention))
    unsure = best.mention.days.doubtful or best.wanted < FIRM or bool(rivals)
    doubtful = slipped or unsure or afar
    return Told(best.mention, role, margin, doubtful)


def _rivals(
    words: Words, current: Sequence[Judged], best: Judged, corrections: Corrections
) -> list[Judged]:
    """Other days that are as likely the wanted one, and don't lie within it: which, nobody knows.

    None where it has plainly taken the place of another.
    """
    before = [one.mention for one in current if one.mention.last <= best.mention.first]
    if any(_corrects(words, one, best.mention, corrections) for one in before):
        return []
    return [
        one
        for one in current
        if one.mention.named
        and not (one.mention.rule == "not_then" and one.mention.first < best.mention.first)
        and one.weight >= best.weight - BETTER
        and _apart(one.mention.days, best.mention.days)
    ]


def _apart(one: Days, other: Days) -> bool:
    """Whether no day is in both; an open end is none."""
    if not (one.first and other.first):
        return False
    return one.first > (other.last or other.first) or other.first > (one.last or one.first)


def _is_afar(words: Words, one: Mention, scene: Scene) -> bool:
    """Whether a day or month without its year is next year's by most of it: it may be past."""
    first, named = one.days.first, one.days.sort in (Sort.NAMED, Sort.FIGURES)
    meant = words.has("of_next_year", one.first, one.last)
    return bool(first and named and not meant and (first - scene.today).days > AFAR)


def _is_heard(one: Judged, asks: str | None, scene: Scene) -> bool:
    if one.wanted >= HEARD:
        return True
    if asks != "timeframe":
        return False
    if scene.again and one.chances.get("refused", 0.0) < HEARD:
        return True  # who says it twice means it
    role, chance = likeliest(one.chances)
    plain = role in _PLAIN or one.mention.days.sort is Sort.TODAY
    unsure = one.wanted >= HEARD_ASKED and chance < (SURE_OF_PLAIN if plain else SURE)
    return unsure or one.chances.get("event", 0.0) >= EVENT


def _is_told(words: Words, one: Mention, asks: str | None) -> bool:
    """Whether a bare expression is a timeframe: to its question, or alone between two pauses."""
    if not one.named or one.days.bounded:
        return True
    if not day_words.is_bare(words, one.first, one.last, one.days):
        return True
    if asks not in (None, "timeframe"):
        return False
    if asks and not (one.days.sort is Sort.NUMBER and one.days.bare and not one.days.ranged):
        return True
    return is_alone(words, one)


def _best(
    words: Words, current: Sequence[Judged], scene: Scene, corrections: Corrections
) -> Judged | None:
    best: Judged | None = None
    for one in current:
        if best is None or _replaces(words, best, one, scene, corrections):
            best = one
    return best


def _replaces(
    words: Words, best: Judged, one: Judged, scene: Scene, corrections: Corrections
) -> bool:
    old, new = best.mention, one.mention
    if old.vague and not new.vague and new.days.first == scene.today:
        return True  # "asap, by Friday"
    if old.vague and not new.flexible and new.days.bounded and new.days.last is None:
        return True  # "asap but not before Monday"
    if new.pointing and not old.pointing:
        return True  # "I fly out Thursday and am back December 14, any time from then on"
    if old.rule == "not_then" and not new.days.bounded:
        return True  # "not the January intake, the one in the fall"
    if new.days.last is None and _narrows(new, old):
        return False  # "January, after the holidays"
    if _only_ends(old.days, new.days, scene):
        return False  # "start on January 11, done by the end of February"
    if not new.flexible and (_narrows(old, new) or _corrects(words, old, new, corrections)):
        return True
    return one.weight > best.weight + BETTER


def _only_ends(begins: Days, ends: Days, scene: Scene) -> bool:
    """Whether the second tells no more than the last day, and the first a day before it."""
    one_day = begins.first is not None and begins.first == begins.last
    by_then = ends.bounded and ends.first == scene.today and ends.last is not None
    return bool(one_day and by_then and begins.first and ends.last and begins.first < ends.last)


def _narrows(first: Mention, second: Mention) -> bool:
    """ "In spring, March or April"."""
    one, other = first.days, second.days
    if not (first.named and second.named and one.first and other.first and other.last):
        return False
    if one.last is None:  # "after New Year, in January"
        return other.first <= one.first < other.last and not other.bounded
    inside = one.first <= other.first and other.last <= one.last
    return inside and not other.bounded and one.span != other.span


def _corrects(words: Words, first: Mention, second: Mention, corrections: Corrections) -> bool:
    if words.ends("i_said", second.first) >= 0:
        return False
    if corrections.turned(first, second):
        return True
    between: Sequence[str] = words.low[first.last : second.first]
    if not 0 < len(between) <= 12:
        return False
    moved = words.spans("moved_to", first.last, second.first)
    if any(end == second.first for _, end in moved):
        return True
    return any(
        end >= second.first - 3 for _, end in words.spans("so_then", first.last, second.first)
    )
