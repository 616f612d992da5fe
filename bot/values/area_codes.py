"""Where a North American number's area code lies: states and time zones.

A mobile phone moves with its holder and keeps its number, so this is a presumption; Florida's and
Oklahoma's laws make the same one. Source: the area codes of the library phonenumbers, read in
2026, with the zones of tz; a few codes lie in two zones: then both are given. Zones whose clocks
agree today are one. Area codes of no American state (toll-free, premium, new ones) aren't here.
"""

from __future__ import annotations

import re

# A state, its zones and the area codes that lie in them.
_AREAS = """
AK America/Adak America/Anchorage 907
AL America/Chicago 205 251 256 334 659 938
AR America/Chicago 327 479 501 870
AS Pacific/Pago_Pago 684
AZ America/Denver America/Phoenix 928
AZ America/Phoenix 480 520 602 623
CA America/Los_Angeles 209 213 279 310 323 341 350 369 408 415 424 442 510 530 559 562 619 626 628
CA America/Los_Angeles 650 657 661 669 707 714 738 747 760 805 818 820 831 840 858 909 916 925 949
CA America/Los_Angeles 951
CO America/Denver 303 719 720 748 970 983
CT America/New_York 203 475 860 959
DC America/New_York 202 771
DE America/New_York 302
FL America/Chicago America/New_York 448 850
FL America/New_York 239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904
FL America/New_York 941 954
GA America/New_York 229 404 470 478 678 706 762 770 912 943
GU Pacific/Guam 671
HI Pacific/Honolulu 808
IA America/Chicago 319 515 563 641 712
ID America/Denver America/Los_Angeles 208 986
IL America/Chicago 217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 872
IN America/Chicago America/New_York 219 574 812 930
IN America/New_York 260 317 463 765
KS America/Chicago 316 913
KS America/Chicago America/Denver 620 785
KY America/Chicago America/New_York 270 364 606
KY America/New_York 502 859
LA America/Chicago 225 318 337 504 985
MA America/New_York 339 351 413 508 617 774 781 857 978
MD America/New_York 227 240 301 410 443 667
ME America/New_York 207
MI America/Chicago America/New_York 906
MI America/New_York 231 248 269 313 517 586 616 734 810 947 989
MN America/Chicago 218 320 507 612 651 763 952
MO America/Chicago 235 314 417 557 573 636 660 816 975
MP Pacific/Guam 670
MS America/Chicago 228 601 662 769
MT America/Denver 406
NC America/New_York 252 336 472 704 743 828 910 919 980 984
ND America/Chicago America/Denver 701
NE America/Chicago 402 531
NE America/Chicago America/Denver 308
NH America/New_York 603
NJ America/New_York 201 551 609 640 732 848 856 862 908 973
NM America/Denver 505 575
NV America/Denver America/Los_Angeles 775
NV America/Los_Angeles 702 725
NY America/New_York 212 315 329 332 347 363 516 518 585 607 631 646 680 716 718 838 845 914 917
NY America/New_York 929 934
OH America/New_York 216 220 234 283 326 330 380 419 440 513 567 614 740 937
OK America/Chicago 405 539 572 580 918
OR America/Denver America/Los_Angeles 458 541
OR America/Los_Angeles 503 971
PA America/New_York 215 223 267 272 412 445 484 570 582 610 717 724 814 835 878
PR America/Puerto_Rico 787 939
RI America/New_York 401
SC America/New_York 803 821 839 843 854 864
SD America/Chicago America/Denver 605
TN America/Chicago 615 629 731 901 931
TN America/Chicago America/New_York 423
TN America/New_York 865
TX America/Chicago 210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832
TX America/Chicago 903 936 940 945 956 972 979
TX America/Denver 915
UT America/Denver 385 435 801
VA America/New_York 276 434 540 571 686 703 757 804 826 948
VI America/Puerto_Rico 340
VT America/New_York 802
WA America/Los_Angeles 206 253 360 425 509 564
WI America/Chicago 262 274 353 414 534 608 715 920
WV America/New_York 304 681
WY America/Denver 307
"""


def _read() -> dict[str, tuple[str, tuple[str, ...]]]:
    places: dict[str, tuple[str, tuple[str, ...]]] = {}
    for state, *rest in map(str.split, _AREAS.strip().split("\n")):
        zones = tuple(word for word in rest if not word.isdigit())
        places |= {code: (state, zones) for code in rest if code.isdigit()}
    return places


_PLACES = _read()
_AREA_CODE = re.compile(r"\+1(\d{3})\d{7}")


def state_and_zones(e164: str) -> tuple[str, tuple[str, ...]] | None:
    """The American state (or territory) of a number and the zones it may lie in; None elsewhere.

    >>> state_and_zones("+18085550123"), state_and_zones("+18005550123")
    (('HI', ('Pacific/Honolulu',)), None)
    """
    match = _AREA_CODE.fullmatch(e164)
    return _PLACES.get(match[1]) if match else None
