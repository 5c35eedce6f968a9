"""Sentences in both languages, put together the same way every time: text enough for any size."""

from collections.abc import Mapping, Sequence

from barometer.text import Language

PLACES: Mapping[Language, Sequence[str]] = {
    "da": (
        "skolen", "hjemmeplejen", "borgerservice", "biblioteket", "hospitalet", "jobcenteret",
        "børnehaven", "vejafdelingen", "museet", "tandplejen", "styrelsen", "fængslet",
        "værkstedet", "plejehjemmet", "musikskolen", "brandvæsenet", "lægevagten",
        "planafdelingen", "svømmehallen", "ungdomsskolen", "universitetet", "retten",
        "vandværket", "arkivet", "psykiatrien", "sundhedsplejen", "parkafdelingen",
    ),
    "en": (
        "the school", "the home care unit", "the service desk", "the library", "the hospital",
        "the job centre", "the nursery", "the roads unit", "the museum", "the dental clinic",
        "the agency", "the prison", "the depot", "the care home", "the music school",
        "the fire service", "the doctors on call", "the planning unit", "the swimming pool",
        "the youth school", "the university", "the court", "the waterworks", "the archive",
        "the psychiatric ward", "the health visitors", "the parks unit",
    ),
}  # fmt: skip
THINGS: Mapping[Language, Sequence[str]] = {
    "da": (
        "vagtplanen", "ventetiden", "brevene", "samtalerne", "maden", "bookingen", "affaldet",
        "medicinen", "kørslen", "belysningen", "lektierne", "indkøbene", "opslagene", "møderne",
        "skemaerne", "nøglerne", "rundvisningen", "legepladsen", "telefonerne", "klagerne",
        "oplæringen", "rengøringen", "skiltene",
    ),
    "en": (
        "the rota", "the waiting time", "the letters", "the conversations", "the meals",
        "the bookings", "the waste", "the medicine", "the driving", "the lighting",
        "the homework", "the purchases", "the notices", "the meetings", "the forms", "the keys",
        "the guided tour", "the playground", "the telephones", "the complaints", "the training",
        "the cleaning", "the signs",
    ),
}  # fmt: skip
PATTERNS: Mapping[Language, Sequence[str]] = {
    "da": (
        "På {place} begyndte det med {thing}.",
        "De ansatte på {place} skrev ned, hvad der tog længst tid.",
        "Først prøvede de det i én afdeling, og siden kom {other} med.",
        "Ingen vidste på forhånd, om {thing} ville blive bedre.",
        "Efter tre måneder så de på resultatet sammen med {other}.",
        "Det nye kostede ikke flere penge, men det krævede tid til at tale sammen.",
        "Lederen spurgte borgerne, hvad de syntes om {thing}.",
        "Det viste sig, at {thing} vejede tungere, end de havde troet.",
        "Derfor lavede {place} en plan på én side.",
        "Planen sagde, hvem der gjorde hvad, og hvornår.",
        "To kolleger tog på besøg og lærte af {other}.",
        "De tog billeder med hjem og viste dem på et møde.",
        "Noget virkede med det samme, og noget måtte laves om.",
        "Nu står {thing} på dagsordenen hver fredag.",
        "Når en ny kollega begynder på {place}, hører hun om det den første dag.",
        "I kan bruge den samme vej, også når jeres opgave er en anden.",
        "Spørg jer selv, hvem der mærker det, hvis {thing} bliver lavet om.",
        "Det kan I finde ud af på en time.",
    ),
    "en": (
        "At {place} it began with {thing}.",
        "The staff at {place} wrote down what took the longest.",
        "First they tried it in one unit, and then {other} joined in.",
        "Nobody knew beforehand whether {thing} would get better.",
        "After three months they looked at the result together with {other}.",
        "The new way cost no money, but it took time to talk together.",
        "The manager asked citizens what they thought of {thing}.",
        "It turned out that {thing} weighed heavier than they had believed.",
        "So {place} made a plan of one page.",
        "The plan said who did what, and when.",
        "Two colleagues went on a visit and learned from {other}.",
        "They brought pictures home and showed them at a meeting.",
        "Some of it worked at once, and some had to be done again.",
        "Now {thing} is on the agenda every Friday.",
        "When a new colleague begins at {place}, she hears of it on the first day.",
        "You can go the same way, also when your task is another.",
        "Ask yourselves who notices if {thing} is changed.",
        "You can find that out in an hour.",
    ),
}


def sentence(number: int, language: Language) -> str:
    """The sentence of that number: the same pattern and nouns in both languages."""
    patterns, places, things = PATTERNS[language], PLACES[language], THINGS[language]
    place = places[number * 5 % len(places)]
    other = places[(number * 5 + 7) % len(places)]
    thing = things[number * 11 % len(things)]
    return patterns[number % len(patterns)].format(place=place, other=other, thing=thing)


def paragraph(number: int, count: int, language: Language) -> str:
    """Some sentences, one a line as the project writes them."""
    return "\n".join(sentence(number + n, language) for n in range(count))


def title(number: int, language: Language) -> str:
    """A title that no other number has."""
    places, things = PLACES[language], THINGS[language]
    words = {"da": ("Sag", "og"), "en": ("Case", "and")}[language]
    place, thing = places[number % len(places)], things[number * 3 % len(things)]
    return f"{words[0]} {number}: {place} {words[1]} {thing}"
