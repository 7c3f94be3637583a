"""The setting of the open data: which of its parts a site has."""

from typing import Any, Literal, TypeAlias

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from niemyet.model.scalars import Record, Truth, read_truth

DataPart: TypeAlias = Literal["api", "tables", "linked", "assistants", "calendars", "embed"]
DATA_PARTS: tuple[DataPart, ...] = ("api", "tables", "linked", "assistants", "calendars", "embed")
NO_DATA: tuple[DataPart, ...] = ()


class OpenData(Record):
    """Which parts there are. Written as true or false, it is said of all; in a table, what is not named is there."""

    api: Truth = Field(True, title="Giao diện JSON", description="Tệp JSON ở /api/v1/: thủ tục, xã, bản niêm yết, tuân thủ.")
    tables: Truth = Field(True, title="Bảng", description="Bảng CSV, Excel, JSON Lines và gói Frictionless.")
    linked: Truth = Field(True, title="Dữ liệu liên kết", description="CPSV-AP, DCAT, và schema.org trong trang niêm yết.")
    assistants: Truth = Field(True, title="Bản chữ cho trợ lý ảo", description="llms.txt và bản chữ cạnh mỗi trang.")
    calendars: Truth = Field(True, title="Lịch", description="Giờ tiếp nhận của từng xã dưới dạng .ics.")
    embed: Truth = Field(True, title="Trang nhúng", description="Trang nhỏ ở /nhung/ để trang khác đặt vào khung, và oEmbed.")

    @model_validator(mode="before")
    @classmethod
    def _read_truth_alone(cls, value: Any) -> Any:
        return dict.fromkeys(DATA_PARTS, read_truth(value)) if isinstance(value, str | bool) else value

    @property
    def parts(self) -> tuple[DataPart, ...]:
        """The parts that there are, in their order."""
        return tuple(part for part in DATA_PARTS if getattr(self, part))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """All parts or none may be written without their keys."""
        return {"anyOf": [{"type": "boolean"}, handler.resolve_ref_schema(handler(schema))]}


NO_OPEN_DATA = OpenData.model_construct(api=False, tables=False, linked=False, assistants=False, calendars=False, embed=False)
"""Not validated: that would build the model whenever it is loaded."""
