"""What `barometer prose` prints: the reading ease of every page, and terms worth a second look."""

from collections.abc import Iterator

from barometer.content.structure import Pages
from barometer.prose.ease import LIX_LIMIT, SENTENCE_LIMIT, Ease, page_ease
from barometer.prose.terms import Terms, uneven
from barometer.text import LANGUAGES

HEAD = f"{'LIX':>5} {'ord/sætning':>12} {'ord':>6}  side"
ENGLISH = "(English: LIX, words a sentence, words, page)"


def prose_report(pages: Pages, terms: Terms) -> str:
    """A table with the hardest page first, the mean of each language, and advice on terms."""
    rows = [(page_ease(page), page.path, page.language) for page in pages.values()]
    rows.sort(key=lambda row: (-row[0].lix, row[1]))
    lines = [HEAD, ENGLISH, *(_row(ease, path) for ease, path, _ in rows)]
    for language in LANGUAGES:
        whole = sum((ease for ease, _, at in rows if at == language), Ease())
        lines.append(_row(whole, f"alle sider / all pages: {language}"))
    return "\n".join([*lines, "", *_advice(pages, terms)])


def _row(ease: Ease, path: str) -> str:
    hard = ease.lix > LIX_LIMIT or ease.sentence > SENTENCE_LIMIT
    mark = "  ← for svær / too hard" if hard else ""
    return f"{ease.lix:5.1f} {ease.sentence:12.1f} {ease.words:6}  {path}{mark}"


def _advice(pages: Pages, terms: Terms) -> Iterator[str]:
    found = list(uneven(pages, terms))
    if found:
        yield "Ord fra ordlisten, som kun den ene side af et par bruger (et råd, ikke en fejl)."
        yield "(English) Terms of the glossary that only one page of a pair uses: advice, no fault."
    for one in found:
        own, other = terms[one.key].term[one.language], LANGUAGES[one.language == "da"]
        yield f"  {one.path}: »{own}« ({one.language}); {other}: »{terms[one.key].term[other]}«"
