"""The settings of a site that speak of other machines: where it is published, how the form signs in."""

from typing import Literal, TypeAlias

from pydantic import Field

from niemyet.model.scalars import Link, Record, Text, Truth

ForgeKind: TypeAlias = Literal["github", "gitlab", "forgejo", "gitea"]


class PublishTo(Record):
    """Where `niemyet publish` brings the site. Keys and passwords are never written here."""

    target: Text = Field(title="Nơi đến", description="Thư mục, s3://kho/thư-mục hoặc sftp://tên@máy/thư-mục.")
    endpoint: Link | None = Field(None, title="Địa chỉ kho S3", description="Địa chỉ của kho, nếu không phải AWS.")
    host_key: Text | None = Field(None, title="Khóa của máy", description="Khóa của máy SFTP, ví dụ SHA256:…")
    compress: Truth = Field(False, title="Gửi kèm bản nén", description="true: gửi kèm bản nén (.gz, .br) của mỗi tệp chữ.")
    in_place: Truth = Field(
        False, title="Thay từng tệp", description="true: thay từng tệp của thư mục, không thay cả thư mục một lúc."
    )


class SignIn(Record):
    """How the form for records signs in at the forge that the edit link names."""

    forge: ForgeKind | None = Field(
        None, title="Loại kho", description="github, gitlab, forgejo, gitea; bỏ trống thì đoán theo địa chỉ ở mục edit."
    )
    client: Text | None = Field(
        None, title="Mã ứng dụng", description="Mã công khai (client ID) của ứng dụng đã đăng ký ở kho; không phải bí mật."
    )
    relay: Link | None = Field(
        None, title="Cầu đăng nhập", description="Chỉ với GitHub: địa chỉ https của cầu đăng nhập; bỏ trống thì dán mã truy cập."
    )
