"""Words that point back, by language: a sentence that opens with one does not stand alone."""

from __future__ import annotations

from quizgen.rules.words import word_set

DANGLING_STARTS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "de": """er sie es ihn ihm ihr ihre ihren ihrem ihrer ihres sein seine seinen seinem seiner seines dieser
        diese dieses diesen diesem jener jene jenes jenen dies dabei dadurch dafür dagegen daher damit danach daneben
        daran darauf daraus darin darüber darum davon davor dazu dort deren dessen denen derselbe dieselbe dasselbe
        solche solcher solches beide hier so doch aber und oder also deshalb deswegen trotzdem außerdem zudem jedoch
        stattdessen ebenso auch denn dann sonst letztere letzterer ersterer erstere""",
        "es": """él ella ellos ellas ello este esta estos estas esto ese esa esos esas eso aquel aquella aquellos
        aquellas aquello su sus suyo ahí allí aquí así también pero y o además luego entonces ambos ambas dicho dicha
        dichos dichas tal tales""",
        "fr": """il elle ils elles ce cet cette ces cela ça ceci celui celle ceux celles son sa ses leur leurs lui y
        ainsi mais et ou donc or alors ici là cependant pourtant puis ensuite toutefois tous toutes tels telle tel
        aussi""",
        "it": """egli lui lei esso essa essi esse loro questo questa questi queste quello quella quelli quelle ciò
        suo sua suoi sue lì là qui qua così anche ma e o inoltre poi quindi però entrambi entrambe tale tali perciò
        pertanto""",
        "pt": """ele ela eles elas este esta estes estas isto esse essa esses essas isso aquele aquela aqueles
        aquelas aquilo seu sua seus suas lá ali aí aqui assim também mas e ou além depois então porém ambos ambas tal
        tais portanto""",
        "nl": """hij zij ze hem haar hun dit deze die dat zijn er daar daarom daarna daardoor daarmee hier zo ook
        maar en of dus beide echter toch toen vervolgens bovendien zulke dergelijke""",
        "ru": """он она оно они его её ее их им ей ему этот эта это эти тот та то те такой такая такое такие там тут
        здесь так также но и а или однако поэтому затем потом оба обе""",
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

POINTING_PHRASES: dict[str, str] = {
    "de": r"(?:das|der|die) (?:ist|sind|war|waren|wurden?|wird|hat|hatten?|führten?|gilt|galt|macht|machte|zeigt|zeigte"
    r"|bedeutet|bedeutete|geschah|gelang|tritt|liegt|lag|gab|ging|kam|half|änderte)\b",
    "nl": r"het (?:is|was|werd|wordt|heeft|had|kan|kon|zal|zou|duurde|kostte|ligt|lag|bleek|bleef|heet)\b",
    "es": r"(?:sin embargo|por (?:eso|esto|ello|lo tanto|el contrario)|en cambio|al mismo tiempo)\b",
    "fr": r"(?:en (?:effet|revanche|outre|même temps|conséquence)|par (?:conséquent|contre|ailleurs)|c'|d'ailleurs)",
    "it": r"(?:per questo|al contrario|di conseguenza|nello stesso tempo)\b",
    "pt": r"(?:por isso|no entanto|ao mesmo tempo|além disso|em contrapartida)\b",
}
"""How sentences open that point back, as patterns over folded text, where one word doesn't tell."""

FIRST_PERSON: dict[str, frozenset[str]] = {
    "de": word_set("ich du wir ihr uns unser unsere unserem unseren mein meine meinem euch dir dich mich"),
    "es": word_set("yo nosotros mi mis nuestro nuestra nuestros nuestras tú te me nos usted ustedes"),
    "fr": word_set("je nous notre nos mon ma mes vous votre vos tu me"),
    "it": word_set("io noi nostro nostra nostri voi tu mi ci mio mia"),
    "pt": word_set("eu nós nosso nossa nossos você vocês meu minha me"),
    "nl": word_set("ik wij we ons onze jij je u mij mijn"),
    "ru": word_set("я мы наш наша наше наши нам нас вы ваш мой моя"),
    "sv": word_set("jag vi vår vårt våra du ni min mitt"),
    "da": word_set("jeg vi vores du min mit"),
    "pl": word_set("ja my nasz nasza nasze ty wy mój moja"),
}
"""Words for speaker and listener by language; a fact for a card does without them."""

PRONOUNS: dict[str, frozenset[str]] = {
    "de": word_set("er sie es ihn ihm ihnen"),
    "es": word_set("él ella ellos ellas"),
    "fr": word_set("il elle ils elles lui"),
    "it": word_set("egli lui lei esso essa essi esse loro"),
    "pt": word_set("ele ela eles elas"),
    "nl": word_set("hij zij ze hem haar hen"),
    "ru": word_set("он она оно они его её ее их им ему"),
    "sv": word_set("han hon de dem"),
    "da": word_set("han hun de dem"),
    "pl": word_set("on ona ono oni one"),
}
"""Personal pronouns by language that need a noun before them."""

AFTERWARDS = word_set(
    """después luego posteriormente später danach daraufhin anschließend plus après ensuite dopo poi successivamente
    depois posteriormente later daarna vervolgens позже затем потом senare därefter senere derefter później potem"""
)
"""Adverbs that tie an opening phrase of time to what was told before ("quince días después")."""

POINTING_OPENINGS: dict[str, tuple[str, ...]] = {
    "ja": ("これ", "それ", "あれ", "この", "その", "あの", "彼", "ここ", "そこ", "また", "しかし", "そして", "同"),
    "zh": ("这", "那", "他", "她", "它", "此", "其", "该", "但", "因此", "而且", "所以"),
}
"""How sentences open that point back, in languages that put no blanks between words."""

DEMONSTRATIVES: dict[str, frozenset[str]] = {
    "de": word_set("dieser diese dieses diesen diesem jener jene jenes jenen jenem solche solcher solches"),
    "es": word_set("ese esa esos esas este esta estos estas aquel aquella aquellos aquellas dicho dicha dichos dichas"),
    "fr": word_set("cet cette ces celui-ci celle-ci"),
    "it": word_set("questo questa questi queste quel quella quelle tale tali"),
    "pt": word_set("esse essa esses essas este esta estes estas aquele aquela"),
    "nl": word_set("deze dit zulke"),
    "ru": word_set("этот эта это эти этого этой этих этом"),
}
"""Words that point back wherever they stand."""

PROMOTION = (
    "podcast", "abonn", "shownotes", "newsletter", "suscr", "episodio", "épisode", "episódio", "aflevering",
    "puntata", "folge",
    "подкаст", "выпуск", "ポッドキャスト", "エピソード", "luister", "écoutez", "escucha", "ascolta", "hörer", "oyentes",
    "auditeurs",
)  # fmt: skip
"""Beginnings of words that belong to a programme, not to its subject."""
