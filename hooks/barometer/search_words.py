"""What each language tells the search: how words end, and which words mean the same as others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from barometer.problems import Problem
from barometer.text import Language, Strict, Words
from barometer.yamlfile import read_yaml
from barometer.yamlmodel import model_faults

PATH = "data/search_words.yml"
_DA = (
    "e en ens er ers ernes erne es et ets r ren rens rne s n ns ne nes t ts te tes tet ede edes "
    "ende ene enes ere eren eres eret ernes ing ingen ingens ingens inger ingerne ings else elsen "
    "elser ning ningen ninger ningerne nings ger gere geren gerne der den det des ske isk iske lig "
    "lige ligt ne v ve on oner onen k ker"
)
_EN = (
    "s es e d ed er ers r rs ing ings ion ions ation ations ate ated ates ating or ors al ally "
    "ly y ies ied ity ment ments ary ive ives n ns ful t ts ve"
)
ENDINGS: Mapping[Language, list[str]] = {"da": ["", *_DA.split()], "en": ["", *_EN.split()]}
"""What two words may end in, after the same beginning, and still be forms of one word; folded."""


class Same(Strict):
    """The words of readers and the words of the site for them, by language."""

    da: Mapping[Words, Words] = {}
    en: Mapping[Words, Words] = {}

    def __getitem__(self, language: Language) -> Mapping[str, str]:
        return self.da if language == "da" else self.en


@dataclass(frozen=True)
class Read:
    """What `data/search_words.yml` says, and its faults."""

    same: Same = field(default_factory=Same)
    problems: tuple[Problem, ...] = ()


def read_search_words(root: Path) -> Read:
    """The words of readers; a project without the file has none."""
    if not (root / PATH).is_file():
        return Read()
    file = read_yaml(root / PATH, PATH)
    try:
        return (
            Read(problems=file.problems) if file.problems else Read(Same.model_validate(file.value))
        )
    except ValidationError as error:
        return Read(problems=tuple(model_faults(error, file, form=Same)))
