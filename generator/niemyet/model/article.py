"""A news article about administrative reform, or a notice: front matter and a body in Markdown."""

from datetime import time
from typing import Literal

from pydantic import Field

from niemyet.model.scalars import Clock, Day, DecisionNumber, DocumentNumber, ProcedureCode, Record, Text

Topic = Literal["the-che", "thu-tuc-hanh-chinh", "bo-may", "cong-vu", "tai-chinh-cong", "chinh-quyen-so"]
NoticeKind = Literal[
    "danh-sach", "ket-luan", "lich-lam-viec", "tiep-cong-dan", "quy-hoach", "tam-ngung", "lay-y-kien", "khac"
]  # fmt: skip
"""What a commune must make known: a list, a conclusion, hours, days when citizens are received, plans, downtime, a draft."""

_MIDNIGHT = time.min


class Image(Record):
    """A picture of an article, in the article's folder."""

    file: Text = Field(title="Tệp ảnh", description="Tên tệp, đặt cạnh bài viết.")
    alt: Text | None = Field(None, title="Mô tả ảnh", description="Ảnh cho thấy gì, cho người không nhìn được ảnh.")
    caption: Text | None = Field(None, title="Chú thích", description="Dòng chữ dưới ảnh.")
    credit: Text | None = Field(
        None, title="Người chụp, nguồn ảnh", description="Ai chụp, hoặc lấy ảnh từ đâu, ví dụ Ảnh: UBND xã Thường Tín."
    )


class ArticleFile(Record):
    """A file that an article gives along, in the article's folder."""

    file: Text = Field(title="Tệp", description="Tên tệp, đặt cạnh bài viết, ví dụ ke-hoach-28.pdf.")
    title: Text = Field(title="Tên", description="Tên của tệp, viết cho người đọc.")


class ArticleCorrection(Record):
    """What was changed in an article after it had been published."""

    date: Day = Field(title="Ngày sửa", description="Ngày sửa bài.")
    text: Text = Field(title="Đã sửa gì", description="Điều đã sửa, viết cho người đã đọc bản trước.")


class Notice(Record):
    """What makes an article a notice: of which kind, under which number, from when and until when."""

    kind: NoticeKind = Field(title="Loại thông báo", description="Thông báo về việc gì.")
    number: DecisionNumber | None = Field(None, title="Số, ký hiệu", description="Số của thông báo, ví dụ 12/TB-UBND.")
    starts: Day | None = Field(
        None, alias="from", title="Niêm yết từ", description="Ngày đầu niêm yết; bỏ trống nếu là ngày đăng."
    )
    ends: Day = Field(alias="until", title="Niêm yết đến hết", description="Ngày cuối cùng niêm yết.")


class Article(Record):
    """Front matter of news/<year>/<slug>.md."""

    kicker: Text | None = Field(
        None, title="Dòng đầu", description="Dòng chữ nhỏ trên tiêu đề, ví dụ Cải cách hành chính; bỏ trống thì là chủ đề."
    )
    title: Text = Field(title="Tiêu đề", description="Tiêu đề bài viết.")
    date: Day = Field(title="Ngày đăng", description="Ngày đăng trên trang này; bài ghi ngày chưa tới thì đến ngày ấy mới hiện.")
    time: Clock | None = Field(
        None,
        title="Giờ đăng",
        description='Giờ đăng, trong ngoặc kép, ví dụ "08:30"; chưa đến giờ ấy thì bài chưa hiện; hiện ở lần tạo trang sau đó.',
    )
    updated: tuple[ArticleCorrection, ...] = Field(
        (), title="Đã sửa", description="Những lần sửa sau khi đăng, lần mới nhất ghi sau cùng."
    )
    period: Text | None = Field(
        None, title="Thời gian của sự việc", description="Khi việc trong bài diễn ra, nếu khác ngày đăng."
    )
    lead: Text = Field(title="Tóm tắt", description="Một, hai câu mở đầu.")
    author: Text = Field(title="Người viết", description="Người hoặc bộ phận viết bài.")
    source: Text | None = Field(None, title="Nguồn", description="Nguồn của thông tin.")
    topics: tuple[Topic, ...] = Field(min_length=1, title="Chủ đề", description="Sáu nội dung của cải cách hành chính.")
    places: tuple[Text, ...] = Field((), title="Địa phương", description="Đường dẫn, ví dụ ha-noi/thuong-tin.")
    procedures: tuple[ProcedureCode, ...] = Field((), title="Thủ tục", description="Mã thủ tục có trong bài.")
    documents: tuple[DocumentNumber, ...] = Field((), title="Văn bản", description="Số, ký hiệu văn bản có trong bài.")
    images: tuple[Image, ...] = Field((), title="Ảnh", description="Ảnh của bài, mỗi ảnh có mô tả.")
    files: tuple[ArticleFile, ...] = Field((), title="Tệp kèm theo", description="Tệp để người đọc tải về.")
    notice: Notice | None = Field(
        None, title="Thông báo", description="Chỉ ghi khi bài là một thông báo phải niêm yết, có ngày hết hạn."
    )

    @property
    def first_day(self) -> Day:
        """The first day on which it is shown: a notice may begin later than it was written."""
        return self.date if self.notice is None or self.notice.starts is None else max(self.date, self.notice.starts)

    @property
    def first_time(self) -> Clock:
        """When on its first day it is shown: at the time it says, of its own day; else from midnight."""
        return self.time if self.time is not None and self.first_day == self.date else _MIDNIGHT

    def is_posted(self, day: Day) -> bool:
        """Whether it is a notice that is posted on `day`."""
        return self.notice is not None and self.first_day <= day <= self.notice.ends
