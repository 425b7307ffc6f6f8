"""English words that the rules know, by their use."""

from __future__ import annotations


def word_list(text: str) -> tuple[str, ...]:
    """Return the words of a text in order."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, a list with blanks between."""
    return frozenset(text.split())


ARTICLES = word_set("a an the")
PREPOSITIONS = word_set(
    """about above across after against along among around as at before behind below beneath beside besides between
    beyond by despite down during except for from in inside into like near of off on onto out outside over past per
    since than through throughout till to toward towards under underneath unlike until up upon via with within
    without"""
)
CONJUNCTIONS = word_set(
    """and or but nor so yet because although though while whereas if unless when where whether that"""
)
AUXILIARIES = word_set(
    """am is are was were be been being do does did done has have had having can could may might must shall should will
    would cannot can't couldn't doesn't don't didn't isn't aren't wasn't weren't won't wouldn't shouldn't hasn't
    haven't hadn't mustn't"""
)
PRONOUNS = word_set(
    """i me my mine we us our ours you your yours he him his she her hers it its they them their theirs this that these
    those itself himself herself themselves who whom whose which what one ones"""
)
_LIGHT = word_set(
    """not no also only just very more most less least much many some any all both each every other such own same too
    there then how why again ever even still rather quite called known named"""
)
FUNCTION_WORDS = ARTICLES | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS | _LIGHT

QUESTION_WORDS = word_set("what who whom whose which when where why how")

NUMBER_WORDS = word_set(
    """zero none no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
    thousands million millions billion billions trillion trillions dozen dozens half halves third thirds quarter
    quarters fourth fifth fifths sixth eighth tenth tenths hundredth thousandth twice once first second several few
    couple pair single double triple"""
)

MONTHS = word_set(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec"""
)
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
TIME_WORDS = (
    MONTHS
    | WEEKDAYS
    | word_set(
        """after before during while when once until since by late early mid middle end beginning start morning noon
        afternoon evening night midnight dawn dusk day days week weeks fortnight month months year years decade
        decades century centuries spring summer autumn fall winter season time times age era period reign war wars
        hour hours minute minutes second seconds daily weekly monthly yearly annually today yesterday tomorrow
        immediately later soon antiquity childhood birth death christmas easter ramadan passover dynasty renaissance
        sunset sunrise prehistory neolithic pleistocene holocene jurassic cretaceous triassic devonian cambrian
        permian if as anniversary ago eve millennium millennia moment quarter semester harvest rush pregnancy sleep"""
    )
)

PERSON_PRONOUNS = word_set("he him his she her hers himself herself")
THING_PRONOUNS = word_set("it its itself they them their theirs themselves")

PERSON_NOUNS = word_set(
    """actor actress adviser analyst anthropologist architect artist assistant astronomer athlete author baker bishop
    boy brother captain chancellor chemist child clerk composer cook count daughter dictator director doctor duke
    economist emperor empress engineer explorer father financier founder general geologist girl goldsmith governor
    grandfather grandmother historian husband inventor journalist judge justice king knight lady lawyer leader man
    mathematician mayor merchant minister monk mother musician naturalist novelist nurse officer painter patient
    patron person philosopher photographer physician physicist pianist pilot player poet politician pope president
    priest prince princess prisoner professor psychologist queen rescuer sailor scholar scientist sculptor secretary
    senator sister soldier son speaker student surgeon teacher thief traveller traveler uncle victim widow wife
    winner witness woman worker writer anyone someone somebody everyone everybody nobody bishop anybody bystander
    swimmer runner"""
)

ANAPHORIC_NOUNS = word_set(
    """agreement company firm settlement treaty ruling verdict trial case law act bill system process procedure method
    approach technique practice policy project programme program plan idea theory concept hypothesis principle rule
    experiment study research survey team group book novel film movie play painting article paper essay city town
    village country region area place building house ship vessel device machine engine tool instrument material
    substance drug treatment therapy disease condition effect phenomenon event incident accident attack battle war
    conflict revolution movement party organisation organization institution committee commission conference congress
    association union federation change shift trend development discovery invention innovation decision answer
    question problem issue challenge argument claim statement result results outcome consequence difference structure
    model strategy mission journey expedition author authors writer researchers scientists former latter site
    document contract deal merger scandal crisis disaster strike protest campaign election reform amendment
    technology software app feature product service"""
)

GENERIC_NOUNS = word_set(
    """ability access activity addition advantage aim amount approach area aspect attempt attention basis benefit bit
    body case cases category challenge challenges change changes choice class combination concept condition
    conditions consequence context contrast contribution course day days decision degree detail details development
    difference differences difficulty effect effects effort efforts element elements end environment event events
    evidence example examples experience extent fact factor factors feature features field focus form forms function
    goal group groups growth help idea ideas impact importance improvement increase information issue issues item
    items job kind kinds lack level levels life line list lot majority manner matter means measure method methods
    moment name need needs number numbers opportunity opportunities option options order others outcome part parts
    people period person persons phase piece place places plan point points position possibility potential power
    practice presence problem problems procedure process processes product products progress project property
    properties purpose quality quantity question questions range rate reason reasons relation relationship response
    result results risk role rule rules sense series set share side significance situation size solution solutions
    sort source sources space stage start state step steps strategy structure study subject success support system
    systems task team technique technology term terms thing things time times topic total trend try turn type types
    understanding unit use user users uses value values variety version view mixture mixtures blend tendency
    tendencies restriction restrictions breakthrough breakthroughs crawl halt stop way ways while work world year
    years scene story stories word words"""
)

EVALUATIVE = word_set(
    """important significant major minor key main crucial critical essential vital great good better best bad worse
    worst big large small huge strong weak powerful unique special particular certain various different similar new
    old modern recent real true false possible potential necessary simple complex difficult easy hard common rare
    typical general specific broad wide high low long short deep clear famous popular remarkable impressive notable
    surprising interesting exciting fascinating thrilling effective efficient successful useful valuable rapid quick
    fast slow early late final overall entire whole full complete additional further other existing growing
    increasing global widespread many several few numerous more most less least own single first last next previous
    former latter greater smaller larger higher lower stronger unprecedented dramatic substantial considerable
    primary secondary central fundamental basic proper appropriate competitive robust sustainable innovative
    cutting-edge established severe repeated mild frequent sudden gradual steady enormous tiny moderate"""
)
