"""Dossiers as a commune counts them (biểu II.06a of Thông tư 01/2020/TT-VPCP): flows and stocks of a period, whole numbers only.

What is absent is not known, 0 was counted. Shares are never written: the pages compute them.
"""

from typing import Literal

from pydantic import Field

from niemyet.model.oversight.periods import Counted, FigureSource
from niemyet.model.scalars import Record, Slug, Text, Whole


class Received(Record):
    """New dossiers of the period by the way in which they came."""

    online: Whole | None = Field(None, title="Trực tuyến", description="Số hồ sơ nộp trực tuyến.")
    in_person: Whole | None = Field(None, title="Trực tiếp", description="Số hồ sơ nộp tại quầy.")
    post: Whole | None = Field(None, title="Bưu chính", description="Số hồ sơ nộp qua dịch vụ bưu chính.")
    offline: Whole | None = Field(
        None, title="Trực tiếp hoặc bưu chính", description="Khi nguồn gộp hai cách: viết ở đây, bỏ in_person và post."
    )


class Resolved(Record):
    """Dossiers whose result was given back in the period. Without `early`, `on_time` counts both."""

    early: Whole | None = Field(None, title="Trước hạn", description="Bỏ trống nếu nguồn gộp trước hạn vào đúng hạn.")
    on_time: Whole = Field(title="Đúng hạn", description="Số hồ sơ trả đúng hạn; không ghi early thì gồm cả trước hạn.")
    late: Whole = Field(title="Quá hạn", description="Số hồ sơ đã trả nhưng quá hạn.")


class Pending(Record):
    """Dossiers that are open at the end of the period."""

    in_time: Whole = Field(title="Trong hạn", description="Số hồ sơ đang giải quyết, chưa đến hạn.")
    late: Whole = Field(title="Quá hạn", description="Số hồ sơ đang giải quyết, đã quá hạn.")


class LateCause(Record):
    """Why some dossiers were late."""

    cause: Text = Field(title="Nguyên nhân", description="Nguyên nhân quá hạn, không nêu tên người.")
    count: Whole = Field(title="Số hồ sơ", description="Số hồ sơ quá hạn vì nguyên nhân này.")


class KeptPromise(Record):
    """The first date on the receipt against the day on which the result was there, dossier by dossier."""

    counted: Literal["all", "some"] = Field(
        title="Đếm thế nào", description="all: mọi hồ sơ đã trả trong kỳ; some: chỉ một số hồ sơ được rút ra xem."
    )
    by_first_date: Whole = Field(
        title="Kịp ngày hẹn đầu", description="Số hồ sơ có kết quả chậm nhất vào ngày ghi trên giấy hẹn đầu tiên."
    )
    after_first_date: Whole = Field(
        title="Trễ ngày hẹn đầu, kịp giấy hẹn sau",
        description="Số hồ sơ trả sau ngày hẹn đầu tiên nhưng giấy hẹn cuối cùng vẫn ghi còn hạn.",
    )
    after_last_date: Whole = Field(title="Trễ cả giấy hẹn cuối", description="Số hồ sơ trả sau ngày ghi trên giấy hẹn cuối cùng.")


class DossierFigures(Counted):
    """The dossiers of a period: of one field, or of all."""

    field: Slug | None = Field(None, title="Lĩnh vực", description="Theo fields.yaml; bỏ trống nếu là mọi lĩnh vực.")
    carried_over: Whole | None = Field(None, title="Kỳ trước chuyển qua", description="Số hồ sơ còn lại của kỳ trước.")
    received: Received | None = Field(None, title="Tiếp nhận mới", description="Số hồ sơ nhận trong kỳ, theo cách nộp.")
    resolved: Resolved | None = Field(None, title="Đã giải quyết", description="Số hồ sơ đã trả kết quả trong kỳ.")
    pending: Pending | None = Field(None, title="Đang giải quyết", description="Số hồ sơ còn lại cuối kỳ.")
    awaiting: Whole | None = Field(None, title="Chờ bổ sung", description="Số hồ sơ chờ bổ sung hoặc tạm dừng cuối kỳ.")
    returned: Whole | None = Field(None, title="Trả lại, rút", description="Số hồ sơ bị trả lại, từ chối hoặc xin rút.")
    extended: Whole | None = Field(None, title="Gia hạn", description="Số hồ sơ được hẹn lại ngày trả trong kỳ.")
    apologies: Whole | None = Field(None, title="Văn bản xin lỗi", description="Số văn bản xin lỗi đã gửi trong kỳ.")
    promise: KeptPromise | None = Field(
        None, title="Lời hẹn với người dân", description="So ngày trả với ngày ghi trên giấy hẹn đầu tiên."
    )
    late_causes: tuple[LateCause, ...] = Field((), title="Nguyên nhân quá hạn", description="Vì sao có hồ sơ quá hạn.")
    unreconciled: Text | None = Field(
        None, title="Vì sao không khớp", description="Khi báo cáo gốc không cộng khớp: nêu lý do, trang hiện lý do ấy."
    )


class OnlineServices(Counted):
    """A commune's own count of procedures that are offered online, at the end of the period."""

    procedures_full: Whole = Field(title="Toàn trình", description="Số thủ tục làm trực tuyến toàn trình.")
    procedures_partial: Whole = Field(title="Một phần", description="Số thủ tục làm trực tuyến một phần.")
    with_dossiers: Whole | None = Field(None, title="Có hồ sơ", description="Số thủ tục trực tuyến có phát sinh hồ sơ.")


ServiceTier = Literal["commune", "district", "province"]


class TierServices(Record):
    """How many procedures of one tier were offered online."""

    tier: ServiceTier = Field(title="Cấp", description="commune: phường, xã; district: quận, huyện; province: tỉnh.")
    procedures: Whole = Field(title="Số thủ tục", description="Số thủ tục của cấp này làm trực tuyến.")


class EarlierServices(Record):
    """Online services of a year in which they still had levels 1 to 4, before "in full" and "in part": history, not compared."""

    of: Text = Field(title="Của đơn vị", description="Đơn vị khi ấy, ví dụ quận Đống Đa.")
    level: Whole = Field(ge=1, le=4, title="Mức độ", description="Mức độ 1 đến 4 theo quy định khi ấy.")
    tiers: tuple[TierServices, ...] = Field(
        min_length=1, title="Từng cấp", description="Số thủ tục của từng cấp; tổng do máy cộng."
    )
    source: FigureSource = Field(title="Nguồn số liệu", description="Lấy từ đâu, ngày nào.")

    @property
    def procedures(self) -> int:
        """Of all tiers together."""
        return sum(one.procedures for one in self.tiers)
