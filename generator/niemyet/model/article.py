"""A news article about administrative reform: front matter and a body in Markdown."""

from typing import Literal

from pydantic import Field

from niemyet.model.scalars import Day, DocumentNumber, ProcedureCode, Record, Text

Topic = Literal["the-che", "thu-tuc-hanh-chinh", "bo-may", "cong-vu", "tai-chinh-cong", "chinh-quyen-so"]


class Image(Record):
    """A picture of an article, in the article's folder."""

    file: Text = Field(title="Tệp ảnh", description="Tên tệp, đặt cạnh bài viết.")
    alt: Text | None = Field(None, title="Mô tả ảnh", description="Ảnh cho thấy gì, cho người không nhìn được ảnh.")
    caption: Text | None = Field(None, title="Chú thích", description="Dòng chữ dưới ảnh.")


class ArticleFile(Record):
    """A file that an article gives along, in the article's folder."""

    file: Text = Field(title="Tệp", description="Tên tệp, đặt cạnh bài viết, ví dụ ke-hoach-28.pdf.")
    title: Text = Field(title="Tên", description="Tên của tệp, viết cho người đọc.")


class Article(Record):
    """Front matter of news/<year>/<slug>.md."""

    title: Text = Field(title="Tiêu đề", description="Tiêu đề bài viết.")
    date: Day = Field(title="Ngày đăng", description="Ngày đăng trên trang này.")
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
