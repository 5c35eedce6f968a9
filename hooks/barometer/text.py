"""A text in both languages; a missing half is a fault, never a fallback."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = ("da", "en")

ADDRESS = r"^https?://[^\s<>\"'`|\\^{}]+$"
"""What an address elsewhere looks like: nothing in it can end an attribute, a link or a line."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
DOTS = "only_dots"


def said(text: str) -> str:
    """A text that says something: the dots of an example are not what an editor means."""
    if not text.strip(". …"):
        raise PydanticCustomError(DOTS, "only dots")
    return text


Words = Annotated[Line, AfterValidator(said)]


class Strict(BaseModel):
    """What is read from a file: immutable, and no key that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Strict):
    """The same words in Danish and English."""

    da: Words
    en: Words

    def __getitem__(self, language: Language) -> str:
        return self.da if language == "da" else self.en

    def __lt__(self, other: "Text") -> bool:
        return (self.da, self.en) < (other.da, other.en)


WRITTEN = {"da": Text(da="dansk", en="Danish"), "en": Text(da="engelsk", en="English")}
"""The name of each language."""


def lines_of(text: str) -> list[str]:
    """The lines of a text where its parsers end them: at LF, CR LF and a lone CR, nowhere else."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def decoded(data: bytes) -> str:
    """A file's text with LF at every line's end; raises UnicodeDecodeError."""
    return "\n".join(lines_of(data.decode("utf-8-sig")))


def other_language(language: Language) -> Language:
    """The language that a text in this one is translated into, or from."""
    return "en" if language == "da" else "da"


def alphabetical(word: str) -> str:
    """A key that sorts words as Danes do: æ, ø and å last, whatever the machine's locale."""
    return word.casefold().replace("æ", "{").replace("ø", "|").replace("å", "}")
