"""The names under which the words of a trend's facts stand in `words.yml`."""


def code(value: str) -> str:
    """A value of the front matter as it stands in the names of words: `1-3` is `1_3`."""
    return value.replace("-", "_").replace("+", "_plus")
