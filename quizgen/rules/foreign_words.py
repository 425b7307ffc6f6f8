"""Words that point back, by language: a sentence that opens with one does not stand alone."""

from __future__ import annotations

DANGLING_STARTS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "de": """er sie es ihn ihm ihr ihre ihren ihrem ihrer ihres sein seine seinen seinem seiner seines dieser diese
        dieses diesen diesem jener jene jenes jenen dies das dabei dadurch dafür dagegen daher damit danach daneben
        daran darauf daraus darin darüber darum davon davor dazu dort deren dessen denen derselbe dieselbe dasselbe
        solche solcher solches beide hier so doch aber und oder also deshalb deswegen trotzdem außerdem zudem jedoch
        stattdessen ebenso auch denn dann sonst letztere letzterer ersterer erstere""",
        "es": """él ella ellos ellas ello este esta estos estas esto ese esa esos esas eso aquel aquella aquellos
        aquellas
        aquello su sus suyo lo la le les ahí allí aquí así también pero y o sin además luego entonces ambos ambas
        dicho dicha dichos dichas tal tales mientras por aunque""",
        "fr": """il elle ils elles ce cet cette ces cela ça ceci celui celle ceux celles son sa ses leur leurs lui y
        en ainsi
        mais et ou donc or alors ici là cependant pourtant puis ensuite toutefois tous toutes tels telle tel aussi""",
        "it": """egli lui lei esso essa essi esse loro questo questa questi queste quello quella quelli quelle ciò
        suo sua
        suoi sue lì là qui qua così anche ma e o inoltre poi quindi però entrambi entrambe tale tali perciò pertanto""",
        "pt": """ele ela eles elas este esta estes estas isto esse essa esses essas isso aquele aquela aqueles
        aquelas aquilo
        seu sua seus suas lá ali aí aqui assim também mas e ou além depois então porém ambos ambas tal tais portanto""",
        "nl": """hij zij ze hem haar hun het dit deze die dat zijn er daar daarom daarna daardoor daarmee hier zo ook
        maar en
        of dus beide echter toch toen vervolgens bovendien zulke dergelijke""",
        "ru": """он она оно они его её ее их им ей ему этот эта это эти тот та то те такой такая такое такие там тут
        здесь
        так также но и а или однако поэтому затем потом оба обе при""",
        "sv": """han hon den det de dess hans hennes deras denna detta dessa där här så också men och eller både
        sedan därför""",
        "da": """han hun den det de dens dets hans hendes deres denne dette disse der her så også men og eller begge
        derfor""",
        "pl": """on ona ono oni one jego jej ich ten ta to ci te tam tu tak także ale i lub oba obie potem dlatego
        jednak""",
    }.items()
}
"""Lower-case words by ISO 639-1 code. Subjects that may be left out (Spanish, Italian, Portuguese) can't be seen
this way."""

_SECOND_PERSON = """du ihr wir ich uns unser unsere mein meine euch nosotros yo mi mis nuestro nuestra je nous notre
nos mon ma mes io
noi nostro nostra eu nós nosso nossa wij we ik ons onze мы я наш наша"""
FIRST_PERSON = frozenset(_SECOND_PERSON.split())
"""Words for the speaker in several languages; a fact for a card does without them."""
