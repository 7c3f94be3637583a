"""What records have in other languages than Vietnamese: by the language's code (BCP 47), beside the Vietnamese that counts.

A record with a page of its own has its names under the key of the language (`en`). Short texts that many records share, such as
names of papers, cases and fees, stand once in translations.yaml, beside the Vietnamese text.
"""

from typing import Any, Literal, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from niemyet.model.scalars import Record, ShortName, Text

LanguageCode = Literal["en", "km", "tyz", "cjm"]
SiteLanguage = Literal["vi", LanguageCode]
LANGUAGE_CODES: tuple[LanguageCode, ...] = get_args(LanguageCode)
"""The languages that a site may have beside Vietnamese: English, Khmer, Tày, Chăm."""


class Translation(Record):
    """The names of a record in another language."""

    name: Text | None = Field(None, title="Tên", description="Tên bằng tiếng ấy.")
    summary: Text | None = Field(None, title="Nói ngắn gọn", description="Một câu bằng tiếng ấy.")
    aliases: tuple[Text, ...] = Field((), title="Tên thường gọi", description="Các cách gọi bằng tiếng ấy, để tìm kiếm.")

    @model_validator(mode="before")
    @classmethod
    def _says_something(cls, value: Any) -> Any:
        if value == {}:
            raise PydanticCustomError("empty-value", "empty-value", {"value": ""})
        return value


class ProcedureTranslation(Translation):
    """The names of a procedure in another language."""

    short_name: ShortName | None = Field(
        None, title="Tên ngắn", description="Tên ngắn của thủ tục bằng tiếng ấy, nhiều nhất 60 chữ."
    )


def names_in(language: str) -> Any:
    """The field of a record's names in another language."""
    return Field(None, title=f"Bằng {language}", description=f"Tên, lời nói ngắn gọn, tên thường gọi bằng {language}.")


def words_in(language: str) -> Any:
    """The field of further words in another language that are searched for."""
    return Field((), title=f"Bằng {language}", description=f"Các cách nói bằng {language}.")


def text_in(language: str) -> Any:
    """The field of a text's translation."""
    return Field(None, title=f"Bằng {language}", description=f"Lời dịch sang {language}.")


class TranslatedText(Record):
    """A text of records, and what it is in other languages."""

    vi: Text = Field(title="Tiếng Việt", description="Đúng câu chữ như trong bản ghi.")
    en: Text | None = text_in("tiếng Anh")
    km: Text | None = text_in("tiếng Khmer")
    tyz: Text | None = text_in("tiếng Tày")
    cjm: Text | None = text_in("tiếng Chăm")


class Translations(Record):
    """A list of translations: catalogue/reference/translations.yaml, catalogue/<province>/translations.yaml."""

    texts: tuple[TranslatedText, ...] = Field(
        min_length=1, title="Các câu chữ", description="Câu chữ ngắn của các bản ghi và lời dịch, mỗi câu một lần."
    )
