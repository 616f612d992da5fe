"""Numbers that are no money whatever was asked: phones, dates, ZIP codes, counts."""

from __future__ import annotations

import re

from bot.nlu.patterns import phrases

_month = phrases(
    """jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)?
    | sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)?"""
)
_before_year = phrases(
    f"""in | since | by | from | until | till | of | for | year | built | early | late | mid | end
    | before | after | through | during | summer | spring | fall | winter | autumn | {_month}"""
)
_numbered = phrases(
    "apt | apartment | unit | suite | room | route | rte | hwy | highway | lot | age | aged | floor"
)
_money_after = phrases(r"k\b | dollars | bucks | usd | pounds | gbp | € | £ | \$")
MULTIPLIED = phrases(r"k\b | grand\b | thousand\b | hundred\b | mil(?:lion)?\b | m\b")
OTHER = re.compile(
    rf"""
      (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+ | https?://\S+ | www\.\S+
    | (?=[\d+(#]) (?:
    # telephones
      (?<![\d$£€])\+?\(?\d{{3}}\)?[ .-]\d{{3}}[ .-]\d{{4}}(?!\d)
    | \+\d[\d ()-]{{7,}}\d
    | (?<![\d$£€.,])0\d{{3,4}}[ ]?\d{{3}}[ ]?\d{{3,4}}(?!\d)
    | (?<![\d$£€.,])\d{{10,11}}(?![\d.,])
    | (?<![\d$£€,.-])\d{{3}}[ .-]\d{{4}}(?!\d)
    # ZIP codes
    | \d{{5}}-\d{{4}}(?!\d)
    # dates and times
    | \d{{1,4}}[/-]\d{{1,2}}[/-]\d{{2,4}} | \b\d{{4}}-\d\d(?!\d)
    | \d{{1,2}}/\d(?!\d*[ ]?{MULTIPLIED})
    | 24-7\b | \d{{1,2}}:\d\d | (?<!\d)(?:\d{{1,2}}[ ]?(?:-|to)[ ]?)?(?:1[0-2]|\d)[ ]?pm\b
    | \d{{1,2}}[ ]?(?:am|a\.m\.?|o'?clock)\b
    | (?<!\d)\d+(?:st|nd|rd|th)\b(?:,?[ ](?:19|20)\d\d)?
    | \d{{1,2}}(?:[ ]?(?:-|to)[ ]?\d{{1,2}})?[ ](?:of[ ])?{_month}\b(?:,?[ ](?:19|20)\d\d)?
    # shares, pensions, addresses
    | (?<!\d)\d+(?:\.\d+)?[ ]?(?:%|percent\b|per[ ]cent\b) | \#[ ]?\d+ | 401[ ]?\(?k\b\)?
    )
    | \b(?=[a-z]) (?:
      (?:zip|postal|post)[ ]?(?:code)?(?:[ ]is|:)?[ ]*\d+(?:-\d{{4}})?
    | (?:at|by|after|before|until|till)[ ]\d{{1,2}}[ ]?(?:pm|p\.m\.?)
    | {_month}\.?[ ](?:the[ ])?\d{{1,2}}(?:st|nd|rd|th)?(?:[ ]?(?:-|to)[ ]?\d{{1,2}})?
        (?![\dk,.]\d|\d|k|[ ](?:k|grand|thousand)\b)(?:,?[ ](?:19|20)\d\d)?
    | {_before_year}[ ](?:19|20)\d\d(?![\d,.]\d|\d|[ ]?{_money_after})
    | [ab]?q[1-4]\b
    | (?:thanks|thank[ ]you|one[ ]in)[ ]a[ ]million\b | a[ ]million[ ]thanks\b
    | {_numbered}[ ]\#?\d+
    )
    """,
    re.VERBOSE,
)
"""Spans whose numbers are no amounts, unless a currency stands on them."""

_counted = phrases(
    r"""(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|months?|quarters?
    |years?|decades?|mo|weekends?)(?![a-z])(?! ?budget)
    | sq\b | square\b | cubic\b | sqft\b | sf\b | ft\b | feet\b | foot\b | inch(?:es)?\b
    | met(?:er|re)s?\b | miles?\b | kms?\b | yards?\b | acres?\b | gallons?\b | lbs?\b | kg\b
    | people\b | persons?\b | employees\b | users\b | followers\b | views\b | times\b | x\b
    | credits?\b | points?\b | (?:bed|bath)(?:room)?s?\b | stor(?:y|ies|eys?)\b | teeth\b
    | tooth\b | implants?\b | kids?\b | children\b | adults?\b | cars?\b | vehicles?\b
    | drivers?\b | windows\b | rooms?\b | units?\b | houses?\b | homes?\b | squares\b
    | shingles\b | am\b | a\.m\. | o'?clock"""
)
_count = r"(?:\d+|one|two|three|four|five|six|eight|ten|twelve)"
COUNTED = re.compile(
    rf"[ -]*(?:and a half )?(?:(?:to|or|-|and) ?{_count} ?-?)?"
    rf"(?:(?:business|working|calendar|full|more|solid) )*{_counted}"
)
"""What makes the number before it a count, even one in thousands."""

_may_follow = phrases(
    r"""an? | the | this | my | our | your | his | her | their | it | it's | that | that's
    | there | i | i'm | i'd | i'll | i've | we | we're | we'd | we've | you | he | she | they
    | us | me | per | each | every | all | is | are | was | be | would | could | should | can
    | will | may | might | must | do | does | did | have | has | had | got | get | give | want
    | need | say | cover | enough | call | text | let | let's | sounds | seems | works | feels
    | looks | looking | thinking | hoping | hopefully | starting | depending | including
    | include | incl? | excl? | excluding | fitted | installed | max | maximum | min | minimum
    | tops? | total | budget | altogether | overall | range | ballpark | approx\w* | around
    | about | roughly | ish | like | maybe | perhaps | probably | possibly | absolutely
    | definitely | certainly | ideally | honestly | really | comfortably | easily | initially
    | instead | rather | still | anyways? | actually | sorry | firm | negotiable | monthly | yearly
    | annually | once | upfront | pm | pcm | pa | cash | or | to | and | but | for | if | in
    | at | on | by | with | without | within | before | after | during | under | over | below
    | above | plus | from | as | up | down | out | than | since | until | because | bc | cuz
    | coz | unless | except | though | tho | so | just | only | even | also | too | then | again
    | when | where | what | how | which | who | now | today | tonight | tomorrow | next | soon
    | asap | not | no | yes | yeah | yep | hi | hello | hey | idk | dunno | whatever | please
    | pls | plz | thanks | thank | thx | ty | cheers | right | ok | okay | fine
    | full(?= coverage) | good | sure | imo | imho | tbh | lol | lmao | haha | mate | bro | man
    | sir | zip | email | less th[ae]n | more th[ae]n | of(?! (?:us|them|those|these))"""
)
NAMES_A_COUNT = re.compile(rf" +(?!{_may_follow}(?![a-z]))[a-z]")
"""A word that makes the bare number before it a count: "2 bathrooms"."""
