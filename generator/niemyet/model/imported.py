"""What a record keeps of its import: doubts, manual corrections, the source's own words, and fingerprints.

A record with `imported` was taken from an export of the national portal. `parts` holds the fingerprint of every
part as the import wrote it, so that the next import knows what people have changed since.
"""

from typing import Literal

from pydantic import Field

from niemyet.model.scalars import Day, ProcedureCode, Record, Text

Confidence = Literal["high", "medium", "low"]


class Doubt(Record):
    """Something in the source that a person must decide, who then deletes it."""

    part: Text = Field(title="Phần", description="Mục của bản ghi, ví dụ fees hoặc deadlines.")
    text: Text = Field(title="Điều phải quyết định", description="Nguồn nói gì mà chưa rõ.")
    source_text: Text | None = Field(None, title="Nguyên văn nguồn", description="Câu chữ của nguồn, giữ nguyên.")


class AnsweredDoubt(Record):
    """What a person has decided of a doubt, for all procedures that have it or for some; in doubts.yaml by its question's key."""

    part: Text = Field(title="Phần", description="Mục của bản ghi, ví dụ fees hoặc deadlines.")
    text: Text = Field(title="Điều phải quyết định", description="Câu đã hỏi; máy ghi, không sửa.")
    source_text: Text | None = Field(None, title="Nguyên văn nguồn", description="Câu chữ của nguồn; máy ghi, không sửa.")
    answer: Text | None = Field(
        None, title="Trả lời", description="Trả lời cho mọi thủ tục có câu hỏi này; “giữ nguyên” nếu để như nguồn."
    )
    procedures: dict[ProcedureCode, Text] = Field(
        {}, title="Trả lời riêng", description="Mã thủ tục và câu trả lời chỉ dùng cho thủ tục ấy."
    )
    date: Day = Field(title="Ngày trả lời", description="Ngày trả lời, dạng năm-tháng-ngày.")


class Correction(Record):
    """A part in which people differ from the source; later imports do not touch it."""

    part: Text = Field(title="Phần", description="Mục của bản ghi, ví dụ fees hoặc deadlines.")
    reason: Text = Field(title="Lý do", description="Vì sao sửa khác nguồn, theo văn bản nào.")
    date: Day = Field(title="Ngày sửa", description="Ngày sửa, dạng năm-tháng-ngày.")


class Verbatim(Record):
    """One part of the source, verbatim (in NFC, without invisible characters)."""

    title: Text = Field(title="Phần của nguồn", description="Tên phần ở nguồn, ví dụ Trình tự thực hiện.")
    text: Text = Field(title="Nguyên văn", description="Câu chữ của nguồn, giữ nguyên.")


class Imported(Record):
    """The mark of an import. Written by the program only."""

    date: Day = Field(title="Ngày lấy vào", description="Ngày bản ghi được lấy vào danh mục lần gần nhất có thay đổi.")
    confidence: Confidence = Field(
        title="Độ tin cậy", description="high: không có điều ngờ; medium: có điều ngờ nhỏ; low: ngờ về phí, thời hạn."
    )
    parts: dict[Text, Text] = Field({}, title="Dấu của từng phần", description="Dấu của từng phần lúc máy ghi.")
    doubts: tuple[Text, ...] = Field((), title="Điều ngờ đã nêu", description="Dấu của các điều ngờ đã từng nêu.")
