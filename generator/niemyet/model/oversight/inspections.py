"""Inspections and checks of the notice board: what was found, what had to be mended by when, and when it was."""

from typing import Literal

from pydantic import Field

from niemyet.model.oversight.periods import FigureSource, Issued
from niemyet.model.scalars import Day, ProcedureCode, Record, Text, Truth, Whole

InspectionKind = Literal["regular", "surprise", "own"]
FindingKind = Literal[
    "posting_late", "missing", "incomplete", "expired", "overdue", "returned", "hours", "absence", "papers", "fee",
    "review_late", "other",
]  # fmt: skip


class Finding(Record):
    """One thing that was found wanting. No names of people."""

    kind: FindingKind = Field(
        title="Loại tồn tại",
        description="posting_late: niêm yết chậm; missing: thiếu; incomplete: chưa đủ nội dung; expired: còn nội dung cũ;"
        " overdue: hồ sơ quá hạn; returned: hồ sơ bị trả lại; hours: giờ làm việc; absence: vắng người trực; papers: đòi thêm"
        " giấy tờ; fee: thu sai; review_late: rà soát chậm; other: việc khác.",
    )
    count: Whole | None = Field(None, title="Số lượng", description="Số thủ tục, hồ sơ hoặc lần, nếu kết luận có nêu.")
    procedures: tuple[ProcedureCode, ...] = Field((), title="Các thủ tục", description="Mã các thủ tục liên quan.")
    text: Text = Field(title="Nội dung", description="Tồn tại được nêu, không nêu tên người.")
    remedy: Text | None = Field(None, title="Yêu cầu khắc phục", description="Việc phải làm theo kết luận.")
    due: Day | None = Field(None, title="Hạn khắc phục", description="Ngày phải khắc phục xong.")
    remedied: Day | None = Field(None, title="Đã khắc phục", description="Ngày khắc phục xong; bỏ trống nếu chưa.")
    reply: Text | None = Field(None, title="Trả lời của xã", description="Xã đã làm gì, hoặc vì sao chưa làm được.")


class Inspection(Record):
    """One inspection."""

    date: Day = Field(title="Ngày kiểm tra", description="Ngày đoàn làm việc.")
    kind: InspectionKind = Field(title="Loại kiểm tra", description="regular: định kỳ; surprise: đột xuất; own: tự kiểm tra.")
    by: Text = Field(title="Đoàn kiểm tra", description="Tên đoàn hoặc cơ quan kiểm tra.")
    members: Whole | None = Field(None, title="Số thành viên", description="Số người trong đoàn.")
    visits: Whole | None = Field(None, title="Số lượt", description="Số lượt, số đơn vị đã kiểm tra, khi kết luận gộp nhiều nơi.")
    conclusion: Issued | None = Field(None, title="Kết luận", description="Số, ngày của kết luận hoặc thông báo.")
    findings: tuple[Finding, ...] | None = Field(
        None, title="Các tồn tại", description="Từng tồn tại; không có tồn tại nào thì viết []; chưa có kết luận thì bỏ trống."
    )
    source: FigureSource = Field(title="Nguồn số liệu", description="Lấy từ đâu, ngày nào.")


class BoardPhoto(Record):
    """A photograph of the board, in a file beside the figures of the year."""

    file: Text = Field(
        title="Tệp ảnh", description="Tên tệp, đặt cạnh tệp này trong thư mục oversight. Chụp bảng, tránh chụp người."
    )
    alt: Text = Field(title="Mô tả ảnh", description="Ảnh cho thấy gì, cho người không nhìn được ảnh; không nêu tên người.")
    date: Day = Field(title="Ngày chụp", description="Ngày chụp ảnh, dạng năm-tháng-ngày.")


class BoardCheck(Record):
    """A look at the notice board itself."""

    date: Day = Field(title="Ngày xem bảng", description="Ngày kiểm tra bảng niêm yết.")
    by: Text = Field(title="Ai xem", description="Đơn vị hoặc nhiệm vụ của người xem.")
    on_board: Whole = Field(title="Đang treo", description="Số thủ tục đang treo trên bảng.")
    expired: Whole | None = Field(None, title="Bản cũ", description="Số bản đã hết hiệu lực vẫn còn treo.")
    feedback_address: Truth | None = Field(
        None, title="Có địa chỉ phản ánh", description="true: bảng có địa chỉ tiếp nhận phản ánh, kiến nghị; false: không."
    )
    photos: tuple[BoardPhoto, ...] = Field(
        (), title="Ảnh chụp bảng", description="Ảnh bảng niêm yết khi ấy; trang tự thu nhỏ và bỏ thông tin vị trí trong ảnh."
    )
