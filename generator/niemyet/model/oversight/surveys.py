"""Surveys of satisfaction: whom somebody asked, how, how many answered, and what they said. Counts only."""

from typing import Literal

from pydantic import Field

from niemyet.model.oversight.periods import Counted
from niemyet.model.scalars import Record, Text, Whole

SurveyKind = Literal["counter", "survey", "sipas"]


class AnswerLevels(Record):
    """How many gave each answer."""

    very_satisfied: Whole = Field(title="Rất hài lòng", description="Số người trả lời rất hài lòng.")
    satisfied: Whole = Field(title="Hài lòng", description="Số người trả lời hài lòng.")
    neutral: Whole = Field(0, title="Bình thường", description="Số người trả lời bình thường.")
    dissatisfied: Whole = Field(title="Không hài lòng", description="Số người trả lời không hài lòng.")
    very_dissatisfied: Whole = Field(0, title="Rất không hài lòng", description="Số người trả lời rất không hài lòng.")


class Factor(Record):
    """The answers to one side of the service."""

    name: Text = Field(title="Yếu tố", description="Ví dụ: Tiếp cận dịch vụ; Thủ tục; Công chức; Kết quả.")
    satisfied: Whole = Field(title="Hài lòng", description="Số người hài lòng hoặc rất hài lòng về yếu tố này.")
    answered: Whole = Field(title="Số trả lời", description="Số người trả lời về yếu tố này.")


class Survey(Counted):
    """One survey, or the presses of the buttons at the counter, which are none."""

    kind: SurveyKind = Field(
        title="Loại", description="counter: bấm nút, phiếu tại quầy; survey: điều tra chọn mẫu; sipas: Chỉ số SIPAS."
    )
    by: Text = Field(title="Ai hỏi", description="Cơ quan, đơn vị thực hiện.")
    how: Text | None = Field(None, title="Hỏi thế nào", description="Cách chọn người và cách hỏi, ví dụ phiếu phát tại quầy.")
    population: Whole | None = Field(
        None, title="Tổng số người", description="Số người hoặc số giao dịch mà mẫu được rút ra từ đó."
    )
    sent: Whole | None = Field(None, title="Số phiếu phát ra", description="Số người được hỏi.")
    answered: Whole = Field(title="Số phiếu trả lời", description="Số người trả lời, dùng được.")
    levels: AnswerLevels | None = Field(None, title="Các mức trả lời", description="Số người ở từng mức.")
    factors: tuple[Factor, ...] = Field((), title="Từng yếu tố", description="Số người hài lòng theo từng yếu tố.")
