"""The states (and territories) in which a ZIP code may lie.

A ZIP code's first three digits name a sorting area, and a few areas serve places across a border:
then both states are given, and who wants to be sure keeps to both. Source: the United States
Postal Service's ZIP codes, read in 2026.
"""

from __future__ import annotations

from bisect import bisect_right

# The lowest three digits of each run of areas, and its states; the run ends where the next begins.
# The military's areas (090, 340, 962) lie in none.
_AREAS = """
000
005 NY
006 PR
008 VI
009 PR
010 MA
028 RI
030 NH
039 ME
050 VT
055 MA
056 VT
060 CT
063 CT NY
064 CT
070 NJ
090
100 NY
150 PA
197 DE
200 DC
201 VA
202 DC
205 DC MD VA
206 MD
220 VA
247 WV
270 NC
290 SC
300 GA
320 FL
340
341 FL
350 AL
370 TN
386 MS
398 GA
400 KY
422 KY TN
423 KY
430 OH
460 IN
480 MI
500 IA
530 WI
550 MN
569 DC
570 SD
580 ND
590 MT
600 IL
630 MO
660 KS
680 NE
700 LA
716 AR
726 AR MO
727 AR
730 OK
733 TX
734 OK
739 OK TX
740 OK
750 TX
800 CO
820 WY
832 ID
834 ID WY
835 ID
840 UT
850 AZ
870 NM
885 TX
888 DC
889 NV
900 CA
962
967 AS HI
968 HI
969 GU MP
970 OR
980 WA
995 AK
"""
_RUNS = [line.split() for line in _AREAS.split("\n") if line]
_FIRST = [int(run[0]) for run in _RUNS]


def of_zip_code(zip_code: str) -> tuple[str, ...]:
    """The two letters of every state the ZIP code may lie in; none where we can't tell.

    >>> of_zip_code("94110"), of_zip_code("06390"), of_zip_code("SW1A 1AA")
    (('CA',), ('CT', 'NY'), ())
    """
    if len(zip_code) < 5 or not zip_code[:5].isdecimal():
        return ()
    return tuple(_RUNS[bisect_right(_FIRST, int(zip_code[:3])) - 1][1:])
