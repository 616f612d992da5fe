"""What the amount is that a campaign asks for, where its file says nothing of it."""

from __future__ import annotations

import re

from bot.values.budget import Means, Period

# By the words of an industry's name. Without one of these it is what something costs.
_BY_INDUSTRY = {
    Means.LOAN: {"mortgage", "mortgages", "lending", "loan", "loans"},
    Means.PREMIUM: {"insurance"},
    Means.TUITION: {"education"},
    Means.RENT: {"rental", "rentals"},
}
# Homes are bought once and rented by the month.
_HOMES = {"estate", "housing", "property"}


def usual_means(vertical: str, period: Period) -> Means:
    """What amount an industry (`vertical` in a campaign file) asks its prospects for.

    >>> usual_means("Auto insurance", Period.YEAR).value
    'premium'
    >>> [usual_means("real-estate", period).value for period in (Period.ONCE, Period.MONTH)]
    ['price', 'rent']
    """
    words = set(re.findall(r"[a-z]+", vertical.casefold()))
    if period is Period.MONTH and words & _HOMES:
        return Means.RENT
    return next((means for means, known in _BY_INDUSTRY.items() if words & known), Means.PRICE)
