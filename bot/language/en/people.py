"""Words that stand for who writes, and for others: whose a value is hangs on the nearest."""

from __future__ import annotations

PEOPLE: dict[str, frozenset[str]] = {
    "self": frozenset(
        """i i'm i'd i'll i've im ive id me my mine we we're we'd we'll we've us our ours
        myself""".split()
    ),
    "other": frozenset(
        """he he's her hers him his she she's their theirs them they they're they'd they've
        someone somebody everyone people guy guys company companies contractor contractors dealer
        bank lender agent broker wife husband partner spouse mom mum dad mother father parents
        brother sister son daughter friend friends buddy cousin uncle aunt neighbor neighbors
        neighbour neighbours coworker boss landlord tenant roommate""".split()
    ),
    "you": frozenset("you you're you'd you'll you've your yours ya u yall y'all".split()),
}
"""who → the words that name them."""
