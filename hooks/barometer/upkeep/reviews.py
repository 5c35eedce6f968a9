"""The pages whose review is overdue or comes soon, as a list for those who look after them."""

from datetime import date, timedelta

from barometer.content.page import Page
from barometer.overdue import Pages

SOON = timedelta(days=30)


def reviews(pages: Pages, today: date) -> str:
    """The list as Markdown, Danish first; empty when there is nothing to do for a month."""
    found = sorted(
        (page.facts.review_by, key.path, page)
        for (key, language), page in pages.items()
        if language == "da" and page.facts and page.facts.review_by < today + SOON
    )
    if not found:
        return ""
    lines = [_line(page, day, today) for day, _, page in found]
    head = "## Sider, der skal gennemgås / Pages to review\n\n"
    return f"{head}| Side / Page | Senest / By | |\n| --- | --- | --- |\n" + "\n".join(lines) + "\n"


def _line(page: Page, day: date, today: date) -> str:
    late = "**for sent / overdue**" if day < today else ""
    return f"| `{page.path}` | {day.isoformat()} | {late} |"
