"""Which page is the card of which trend: a name below the trend's own."""

from barometer.content.addresses import PageKey

CARD = "card"


def card_key(trend: PageKey) -> PageKey:
    """The page of a trend's card."""
    return PageKey(f"{trend.path}/{CARD}")


def trend_key(card: PageKey) -> PageKey | None:
    """The trend whose card this is; None for any other page."""
    parts = card.path.split("/")
    is_card = len(parts) > 1 and parts[0] == "trends" and parts[-1] == CARD and parts[1:-1]
    return PageKey("/".join(parts[:-1])) if is_card else None
