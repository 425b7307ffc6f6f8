"""Closed word lists that several stages read; each is a class of words, never a word of one text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of `text`, a list with blanks between."""
    return frozenset(text.split())


ABBREVIATIONS = words(
    """mr mrs ms dr prof st mt gen col sgt capt lt rev hon gov sen rep messrs fr vs v cf eg ie e.g i.e approx ca c fig
    figs no nos vol vols pp p ed eds dept est al resp incl excl max min sec art ch"""
)
"""Abbreviations (without their last stop) that rarely end a sentence."""

FINAL_ABBREVIATIONS = words(
    "u.s u.k u.n e.u u.s.a d.c a.m p.m b.c a.d b.c.e c.e etc inc co corp ltd jr sr bros ph.d m.d et"
)
"""Abbreviations that may end a sentence: they do when a common first word follows."""

STARTERS = words(
    """the a an it its this that these those he she they we you his her their our in on at by for from with as if when
    while after before because since although though but and or so yet however there here most many some all each both
    one two three no not to today later then once only even still also unlike like under over during without"""
)
"""Words that open sentences and are hardly ever the second half of a name."""

DISCOURSE = words(
    """however moreover therefore thus hence also additionally furthermore meanwhile nevertheless nonetheless
    besides consequently accordingly likewise similarly indeed finally then too even so anyway
    firstly secondly lastly ultimately overall notably interestingly importantly surprisingly fortunately
    unfortunately certainly clearly actually"""
)
"""Adverbs that tie a sentence to the one before it and say nothing of their own."""

HEDGES = words(
    """about around roughly approximately nearly almost some perhaps probably possibly likely largely mainly mostly
    partly usually often sometimes generally typically commonly normally rarely seldom hardly barely apparently
    reportedly supposedly allegedly only just over under estimated up tend tends tended may might could can seem seems
    seemed appear appears appeared thought believed said many most several few"""
)
"""Words that say how far or how often something holds; a question keeps them."""

TIME_PREPOSITIONS = words("in on from since until by after before during around about between within at")

SAYING = words(
    """say write argue claim think believe note warn explain suggest add report state hold conclude ask propose show
    find estimate describe observe insist maintain remark point predict admit deny announce declare reveal recall
    discover recommend stress emphasize emphasise highlight mention discuss realize realise know see assume hope"""
)
"""Verbs whose clause is somebody's word and not the note's."""

LIGHT_VERBS = words("have take make give get go come do put let keep gain become seem remain happen occur exist")

POSSESSIVES = words("his her its their my your our")

PRONOUNS = words(
    """he she it they him her them we us i me you this that these those himself herself itself themselves one ones
    another other others former latter such same both all many some few several each everyone everything something
    nothing anything nobody who which what there here his hers theirs its their"""
)

GENERIC_HEADS = words(
    """thing things way ways part parts kind kinds type types form forms number numbers amount lot lots case cases
    example examples fact facts idea ideas reason reasons result results point points area areas aspect aspects level
    levels set sets group groups range variety series process processes step steps use place places people person
    person man men woman women something anything problem problems issue issues factor factors element elements
    feature features role roles world work time times year years day days"""
)
"""Heads that make a vague answer or an empty blank when nothing stands before them."""

MONTHS = words("january february march april may june july august september october november december")
