"""Whose money a statement is, and whether it is denied: "quoted 12k", "I don't have 20k"."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.amounts.bounds import REFUSED
from bot.nlu.amounts.statement import CHANGED, Statement
from bot.nlu.patterns import head_of, phrases

_loosely = "(?: (?:about|around|like|roughly|only|just|maybe|almost|nearly|even|quite|the))*"
_theirs = phrases(
    """income | salary | wages? | earn(?:ing|s)? | (?:take|bring(?:ing)?) home | deductible
    | (?:my|the|an?) excess | copay | co-pay"""
)
_thereof = r"(?:(?! (?:and|but) )[^.;!?,\d]){0,30}"
_INCOME = re.compile(
    rf"(?<![a-z])(?:{_theirs}(?![a-z]){_thereof}"
    rf"|(?:(?:i|we|wife|husband) makes?|making){_loosely} )$"
)
_others = phrases(
    """deductible | excess(?! of) | copay | co-pay | in damages? | income | salary
    | (?:(?:of|in) )?(?:liability|coverage)
    | (?:less|cheaper|lower|more|higher) th[ae]n(?= (?:what|my|i|we|now|the|before)(?![a-z]))"""
)
_OTHERS_AFTER = re.compile(rf" *{_others}(?![a-z])")
_own_already = phrases("owe | owing | worth | value(?:d at| is)? | score")
_OWN_ALREADY = re.compile(rf"(?<![a-z]){_own_already}(?![a-z]){_thereof}$")
_WORTH = re.compile(
    r"(?<![a-z])(?:house|home|place|property|condo|car|it)(?:'?s| is| was)?(?: [a-z]+)?"
    r" (?:worth|valued|appraised)(?![a-z])[^.;!?,\d]{0,20}$"
)
_friend = r"(?:neighbou?r|friend|buddy|brother|sister|cousin|co-?worker|mom|mum|dad|boss)"
_somebody = phrases(
    rf"""they | he | she | you | guys? | company | contractor | competitor | dealer | {_friend}s?
    | bank | lender | dentist | roofer | school"""
)
_told = phrases(
    rf"""quoted | (?:quote|bid|estimate|invoice)(?: (?:was|is|of|for|came)|:) | rent is | heard
    | (?:was|were|been|got) told | ads? | (?<!to )costs? | neighbou?rs?
    | (?:discount|rebate|refund|coupon|fee|dues|bill)s? (?:is|are|was|of) | taxes (?:is|are) | hoa
    | {_somebody}(?: (?:was|were|is|are|has|had))?
    (?:said|(?:want|ask|say|charg|quot|offer|estimat|bid|bill)(?:s|ed|ing|es|e)?)
    | (?<!wife )(?<!husband )(?<!hubby )(?<!partner )(?:says|charges)"""
)
_near = r"(?![a-z])(?:(?! (?:but|so|(?:i|we)(?:'d|'m|'re|'ve)?) |budget)[^.;!?\d]){0,30}$"
_TOLD = re.compile(rf"(?<![a-z]){_told}{_near}")
_FRIENDS = re.compile(rf"(?<![a-z]){_friend}s?(?: in law)? (?:paid|pays|got|spent|was|is){_near}")
_PRICE_OF = re.compile(
    " *"
    + phrases(
        """discount | rebate | refund | coupon | fee | special | gift card | bill
        | off(?= *(?:$|[.,!?]|the |your |coupon|deal))"""
    )
    + "(?![a-z])"
)
_AT_PRESENT = re.compile(
    r"(?<![a-z])(?:currently|right now|at the moment|pay(?:ing)? (?:now|today))"
    r"(?! (?:looking|hoping|thinking|have|saving|want))(?![a-z])[^.;!?,\d]{0,20}$"
)
_PAYING = re.compile(r"(?<![a-z])pay(?:ing)?(?![a-z])[^.;!?,\d]{0,20}$")
_NOW = re.compile(r" *(?:right now|now|currently|today|at the moment)(?![a-z])")
_PAID = re.compile(
    r"(?<![a-z])(?:paid|charged|bought|spent|won|lost|sold|ago for"
    rf"|(?:last|previous|old|other) (?:[a-z]+ ){{1,2}}was){_near}"
)
_THEN = re.compile(
    rf"{_thereof}(?<![a-z])(?:ago|back then|last (?:time|year|month|week)"
    r"|in (?:19|20[01])\d\d)(?![a-z\d])"
)
_SAME = re.compile(
    r"(?<![a-z])(?:same|similar|match|whatever|(?:like|close to) (?:now|what))(?![a-z])[^.;!?\d]*$"
)
_NOT = re.compile(
    r"(?<![a-z])(?:not|was(?: (?:gonna|(?:going|planning|hoping) to)(?: [a-z]+)?)?|used to be"
    r"|previously|originally|initially|at first|instead of"
    rf"|(?<!or )rather than|(?:i|we) (?:had )?said){_loosely} *$"
)
_unable = phrases(
    """not | do not | don't | didn't | haven't | can't | cannot | couldn't | won't | wouldn't
    | never | no way (?:i|we)(?:'?m|'d|'ll| can| could| would| am)?"""
)
_spend = phrases(
    "have | got | say | said | afford | do | pay | paying | spend | spending | mean | want"
)
_REFUSED_BEFORE = re.compile(
    rf"(?<![a-z])(?:forget|(?:is|was|are)n't|{_unable}(?: (?:be|going|gonna|to|really))* {_spend}"
    r"|nothing like|nowhere near|not (?:even|quite|exactly)"
    rf"(?: to (?:pay|spend|do))?){_loosely} *$"
)
_DENIED = re.compile(rf"(?<![a-z])(?<!if )(?<!why )(?:not|instead of|rather than){_loosely} *$")
_MARGIN = re.compile(r"(?:give or take|plus or minus|plus/minus|\+/?-|±) *$")
_NEGATIVE = re.compile(r"(?:^[ $£€]*-|(?<!plus )minus) *$")
_VAGUE = re.compile(
    r"(?<![a-z])(?<!as )(?:low|mid|middle|upper|high)(?:er)?[ -]*$"
    r"|(?:%|percent|per cent|half|third|part) (?:of|off) (?:[a-z]+ )*$"
    r"|(?:payments|instal?lments|checks) of *$"
    r"|(?<![a-z])(?:save|put down|down payment|deposit) (?:[a-z]+ ){0,3}$"
)
_DOWN = re.compile(r" *(?:down(?! to)|deposit)(?![a-z])")


def is_income(text: str, said: Statement) -> bool:
    """What they earn, are covered for or would save: never what they would spend."""
    return bool(_INCOME.search(head_of(text, said.start)) or _OTHERS_AFTER.match(text, said.end))


def is_owned(text: str, said: Statement) -> bool:
    """Money that is theirs or due already, seldom what they would spend."""
    return bool(_OWN_ALREADY.search(head_of(text, said.start)))


def is_of_others(text: str, said: Statement) -> bool:
    """ "My neighbor paid 12k", "I owe 5k": where no budget was asked for, these tell none."""
    friends = _FRIENDS.search(head_of(text, said.start)) and not _is_wanted_too(text, said)
    return bool(friends) or is_owned(text, said)


@lru_cache(maxsize=16)  # who weighs a statement asks more than once
def is_aside(text: str, said: Statement) -> bool:
    """Money of others, of now or of the past: no budget until the prospect says so."""
    head = head_of(text, said.start)
    told = _TOLD.search(head) or _FRIENDS.search(head) or _PRICE_OF.match(text, said.end)
    paying = _AT_PRESENT.search(head) or (_PAYING.search(head) and _NOW.match(text, said.end))
    spent = _PAID.search(head) or _THEN.match(text, said.end)
    return bool(told or paying or spent) and not _is_wanted_too(text, said)


def _is_wanted_too(text: str, said: Statement) -> bool:
    """ "Same as I pay now, 140"."""
    return bool(_SAME.search(head_of(text, said.start)))


def is_refused(text: str, said: Statement) -> bool:
    """ "I don't have 20k" and "20k is too much"."""
    if said.bound:
        return False
    return bool(_REFUSED_BEFORE.search(head_of(text, said.start)) or REFUSED.match(text, said.end))


def is_denied(text: str, said: Statement) -> bool:
    """ "Not 8k", and the 8k of "9k instead of 8k"."""
    return not said.bound and bool(_DENIED.search(head_of(text, said.start)))


def is_replaced(text: str, said: Statement) -> bool:
    """The 6k of "not 6k but 7k", "7k, was 6k", and "raise it from 6k to 7k"."""
    head = head_of(text, said.start)
    changed = CHANGED.search(f"{head}from " if text.startswith("from", said.start) else head)
    return is_refused(text, said) or bool(_NOT.search(head) or changed)


def is_margin(text: str, said: Statement) -> bool:
    """The grand of "11k, give or take a grand"."""
    return bool(_MARGIN.search(head_of(text, said.start)))


def is_vague(text: str, said: Statement) -> bool:
    """ "Low 300k", "half of 8k", "5k down", "-500", what a house is worth: to be read back."""
    head = head_of(text, said.start)
    if not said.bound and (_VAGUE.search(head) or _DOWN.match(text, said.end)):
        return True
    return bool(_WORTH.search(head) or _NEGATIVE.search(head))
