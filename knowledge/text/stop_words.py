"""Words that carry no subject: they are neither indexed nor searched for.

Negations, pronouns, auxiliaries, prepositions and question words, with and without apostrophe
(`words.tokens` takes apostrophes out). Words that can be a subject (`work`, `time`, `best`) stay.
"""

from __future__ import annotations

_ARTICLES_AND_CONJUNCTIONS = """
a an the and or but nor so yet if then than because while although though unless until whether as
"""

_PRONOUNS = """
i me my mine myself you your yours yourself yourselves u ur he him his himself she her hers herself
it its itself we us our ours ourselves they them their theirs themselves this that these those
anybody anyone anything everybody everyone everything nobody someone somebody something nothing
one ones each other others another such same own both either neither all any some every few many
much more most less least several lot lots
"""

_AUXILIARIES = """
am is are was were be been being isnt arent wasnt werent do does did doing done dont doesnt didnt
have has had having havent hasnt hadnt can could cannot cant couldnt shall should shouldnt will
would wont wouldnt may might must mustnt ought let lets im ive id ill youre youve youd youll hes
shes were weve wed theyre theyve theyd theyll thats theres heres whats whos wheres hows whens whys
itll itd aint get gets getting got gotten
"""

_PREPOSITIONS = """
of in on at by for from to into onto with without within about above below under over between
among through during before after against toward towards upon off out up down along across around
near per via since like
"""

_QUESTION_WORDS = """
who whom whose what which when where why how whats whatever whoever whenever wherever however
"""

_ADVERBS = """
not no yes too very also just only even still again ever never always often here there now quite
rather really already almost enough perhaps maybe else ok okay please thanks
etc e.g i.e eg ie
"""

STOP_WORDS: frozenset[str] = frozenset(
    (
        _ARTICLES_AND_CONJUNCTIONS
        + _PRONOUNS
        + _AUXILIARIES
        + _PREPOSITIONS
        + _QUESTION_WORDS
        + _ADVERBS
        + " s t d ll ve re m"
    ).split()
)
"""Normal forms (see `words.normal`) that are left out of the index and of questions."""
