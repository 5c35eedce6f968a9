"""On which lines of a page something stands that the checks must know of."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token


def box_lines(tokens: Sequence[Token], first_line: int) -> Iterator[int]:
    """The lines on which boxes, `!!! note`, begin."""
    for token in tokens:
        if token.type == "admonition_open" and token.map:
            yield first_line + token.map[0]


def code_lines(tokens: Sequence[Token], first_line: int) -> Iterator[int]:
    """Every line of code."""
    for token in tokens:
        if token.type in {"fence", "code_block"} and token.map:
            yield from (first_line + line for line in range(*token.map))
