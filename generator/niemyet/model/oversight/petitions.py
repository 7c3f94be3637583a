"""Feedback and petitions (phản ánh, kiến nghị) about rules or conduct: never complaints and denunciations in the same sum."""

from typing import Literal

from pydantic import Field

from niemyet.model.oversight.periods import Counted
from niemyet.model.scalars import Record, Text, Whole

PetitionSubject = Literal["rules", "conduct"]


class Answered(Record):
    """Those that were answered in the period."""

    in_time: Whole = Field(title="Đúng hạn", description="Số đã trả lời đúng hạn.")
    late: Whole = Field(title="Quá hạn", description="Số đã trả lời nhưng quá hạn.")


class Unanswered(Record):
    """Those that wait at the end of the period."""

    in_time: Whole = Field(title="Trong hạn", description="Số đang xử lý, chưa đến hạn.")
    late: Whole = Field(title="Quá hạn", description="Số đang xử lý, đã quá hạn.")


class Petitions(Counted):
    """The feedback of a period: about rules, about conduct, or about both."""

    about: PetitionSubject | None = Field(
        None, title="Về việc gì", description="rules: quy định hành chính; conduct: hành vi, thái độ; bỏ trống: cả hai."
    )
    carried_over: Whole | None = Field(None, title="Kỳ trước chuyển qua", description="Số còn lại của kỳ trước.")
    received: Whole = Field(title="Tiếp nhận", description="Số phản ánh, kiến nghị nhận trong kỳ; không tính khiếu nại, tố cáo.")
    answered: Answered | None = Field(None, title="Đã trả lời", description="Số đã trả lời trong kỳ.")
    pending: Unanswered | None = Field(None, title="Đang xử lý", description="Số còn lại cuối kỳ.")
    forwarded: Whole | None = Field(None, title="Chuyển nơi khác", description="Số không thuộc thẩm quyền, đã chuyển.")
    dissatisfied: Whole | None = Field(
        None, title="Không hài lòng", description="Số người không hài lòng với trả lời hoặc gửi lại."
    )
    unreconciled: Text | None = Field(
        None, title="Vì sao không khớp", description="Khi báo cáo gốc không cộng khớp: nêu lý do, trang hiện lý do ấy."
    )
