"""Life events (sự kiện): what people do one after another, what they choose between, and what they do only in some cases."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from niemyet.model.scalars import Label, ProcedureCode, Record, ShortQuestion, Slug, Slugs, Text
from niemyet.model.translations import Translation, names_in


class EventQuestion(Record):
    """What divides the people of a life event, asked before anything else."""

    name: ShortQuestion = Field(title="Câu hỏi", description="Hỏi người dân, nhiều nhất 40 chữ: Bạn ở chỗ mới thế nào?")
    options: dict[Slug, Label] = Field(
        min_length=2, title="Các câu trả lời", description="Tên ngắn và lời trên nút bấm, nhiều nhất 20 chữ: Ở thuê, ở trọ."
    )


class EventTask(Record):
    """A procedure of a step."""

    code: ProcedureCode = Field(title="Mã thủ tục", description="Thủ tục phải làm ở bước này.")
    answer: Slugs = Field(
        (), title="Dành cho", description="Chỉ dành cho ai trả lời như vậy ở mục question; bỏ trống: dành cho mọi người."
    )
    case: Slugs = Field(
        (), title="Trường hợp", description="Trường hợp của thủ tục mà sự kiện này nói đến, ví dụ house: nhà ở riêng lẻ."
    )
    when: Text | None = Field(None, title="Chỉ khi", description="Viết tiếp sau hai chữ “Chỉ khi”: tạm trú sắp hết hạn.")


class EventStep(Record):
    """A step of a life event."""

    name: Text | None = Field(
        None, title="Tên bước", description="Lời ngắn, ví dụ: Đăng ký nơi ở mới. Một thủ tục thì bỏ trống được."
    )
    choose: Literal["one", "needed"] = Field(
        "one", title="Làm những gì", description="one: một trong các thủ tục (hoặc); needed: thủ tục nào cần thì làm."
    )
    procedures: tuple[EventTask, ...] = Field(min_length=1, title="Các thủ tục", description="Thủ tục của bước này.")


class LifeEvent(Record):
    """A life event (sự kiện), by its short name in life-events.yaml."""

    name: Text = Field(title="Tên sự kiện", description="Ví dụ Sinh con.")
    summary: Text | None = Field(None, title="Nói ngắn gọn", description="Một câu cho người dân.")
    en: Translation | None = names_in("tiếng Anh")
    km: Translation | None = names_in("tiếng Khmer")
    tyz: Translation | None = names_in("tiếng Tày")
    cjm: Translation | None = names_in("tiếng Chăm")
    question: EventQuestion | None = Field(
        None, title="Câu hỏi", description="Điều chia người dân thành các nhóm làm việc khác nhau."
    )
    steps: tuple[EventStep, ...] = Field(
        (), title="Các bước", description="Theo thứ tự; mỗi bước có thể có nhiều thủ tục để chọn (hoặc) và điều kiện (chỉ khi)."
    )
    order: tuple[ProcedureCode, ...] = Field(
        (), title="Thứ tự", description="Cách viết gọn thay cho steps: mỗi thủ tục là một bước, ai cũng làm."
    )

    @property
    def journey(self) -> tuple[EventStep, ...]:
        """The steps, however they are written."""
        return self.steps or tuple(EventStep(procedures=(EventTask(code=code),)) for code in self.order)

    def name_procedures(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every procedure that is named, with its path in the record."""
        yield from ((("order", i), code) for i, code in enumerate(self.order))
        for i, step in enumerate(self.steps):
            yield from ((("steps", i, "procedures", k, "code"), task.code) for k, task in enumerate(step.procedures))
