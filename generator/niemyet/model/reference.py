"""The other reference records: fields, legal documents, calendar, units."""

from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field

from niemyet.model.scalars import FIRST_YEAR, LAST_YEAR, Day, DocumentNumber, Link, ProcedureCode, Record, Text, Truth, Whole
from niemyet.model.translations import Translation, names_in, words_in


class FieldOfWork(Record):
    """A field of procedures (lĩnh vực), by its short name in fields.yaml."""

    name: Text = Field(title="Tên lĩnh vực", description="Tên chính thức, ví dụ Hộ tịch.")
    ministry: Text | None = Field(None, title="Bộ quản lý", description="Bộ, ngành quản lý lĩnh vực.")
    summary: Text | None = Field(None, title="Nói ngắn gọn", description="Một câu: lĩnh vực này gồm những việc gì.")
    en: Translation | None = names_in("tiếng Anh")
    km: Translation | None = names_in("tiếng Khmer")
    tyz: Translation | None = names_in("tiếng Tày")
    cjm: Translation | None = names_in("tiếng Chăm")


class DocumentRepeal(Record):
    """The end of a legal document."""

    since: Day = Field(alias="from", title="Hết hiệu lực từ", description="Ngày hết hiệu lực.")
    by: DocumentNumber | None = Field(None, title="Thay bằng", description="Văn bản thay thế hoặc bãi bỏ.")


class EndedPart(Record):
    """The end of some articles of a legal document, while the rest stays in force."""

    part: Text = Field(title="Phần", description="Điều, khoản đã hết hiệu lực, ví dụ “Điều 50, Điều 53”.")
    since: Day = Field(alias="from", title="Hết hiệu lực từ", description="Ngày phần này hết hiệu lực.")
    by: DocumentNumber | None = Field(None, title="Thay bằng", description="Văn bản thay thế hoặc bãi bỏ phần này.")


class LegalDocument(Record):
    """A legal document (văn bản), by its number in documents.yaml."""

    title: Text | None = Field(None, title="Tên văn bản", description="Trích yếu, không kèm số, ký hiệu.")
    kind: Text = Field(title="Loại", description="Luật, Nghị định, Thông tư, Quyết định…")
    issuer: Text = Field(title="Cơ quan ban hành", description="Ví dụ Chính phủ, Bộ Tư pháp.")
    issued: Day | None = Field(None, title="Ngày ban hành", description="Dạng năm-tháng-ngày.")
    effective: Day | None = Field(None, title="Ngày có hiệu lực", description="Dạng năm-tháng-ngày.")
    amends: tuple[DocumentNumber, ...] = Field((), title="Sửa đổi", description="Các văn bản được sửa đổi, bổ sung.")
    replaces: tuple[DocumentNumber, ...] = Field(
        (), title="Thay thế", description="Các văn bản mà văn bản này thay hẳn, từ ngày nó có hiệu lực."
    )
    repealed: DocumentRepeal | None = Field(None, title="Hết hiệu lực", description="Khi văn bản đã hoặc sắp hết hiệu lực.")
    parts_ended: tuple[EndedPart, ...] = Field(
        (), title="Phần hết hiệu lực", description="Điều, khoản đã hoặc sắp hết hiệu lực khi cả văn bản vẫn còn."
    )
    unverified: Text | None = Field(
        None, title="Chưa kiểm chứng", description="Vì sao chưa chắc có văn bản này, ví dụ nguồn ghi nhầm số."
    )
    url: Link | None = Field(None, title="Địa chỉ", description="Trang của cơ quan nhà nước.")
    file: Text | None = Field(
        None, title="Tệp văn bản", description="Tên tệp trong thư mục tep cùng cấp, ví dụ 60-2014-qh13.pdf."
    )


class Synonyms(Record):
    """Words that mean the same in a search, by a short name in synonyms.yaml."""

    words: tuple[Text, ...] = Field(min_length=2, title="Các cách nói", description="Từ viết tắt, tên gọi khác của cùng một thứ.")
    en: tuple[Text, ...] = words_in("tiếng Anh")
    km: tuple[Text, ...] = words_in("tiếng Khmer")
    tyz: tuple[Text, ...] = words_in("tiếng Tày")
    cjm: tuple[Text, ...] = words_in("tiếng Chăm")


class Elsewhere(Record):
    """What people ask a commune's one-stop office for and get elsewhere, by its short name in elsewhere.yaml."""

    name: Text = Field(title="Việc", description="Việc người dân hỏi, ví dụ Ly hôn.")
    where: Text = Field(title="Làm ở đâu", description="Cơ quan tiếp nhận, ví dụ Tòa án nhân dân.")
    summary: Text = Field(title="Nói ngắn gọn", description="Một, hai câu: đến đâu, có gì cần biết. Chỉ ghi điều nguồn có nêu.")
    aliases: tuple[Text, ...] = Field((), title="Tên thường gọi", description="Người dân gọi việc này thế nào, để tìm kiếm.")
    codes: tuple[ProcedureCode, ...] = Field(
        (),
        title="Mã thủ tục",
        description="Mã trên Cổng Dịch vụ công quốc gia. Thủ tục nào đã có trên trang thì ô tìm kiếm dẫn đến thủ tục ấy.",
    )
    basis: tuple[DocumentNumber, ...] = Field((), title="Căn cứ", description="Văn bản nói nơi làm, có trong documents.yaml.")
    source: Text = Field(title="Nguồn", description="Nơi lấy thông tin: danh mục nào, ngày nào; điều, khoản nào.")
    url: Link | None = Field(None, title="Địa chỉ", description="Trang của cơ quan nhà nước để nộp hoặc xem thêm.")
    en: Translation | None = names_in("tiếng Anh")
    km: Translation | None = names_in("tiếng Khmer")
    tyz: Translation | None = names_in("tiếng Tày")
    cjm: Translation | None = names_in("tiếng Chăm")


class DayOff(Record):
    """A weekday on which public offices are closed."""

    date: Day = Field(title="Ngày nghỉ", description="Dạng năm-tháng-ngày.")
    name: Text = Field(title="Lý do", description="Ví dụ Tết Nguyên đán.")
    basis: DocumentNumber | None = Field(None, title="Căn cứ", description="Văn bản quy định hoặc thông báo.")
    expected: Truth = Field(False, title="Dự kiến", description="true: dự kiến nghỉ, chưa có thông báo chính thức.")


class WorkedDay(Record):
    """A Saturday or Sunday that is worked in exchange for a day off."""

    date: Day = Field(title="Ngày làm bù", description="Dạng năm-tháng-ngày.")
    instead_of: Day = Field(title="Làm bù cho", description="Ngày được nghỉ hoán đổi.")
    basis: DocumentNumber | None = Field(None, title="Căn cứ", description="Văn bản thông báo hoán đổi.")
    expected: Truth = Field(False, title="Dự kiến", description="true: mới đề xuất, chưa có thông báo chính thức.")


class Calendar(Record):
    """The official days off of one year: catalogue/reference/calendar/<year>.yaml."""

    year: Whole = Field(ge=FIRST_YEAR, le=LAST_YEAR, title="Năm", description="Bốn chữ số.")
    status: Literal["official", "expected"] = Field(
        title="Tình trạng", description="official: đã có văn bản; expected: dự kiến, chưa có thông báo."
    )
    days_off: tuple[DayOff, ...] = Field((), title="Ngày nghỉ", description="Ngày nghỉ rơi vào ngày làm việc trong tuần.")
    worked_days: tuple[WorkedDay, ...] = Field((), title="Ngày làm bù", description="Thứ bảy, chủ nhật làm bù.")
    notes: tuple[Text, ...] = Field((), title="Lưu ý", description="Điều cần biết về lịch năm này.")

    @property
    def expected(self) -> tuple[date, ...]:
        """The days for which there is no official notice yet."""
        return (*(d.date for d in self.days_off if d.expected), *(d.date for d in self.worked_days if d.expected))


class Unit(NamedTuple):
    """A province or commune in the official list of administrative units."""

    code: str
    kind: str
    name: str
    province_code: str
