"""The time zones in which a postcode may lie.

A ZIP code's first three digits name a sorting area, and a few areas lie in two zones: then both
are given, and who wants to be sure keeps to both. Source of the areas: the United States Postal
Service's ZIP codes with the zones of tz, read in 2026; zones whose clocks agree today are one.
"""

from __future__ import annotations

from bisect import bisect_right

# The lowest three digits of each run of areas, and its zones; the run ends where the next begins.
_AREAS = """
000
005 America/New_York
006 America/Puerto_Rico
010 America/New_York
090
100 America/New_York
324 America/Chicago America/New_York
325 America/Chicago
326 America/New_York
340
341 America/New_York
350 America/Chicago
373 America/Chicago America/New_York
375 America/Chicago
376 America/New_York
377 America/Chicago America/New_York
378 America/New_York
380 America/Chicago
398 America/New_York
401 America/Chicago America/New_York
402 America/New_York
420 America/Chicago
425 America/New_York
426 America/Chicago America/New_York
430 America/New_York
463 America/Chicago
465 America/Chicago America/New_York
466 America/New_York
469 America/Chicago America/New_York
470 America/New_York
475 America/Chicago America/New_York
476 America/Chicago
478 America/New_York
479 America/Chicago America/New_York
480 America/New_York
498 America/Chicago America/New_York
500 America/Chicago
569 America/New_York
570 America/Chicago
575 America/Chicago America/Denver
577 America/Denver
580 America/Chicago
585 America/Chicago America/Denver
587 America/Chicago
590 America/Denver
600 America/Chicago
677 America/Chicago America/Denver
679 America/Chicago
690 America/Chicago America/Denver
693 America/Denver
700 America/Chicago
798 America/Chicago America/Denver
800 America/Denver
835 America/Denver America/Los_Angeles
836 America/Denver
838 America/Los_Angeles
840 America/Denver
850 America/Phoenix
860 America/Denver America/Phoenix
863 America/Phoenix
865 America/Denver America/Phoenix
870 America/Denver
889 America/Los_Angeles
962
967 Pacific/Honolulu Pacific/Pago_Pago
968 Pacific/Honolulu
969 Pacific/Guam Pacific/Palau Pacific/Pohnpei Pacific/Majuro
970 America/Los_Angeles
979 America/Denver America/Los_Angeles
980 America/Los_Angeles
995 America/Adak America/Anchorage
996 America/Anchorage
"""
_RUNS = [line.split() for line in _AREAS.split("\n") if line]
_FIRST = [int(run[0]) for run in _RUNS]


def of_postcode(postcode: str, country: str = "US") -> tuple[str, ...]:
    """IANA names of every zone the postcode may lie in; none where we can't tell.

    >>> of_postcode("94110"), of_postcode("SW1A 1AA", "GB"), of_postcode("1012 AB", "NL")
    (('America/Los_Angeles',), ('Europe/London',), ())
    """
    if country == "GB":
        return ("Europe/London",)
    if country != "US" or not postcode[:3].isdecimal() or len(postcode) < 5:
        return ()
    return tuple(_RUNS[bisect_right(_FIRST, int(postcode[:3])) - 1][1:])
