"""Whether a lone "today" is a plan, or only talk: "nice weather today", "i'm busy today"."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.patterns import FAR, head_of, phrases

_TODAY = re.compile(
    r"(?<![a-z])(?:today|tonight|this (?:morning|afternoon|evening))(?:'s)?(?![a-z])"
)
# "By today", "from today" and "as soon as today" say what today is for.
_bound = phrases(
    r"""by | from | as | before | until | till? | no | not before | starting | start | deadline
    | due | within | through | thru | latest | after | > | < | effective | between
    | end | close | eod | cob | anytime"""
)
_BOUND = re.compile(rf"(?:the )?{_bound}(?![a-z])")
_subject = phrases(
    "i | i'm | im | i've | we | we're | we've | you | it | it's | its | he | she | they | my | the"
)
# Where a new thought begins: "need a roof, but i'm busy today".
_turn = phrases(
    """but | so(?! (?:bad|late|early|much|many|long|hard)(?![a-z])) | because | cuz | bc | since
    | while | though"""
)
_CLAUSE = re.compile(
    rf"[.;!?,\n:(]+(?=\s|$)|\s-+\s|(?<![a-z]){_turn}(?![a-z])"
    rf"|(?<![a-z])and(?= {_subject}(?![a-z]))"
)
_TALK = re.compile(
    r"(?<![a-z])"
    + phrases(
        r"""busy | tied up | swamped | slammed | weather | rain\w* | snow\w* | sunny | cloudy
        | windy | hot | cold | humid | warm | tired | sick | ill | birthday | anniversary
        | yesterday | last night | isn't it | ain't it | nice day | day off
        | (?:lovely|beautiful|great|good|bad) day | how(?:'s| is| are| r|s) | how (?:you|u|ya)
        | wh?at(?:'s| is| are| r)? (?:you|u|up) | (?:off|at|to|from) work | working | called
        | texted | e?-?mailed | messaged | wrote | saw | seen | heard | read | talked | spoke
        | spoken | drove | woke | thanks for | thank you for
    | sorry (?:for|about) | appreciate | long day
    | what (?:can|do|could) (?:you|u) | an? (?:special|deal) | any (?:specials?|deals?)"""
    )
    + r"(?![a-z])"
)
_NOT = re.compile(
    r"(?<![a-z])(?:not|[a-z]+n't|cannot|never)(?: (?:do|make|make it|come|for|until))? *$"
)
_WANTED = re.compile(
    r"(?<![a-z])"
    + phrases(
        """need(?:s|ed)? | want(?:s|ed)? | start | starting | begin | beginning | looking | hoping
        | hope | 'd like | would like | like to | love to | prefer | plan | planning | ready | get
        | have (?:it|this|them|someone|somebody) | book | schedule | appointment | fix | fixed
        | repair it | repaired | replaced | install | installed | done | finished | complete
        | completed | close | buy | buying | sell | move in | moving in | sign | signing | switch
        | switching | come | come out | come by | stop by | send | do it | do this | do | make it
        | let's | lets | how about | how(?= ?$) | what about | what(?= ?$) | effective
        | possible | possibly
        | (?:can|could|will|would) (?:you|u|someone|somebody|anyone|anybody|it|this|we|i)
        | i can | we can | i could | we could
        | (?:is|are|be) (?:anyone|anybody|someone|somebody|you|u|y'all) (?:free|available|around)
        | (?:i'm|im|i am|we're|we are|i'll be|we'll be) (?:free|available|home|open)"""
    )
    + r"(?![a-z])"
)
# Words that add nothing to "today", before it and behind.
_LITTLE = re.compile(
    r"(?:"
    + phrases(
        r"""maybe | probably | preferably | hopefully | ideally | definitely | yes | yeah | yep
        | yup | sure | ok | okay | um | uh | well | oh | lol | hi | hello | hey | just | even
        | really | actually | sorry | no | wait | like | say | about | around | later | early
        | earlier | right | sometime | some time | anytime | any time | on | in | at | for | the
        | this | or | and | now | asap | a\.?s\.?a\.?p\.? | it | it's | its | that | that's | is
        | was | be | would | will | works? | fine | good | great | best | perfect | ideal | better
        | ok with me | for me | for us | me | us | please | pls | plz | thanks | thank | you | thx
        | if | possible | can | could | i | we | when | timeline | timeframe | timing | date
        | today | tonight | morning | afternoon | evening | night | noon | midnight | midday
        | after | before | past | by | from | until | to | o'clock | am | pm | a\.m\.? | p\.m\.?
        | half | quarter | one | two | three | four | five | six | seven | eight | nine | ten
        | eleven | twelve | maximum | max | latest | earliest | urgent | urgently | emergency
        | soon | possibly | lunch | dinner | work day | only | i mean | i guess | guess | think
        | thinking | too | also | either"""
    )
    + r"(?![a-z'])|[\W\d_])*"
)
# "It must be ready today", "I'll drop it off today": what is to come, whatever it is.
_TO_COME = re.compile(
    r"(?:(?<![a-z])(?:will|shall|must|should|has to|have to|got to|gotta|gonna|going to|due"
    r"|booked|booking|reservation|viewing|showing|(?:i'm|im|we're) coming)|'ll)"
    r"(?![a-z])(?! (?:not|never)(?![a-z]))"
)
_THING = re.compile(r"(?:[a-z'-]+ ){1,3}")
# "Just patch it today", "add my son to the policy today": no subject, and no verb that tells.
_please = phrases("please | pls | plz | just | then | so | ok | okay | yes | yeah | yep | and | go")
_tells = phrases(
    """i | i'm | im | i've | we | we're | we've | is | are | was | were | am | has | had | did
    | does | not | [a-z]+n't | got | gave | went | hurts? | looks? | feels? | seems? | sucks?
    | works?"""
)
_no_verb = phrases(
    """my | our | your | his | her | its | their | an? | the | some | someone | no | you | u | he
    | she | it | they | there | this | that | these | those | who | what | where | why | when | how
    | if | everyone | people | love | hate"""
)
_REQUEST = re.compile(
    rf"[^a-z]*(?:{_please},? )*(?!(?:{_no_verb}|{_tells})(?![a-z]))"
    r"[a-z]+(?<!ed)(?<!ing)(?<![^s]s) (?![a-z]+(?:ed|[^stiu]s) )"
    rf"(?:(?!{_tells}(?![a-z]))[a-z0-9'%$,-]+ ){{1,9}}"
)

_A_PLAN = re.compile(
    r"[\s,]*(?:(?:i|we)(?:'m|'re|'d| am| are| would)? )"
    r"(?:need|want|like|looking|have to|must|hope|hoping)(?![a-z])"
)


@lru_cache(maxsize=16)  # who asks about a mention asks more than once
def clause(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind `text[start:end]` in its clause, not too far off."""
    head = head_of(text, start)
    first = max((cut.end() for cut in _CLAUSE.finditer(head)), default=0)
    stop = _CLAUSE.search(text, end, end + FAR)
    return head[first:], text[end : stop.start() if stop else end + FAR]


def wanted(words: str) -> bool:
    """Whether `words` ask for something or plan it."""
    return bool(_WANTED.search(words))


def only_talk(text: str, start: int, end: int, answering: bool) -> bool:
    """Whether `text[start:end]` is a "today" (or "tonight") that plans nothing.

    It plans something behind words of wanting or of what is to come, in a request, or where the
    clause says little else. To the question when (`answering`) it does unless the clause is
    about the weather and the like.
    """
    if not _TODAY.search(text, start, end) or _BOUND.match(text, start):
        return False
    before, after = clause(text, start, end)
    if _TALK.search(before) or _TALK.search(after) or _NOT.search(before):
        return True
    if answering or wanted(before) or _TO_COME.search(before) or _A_PLAN.match(text, end):
        return False
    if _REQUEST.fullmatch(before):
        return False
    return not (_LITTLE.fullmatch(after) and (_LITTLE.fullmatch(before) or _is_thing(before)))


def _is_thing(before: str) -> bool:
    """ "Roof repair today": a thing alone is a thing wanted."""
    return bool(_THING.fullmatch(before)) and not _SAYS.search(before)


_SAYS = re.compile(
    r"(?<![a-z])(?:"
    rf"{_tells}|you|u|ur|he|she|it|its|it's|they|there|be|been|have|had|no|who|what|where|why|just"
    r"|leaks?|drips|aches|[a-z]+ed|[a-z]+'s)(?![a-z])"
)
