"""The settings of a site: what stands in mkdocs.yml, above all below `plugins: - niemyet:`.

Everything that the site is, and every way of building it must know, stands there; the options of a command are for one run. What
else MkDocs has in that file is either in `SiteFile` or of no use here (`validate/rules/settings.py`).
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, WithJsonSchema, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from niemyet.model.data_parts import NO_OPEN_DATA, OpenData
from niemyet.model.scalars import LINK, Day, Email, Link, Phone, Record, Text, Truth, Whole
from niemyet.model.services import PublishTo, SignIn
from niemyet.model.translations import SiteLanguage
from niemyet.patterns import regex

SETTINGS_FILE = "mkdocs.yml"
PLUGIN = OUR_THEME = "niemyet"
Reference: TypeAlias = Literal["packaged", "own"]
"""Which law: the one that travels with the program below the catalogue's own, or the catalogue's own alone."""
Letters: TypeAlias = Literal["niemyet", "system"]
Hideable: TypeAlias = Literal["su-kien", "tin-tuc", "van-ban"]
SECTIONS = (
    "thu-tuc", "su-kien", "tin-tuc", "van-ban", "huong-dan", "thay-doi", "sap-thay-doi", "kiem-tra", "soan-thao", "tro-nang",
    "tim-kiem", "theo-doi",
)  # fmt: skip
"""The pages that every site has or should have; the frame has words that lead to them."""
_SITE_URL = regex(r"https?://[^\s/?#<>\"'\\]+(?:/[^\s?#<>\"'\\]*)?", re.IGNORECASE)
NOT_YET = "https://thu-tuc.example/"
"""The address of a site that has none yet: a name that leads nowhere."""
_RATING = regex(r"https://[\w.:/-]+")
_COLOUR = regex(r"#[0-9a-fA-F]{6}")


def _matching(pattern: re.Pattern[str], rule: str, slot: str = "") -> BeforeValidator:
    """Refuses by `rule` what does not match or lacks the slot."""

    def read(value: Any) -> Any:
        if isinstance(value, str) and value.strip() and not (pattern.fullmatch(value) and slot in value):
            broken: Any = "bad-link" if slot and not pattern.fullmatch(value) else rule
            raise PydanticCustomError(broken, rule, {"slot": slot})
        return value

    return BeforeValidator(read)


def _read_colour(value: Any) -> Any:
    if isinstance(value, str):
        if not _COLOUR.fullmatch(value):
            raise PydanticCustomError("bad-colour", "bad-colour")
        return value.lower()
    return value


def _check_languages(codes: tuple[str, ...]) -> tuple[str, ...]:
    if codes[:1] != ("vi",) or len({*codes}) < len(codes):
        raise PydanticCustomError("languages-unclear", "languages-unclear")
    return codes


SiteUrl = Annotated[Text, _matching(_SITE_URL, "bad-link")]
EditLink = Annotated[str, _matching(LINK, "link-without-slot", "{file}")]
ReportLink = Annotated[str, _matching(LINK, "link-without-slot", "{address}")]
Rating = Annotated[str, _matching(_RATING, "unsafe-link")]
Languages = Annotated[tuple[SiteLanguage, ...], AfterValidator(_check_languages)]
Colour = Annotated[
    str,
    BeforeValidator(_read_colour),
    WithJsonSchema({"type": "string", "pattern": f"^{_COLOUR.pattern}$", "examples": ["#8f1f1b"]}),
]
_YES_OR_NO = WithJsonSchema({"type": "boolean"})


class Shades(Record):
    """Colours of the site by day or by night."""

    main: Colour | None = Field(None, title="Màu chính", description='Nền đầu trang, viền; viết trong ngoặc kép: "#8f1f1b".')
    on_main: Colour | None = Field(None, title="Chữ trên màu chính", description="Màu chữ ở đầu trang, đặt trên màu chính.")
    link: Colour | None = Field(None, title="Màu liên kết", description="Màu của liên kết và nút bấm.")
    paper: Colour | None = Field(None, title="Nền trang", description="Màu nền của cả trang; cũng là màu chữ trên nút bấm.")
    sheet: Colour | None = Field(None, title="Nền của khối", description="Màu nền của các khối nội dung.")
    wash: Colour | None = Field(None, title="Nền nhạt", description="Màu nền của chân trang, ô tìm kiếm, lời lưu ý.")
    line: Colour | None = Field(None, title="Màu kẻ", description="Màu của các đường kẻ.")
    ink: Colour | None = Field(None, title="Màu chữ", description="Màu chữ của nội dung.")
    soft: Colour | None = Field(None, title="Màu chữ phụ", description="Màu của lời dẫn, ghi chú.")

    def list_set(self) -> dict[str, str]:
        """The colours that are set, by key."""
        named = ((name, getattr(self, name)) for name in Shades.model_fields)
        return {name: colour for name, colour in named if colour is not None}


class Colours(Shades):
    """The site's own colours; those left out are the program's."""

    dark: Shades = Field(
        Shades(), title="Nền tối", description="Màu khi người đọc dùng nền tối; bỏ trống thì suy ra từ các màu trên."
    )


class Way(Record):
    """An entry of the menu or the footer: a page of the site, or an address elsewhere."""

    page: Text | None = Field(
        None, title="Trang", description="Trang của site, ví dụ thu-tuc, tin-tuc, hoặc trang trong docs: gioi-thieu."
    )
    url: Link | None = Field(None, title="Địa chỉ", description="Địa chỉ của trang ở nơi khác.")
    label: Text | None = Field(
        None, title="Chữ hiện ra", description="Chữ của mục; các phần có sẵn của trang thì có thể bỏ trống."
    )

    @model_validator(mode="before")
    @classmethod
    def _read_page_alone(cls, value: Any) -> Any:
        return {"page": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _leads_to_one_place(self) -> Self:
        if (self.page is None) == (self.url is None):
            raise PydanticCustomError("way-unclear", "way-unclear")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A page alone may be written without its key."""
        return {"anyOf": [{"type": "string"}, handler.resolve_ref_schema(handler(schema))]}


class Home(Record):
    """The head of the home page; more text stands in docs/index.md."""

    title: Text | None = Field(None, title="Tiêu đề", description="Tiêu đề của trang đầu.")
    lead: Text | None = Field(None, title="Lời dẫn", description="Một, hai câu dưới tiêu đề.")


class Footer(Record):
    """The foot of every page."""

    text: Text | None = Field(None, title="Lời ở chân trang", description="Ai chịu trách nhiệm nội dung, văn bản nào là căn cứ.")
    links: tuple[Way, ...] | None = Field(None, title="Liên kết", description="Các liên kết ở chân trang, theo thứ tự.")


class Contact(Record):
    """Who runs the site, shown at the foot of every page."""

    name: Text = Field(title="Đơn vị", description="Đơn vị quản lý trang.")
    address: Text | None = Field(None, title="Địa chỉ", description="Địa chỉ của đơn vị.")
    phone: Phone | None = Field(None, title="Điện thoại", description="Số điện thoại của đơn vị.")
    email: Email | None = Field(None, title="Thư điện tử", description="Hộp thư của đơn vị.")
    url: Link | None = Field(None, title="Trang thông tin", description="Trang thông tin điện tử của đơn vị.")


class Settings(Record):
    """The settings below `plugins: - niemyet:`."""

    reference: Reference = Field(
        "packaged", title="Phần chung cả nước", description="packaged: theo bản kèm chương trình; own: chỉ của danh mục này."
    )
    languages: Languages = Field(("vi",), title="Ngôn ngữ", description="Các ngôn ngữ của trang, đầu tiên là vi: [vi, en].")
    names: dict[SiteLanguage, Text] = Field(
        {}, title="Tên trang ở ngôn ngữ khác", description='Tên trang ở mỗi ngôn ngữ ngoài tiếng Việt: {en: "…"}.'
    )
    logo: Text | None = Field(None, title="Biểu trưng", description="Tệp .svg hoặc .png cạnh mkdocs.yml, hiện ở đầu trang.")
    favicon: Text | None = Field(None, title="Biểu tượng", description="Tệp .svg hoặc .png hình vuông, hiện ở thẻ trình duyệt.")
    colours: Colours = Field(
        Colours(), title="Màu sắc", description="Màu của trang; chữ phải rõ trên nền, tương phản ít nhất 4,5:1."
    )
    letters: Letters = Field(
        "niemyet", title="Phông chữ", description="niemyet: Be Vietnam Pro, như tờ niêm yết; system: phông chữ của máy người đọc."
    )
    menu: tuple[Way, ...] | None = Field(
        None, title="Trình đơn", description="Các mục ở đầu trang, theo thứ tự; bỏ trống thì theo mẫu chung."
    )
    hide: tuple[Hideable, ...] = Field(
        (),
        title="Phần không hiện",
        description="Phần không dẫn tới từ trình đơn, trang đầu, tìm kiếm: su-kien, tin-tuc, van-ban.",
    )
    home: Home = Field(Home(), title="Trang đầu", description="Tiêu đề và lời dẫn của trang đầu.")
    footer: Footer = Field(Footer(), title="Chân trang", description="Lời và các liên kết ở chân trang.")
    contact: Contact | None = Field(None, title="Liên hệ", description="Đơn vị quản lý trang, hiện ở chân trang.")
    history: Whole = Field(
        0, title="Lịch sử thay đổi", description="Số lần thay đổi gần nhất được kể ở trang Thay đổi và nguồn tin; 0 là không kể."
    )
    history_since: Day | None = Field(
        None, title="Lịch sử kể từ ngày", description="Không kể thay đổi trước ngày này; bỏ trống thì kể từ khi có danh mục."
    )
    websub: Link | None = Field(
        None,
        title="Trung tâm báo tin",
        description="Trung tâm WebSub: niemyet publish báo cho nơi này khi có bài mới; bỏ trống thì không báo.",
    )
    sheets: Truth = Field(False, title="Tờ niêm yết", description="true: trang có cả tờ niêm yết để in (PDF) của mọi xã.")
    sheets_whole: Truth = Field(
        False,
        title="Tờ niêm yết đủ mọi phần",
        description="true: tờ in cả lưu ý, các bước, căn cứ pháp lý; false: phần ấy xem qua mã QR và sổ niêm yết.",
    )
    open_data: OpenData = Field(
        NO_OPEN_DATA,
        title="Dữ liệu mở",
        description="true: trang có cả dữ liệu cho chương trình khác và trợ lý ảo; hoặc nêu phần không cần: {linked: false}.",
    )
    share_pictures: Truth = Field(
        False,
        title="Ảnh khi chia sẻ",
        description="true: tin và thủ tục có ảnh riêng khi gửi liên kết qua ứng dụng nhắn tin; false: ảnh chung của trang.",
    )
    share_postings: Truth = Field(
        False,
        title="Ảnh khi chia sẻ của từng bản niêm yết",
        description="true: mỗi bản niêm yết có ảnh riêng ghi phí và thời hạn ở đó; false: ảnh của thủ tục. Cần share_pictures.",
    )
    data_licence: Link = Field(
        "https://creativecommons.org/licenses/by/4.0/",
        title="Giấy phép dữ liệu",
        description="Địa chỉ của giấy phép mà dữ liệu mở theo.",
    )
    editor: Truth = Field(
        False, title="Biểu mẫu cập nhật", description="true: trang có biểu mẫu ở /quan-tri/; cần npm khi tạo trang."
    )
    editor_backend: dict[str, Any] = Field(
        {}, title="Kho của biểu mẫu", description="Thiết lập thêm cho biểu mẫu, theo mục backend của Sveltia CMS."
    )
    publish: PublishTo | None = Field(
        None, title="Nơi công bố", description="Nơi lệnh 'niemyet publish' đưa trang lên; khóa, mật khẩu không ghi ở đây."
    )
    sign_in: SignIn = Field(SignIn(), title="Đăng nhập vào biểu mẫu", description="Cách đăng nhập vào kho khi dùng biểu mẫu.")
    edit: EditLink | None = Field(
        None, title="Địa chỉ sửa tệp", description="Địa chỉ mở một tệp của kho để sửa; {file} là chỗ của tên tệp."
    )
    report: ReportLink | None = Field(
        None, title="Địa chỉ báo lỗi", description="Địa chỉ báo nội dung chưa đúng; {address} là chỗ của địa chỉ trang."
    )
    rating: Rating | None = Field(
        None, title="Địa chỉ nhận đánh giá", description="Địa chỉ https nhận biểu mẫu “Thông tin này có ích không?”."
    )
    preview: Text | None = Field(
        None,
        title="Bản xem thử",
        description="Tên của đề xuất; mọi trang ghi rõ là bản xem thử, chưa ai duyệt. Lệnh 'niemyet preview' tự ghi mục này.",
    )


class Theme(Record):
    """The theme: the program's own."""

    name: Text = Field("niemyet", title="Tên", description="niemyet: giao diện của chương trình.")
    custom_dir: Text | None = Field(None, title="Thư mục mẫu riêng", description="Thư mục có tệp thay cho tệp của giao diện.")
    language: Literal["vi"] = Field("vi", title="Ngôn ngữ", description="Ngôn ngữ của trang: vi.")
    font: Annotated[Literal["false"], _YES_OR_NO] = Field(
        "false", title="Phông chữ", description="false: không lấy phông chữ từ nơi khác."
    )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A theme without settings is its name alone."""
        return {"anyOf": [{"type": "string"}, handler.resolve_ref_schema(handler(schema))]}


class Plugins(Record):
    """The plugins of MkDocs: ours, and others that are programs of their own."""

    model_config = ConfigDict(extra="allow", frozen=True, defer_build=True)

    niemyet: Settings = Field(title="Thiết lập của trang", description="Mọi thiết lập riêng của trang đặt dưới mục này.")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """MkDocs takes a list too, in which a plugin without settings is its name alone."""
        table = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [{"type": "array", "items": {"anyOf": [{"type": "string"}, table]}}, table]}


class SiteFile(Record):
    """mkdocs.yml, with `plugins` as a table."""

    site_name: Text = Field(title="Tên trang", description="Tên hiện ở đầu mỗi trang.")
    site_url: SiteUrl = Field(title="Địa chỉ trang", description="Địa chỉ đầy đủ của trang đầu: https://dvc.tinh.example/.")
    site_description: Text | None = Field(None, title="Giới thiệu", description="Một câu về trang, cho máy tìm kiếm.")
    docs_dir: Literal["docs"] = Field("docs", title="Thư mục trang viết tay", description="docs: thư mục được kiểm tra.")
    use_directory_urls: Annotated[Literal["true"], _YES_OR_NO] = Field(
        "true", title="Dạng địa chỉ", description="true: địa chỉ của trang kết thúc bằng dấu gạch chéo."
    )
    theme: Theme = Field(title="Giao diện", description="Giao diện của trang.")
    plugins: Plugins = Field(title="Phần mở rộng", description="Danh sách có niemyet; thiết lập của trang đặt dưới đó.")
    markdown_extensions: Any = Field(None, title="Cách viết thêm", description="Phần mở rộng Markdown cho trang trong docs.")
    hooks: Any = Field(None, title="Chương trình thêm", description="Chương trình chạy kèm MkDocs, cho người phát triển.")
    validation: Any = Field(None, title="Kiểm tra của MkDocs", description="Mức báo của MkDocs về liên kết trong docs.")
    remote_branch: Any = Field(None, title="Nhánh đăng trang", description="Nhánh của kho cho 'mkdocs gh-deploy'.")
    remote_name: Any = Field(None, title="Kho đăng trang", description="Tên kho cho 'mkdocs gh-deploy'.")

    @model_validator(mode="before")
    @classmethod
    def _read_theme_name(cls, value: Any) -> Any:
        theme = value.get("theme") if isinstance(value, Mapping) else None
        if isinstance(theme, Mapping) and theme.get("name") == "":  # null: the folder of one's own is the whole theme
            return {**value, "theme": {**theme, "name": "null"}}
        return {**value, "theme": {"name": theme}} if isinstance(theme, str) and theme else value

    @property
    def settings(self) -> Settings:
        """The settings below `plugins: - niemyet:`."""
        return self.plugins.niemyet

    @property
    def address(self) -> str:
        """The site's URL with a slash at its end."""
        return self.site_url.rstrip("/") + "/"
