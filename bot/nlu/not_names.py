"""Words that answer a question without being anybody's name.

A bare "roof repair" or "next month" has the shape of "maria lopez"; only the words tell them
apart. Names that are also words (Will, May, Grace) are left out on purpose.
"""

FUNCTION_WORDS = frozenset(
    """
    a about above after again against all also am an and any are aren't as at be because been before
    being below between both but by can can't could did didn't do does doesn't doing don't down
    during each few for from further had has hasn't have haven't having he her here hers herself
    him himself his how if in into is isn't it it's its itself me more most my myself nor of off
    on once only or other our ours out over own same she should shouldn't so some such than that
    that's the their theirs them themselves then there these they this those through to too under
    until unless up very was wasn't we were weren't while whom with without won't would wouldn't
    you you're yours yourself i'm i'd i'll i've let's what's who's where's there's here's
    i im ill ive id u ur your youre hes shes its thats whats whos wheres lets dont doesnt didnt
    cant wont isnt arent wasnt wouldnt couldnt shouldnt havent hasnt gonna wanna gotta gotcha
    not no nope nah na yes yeah yep yup ya yas ye ok okay okey sure fine k kk alright right correct
    wrong true false maybe perhaps possibly probably definitely absolutely certainly exactly
    actually hi hello hey hiya howdy yo bye goodbye cheers thanks thank thx please pls plz sorry
    who what when where why how which whose
    """.split()
)

ORDINARY_WORDS = frozenset(
    """
    skip instead stop start restart help cancel quit end back again repeat undo next previous pass
    human person people agent agents representative rep operator robot bot machine someone
    somebody anyone anybody nobody everyone none nothing something anything everything
    name names first last full number phone mobile cell email mail address zip code postcode
    talk speak call text contact reach message chat ask tell answer reply send give share
    know knows think guess hope want wants need needs like likes love hate mind care matter
    look looking looks interested ready available busy free cheap expensive flexible urgent
    soon later now today tomorrow tonight yesterday asap immediately anytime whenever
    morning afternoon evening night noon day days week weeks weekend month months year years
    monday tuesday wednesday thursday friday saturday sunday january february march
    july september october november december spring fall winter
    one two three four five six seven eight nine hundred thousand million grand bucks dollars
    budget price prices cost costs quote quotes estimate estimates money cash loan rate rates
    roof roofing repair repairs replace replacement new old inspection inspect gutter gutters
    leak leaks leaking shingle shingles install installation fix broken damage storm emergency
    house home condo apartment property building garage kitchen bathroom window windows solar
    buy buying sell selling rent renting renter owner own owned lease mortgage refinance
    refi purchase credit score insurance policy coverage quote driver drivers car cars truck
    auto vehicle license licensed switch switching implant implants tooth teeth dental dentist
    whitening degree school college university mba online executive student class classes
    single multiple arch part time poor fair good great excellent bad best worst better nice
    cool awesome perfect amazing terrible awful stupid dumb crazy weird funny lol haha hmm um uh
    private secret anonymous unknown unsure idk dunno whatever nevermind rather prefer secretly
    service services company business customer client work working job project plan plans
    question questions info information details privacy spam scam scammer test testing
    going go come coming get getting got make making take taking see seeing try trying
    calling texting writing asking hoping planning thinking moving waiting just only really
    very too much more less most least about around between under over up down out off
    happy sad tired sick hungry married retired confused worried afraid concerned glad
    located based born raised licensed done finished over here there away outside inside
    stepping serious curious currently hell damn shit bullshit bs crap crappy shitty garbage
    nonsense ridiculous fuck fucking wtf omg
    speaking talking chatting homeowner homeowners landlord tenant manager neighbor neighbour
    husband wife partner spouse mom mum dad mother father son daughter brother sister friend boss
    same that yours theirs typing said says tell told give gave meet nice
    american mexican canadian british english scottish irish indian chinese spanish
    french italian russian asian african european latino latina hispanic catholic
    male female man woman girl boy lady sir maam madam dude bro buddy bud
    pal mate chief hun honey dear folks
    anon nunya nope na idc btw fyi tbd tba imo lmao rofl brb omw
    nvm hm hmm hmmm ugh meh huh wow whoa oops test
    water rain storm ceiling attic basement damage tree wind hail simple long short desperate
    er erm umm uhh insane horrible nuts important confusing huge gross unreal odd
    depends depending either neither both any all some every many few several
    hola buenas buenos dias días tardes noches gracias adios adiós favor señor señora señorita
    si sí que qué como cómo cuanto cuánto cuesta donde dónde quien quién pero para con por mi mis
    soy estoy tengo quiero quisiera necesito busco habla hablo hablan español espanol inglés ingles
    ayuda techo casa seguro llame llamen nombre bueno bien claro
    """.split()
)
