"""The glossary: every term of `data/terms.yml` with its definition, in alphabetical order."""

from barometer.html import element, html
from barometer.state import PageState
from barometer.text import Language, alphabetical


def glossary(state: PageState) -> str:
    """A definition list; each term has an id, so that a page can lead to it."""
    language = state.language
    terms = sorted(
        state.site.dataset.terms.items(), key=lambda pair: alphabetical(pair[1].term[language])
    )
    listing = element("dl", {"class": "glossary"})
    for name, term in terms:
        other: Language = "en" if language == "da" else "da"
        abroad = element("span", {"lang": other, "class": "glossary-other"}, term.term[other])
        listing.append(element("dt", {"id": f"term-{name}"}, term.term[language], " ", abroad))
        listing.append(element("dd", {}, term.definition[language]))
    return html(listing)
