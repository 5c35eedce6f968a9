"""The known limits of the site's accessibility that follow from what lies in the repository."""

from collections import Counter
from collections.abc import Iterator

from babel import Locale

from barometer.html import element, html
from barometer.language import joined
from barometer.state import PageState
from barometer.text import LANGUAGES


def known_limits(state: PageState) -> str:
    """Pictures without text, sources we do not control, and sources in other languages."""
    return html(element("ul", {}, *(element("li", {}, one) for one in _limits(state))))


def _limits(state: PageState) -> Iterator[str]:
    words, dataset = state.site.words["limits"], state.site.dataset
    spoken = Counter(source.language for source in dataset.sources.values())
    names = Locale(state.language).languages
    others = [f"{names[code]} ({n})" for code, n in spoken.most_common() if code not in LANGUAGES]
    counts = {
        "pictures": sum(len(one.charts) for one in dataset.indicators.values()),
        "sources": len(dataset.sources),
        "languages": sum(n for code, n in spoken.items() if code not in LANGUAGES),
    }
    for name, n in counts.items():
        if n:
            yield words[name][state.language].format(n=n, languages=joined(others, state.language))
