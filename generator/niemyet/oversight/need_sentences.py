"""The sentences of findings, in both languages: a finding's `what` → what is told of it; the names of topics and owners."""

from collections.abc import Mapping

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.oversight.finding import Owner, Topic

TOPICS: Mapping[Topic, Bilingual] = {
    Topic.BROKEN: Bilingual("Lỗi", "Errors"),
    Topic.MISSING: Bilingual("Còn thiếu", "Missing"),
    Topic.OLD: Bilingual("Đã cũ", "Old"),
    Topic.UNANSWERED: Bilingual("Chưa trả lời được người dân", "Not answered to citizens"),
    Topic.DOUBTFUL: Bilingual("Còn ngờ", "Doubtful"),
    Topic.PRINT: Bilingual("In lại", "To print again"),
    Topic.SOON: Bilingual("Sắp tới", "Coming soon"),
}
SHORT: Mapping[Topic, Bilingual] = {
    Topic.BROKEN: Bilingual("lỗi", "errors"),
    Topic.MISSING: Bilingual("thiếu", "missing"),
    Topic.OLD: Bilingual("cũ", "old"),
    Topic.UNANSWERED: Bilingual("chưa rõ", "open"),
    Topic.DOUBTFUL: Bilingual("ngờ", "doubtful"),
    Topic.PRINT: Bilingual("in lại", "print"),
    Topic.SOON: Bilingual("sắp tới", "soon"),
}
"""Heads of the columns of a province."""
SENTENCES: Mapping[str, Bilingual] = {
    "errors": Bilingual(
        "Bản ghi còn {count} lỗi. Sửa hết lỗi thì mới biết được những điều khác.",
        "Errors in the records: {count}. Nothing else can be known before they are mended.",
    ),
    "not-posted": Bilingual(
        "{count} thủ tục trong danh mục của tỉnh chưa được niêm yết.",
        "Procedures on the province's list that are not posted: {count}.",
    ),
    "no-list": Bilingual(
        "Tỉnh chưa có danh mục thủ tục, nên không biết xã còn thiếu gì.",
        "The province has no list of procedures, so nobody knows what its communes lack.",
    ),
    "changed": Bilingual(
        "{count} thủ tục đã đổi sau lần rà soát cuối của xã. Đọc lại, in lại tờ, rồi ghi ngày rà soát.",
        "Procedures that have changed since the commune last reviewed them: {count}. Read them, print them, confirm them.",
    ),
    "replaced": Bilingual(
        "{count} bản còn ghi quyết định cũ; danh mục của tỉnh nay theo quyết định {by}.",
        "Postings under an older decision: {count}. The province's list now rests on decision {by}.",
    ),
    "not-reviewed": Bilingual(
        "{count} bản đã hơn một năm chưa được rà soát.",
        "Postings that nobody has reviewed for more than a year: {count}.",
    ),
    "outdated": Bilingual(
        "{count} thủ tục có nội dung đã bị văn bản mới thay; trang báo cho người dân và chờ nội dung mới.",
        "Procedures whose content a newer document has replaced: {count}. The site says so and waits for the new content.",
    ),
    "fee-not-set": Bilingual(
        "{count} thủ tục chưa có mức thu của tỉnh; trang ghi “Tỉnh chưa cập nhật mức thu”.",
        "Procedures for which the province gives no fee: {count}. The site says so.",
    ),
    "fee-unknown": Bilingual(
        "{count} thủ tục mà nguồn không cho biết mức thu. Lệnh dưới cho xem trang trả lời thế nào.",
        "Procedures whose source gives no fee: {count}. The command shows what the site answers.",
    ),
    "deadline-unknown": Bilingual(
        "{count} thủ tục mà nguồn không cho biết thời hạn. Lệnh dưới cho xem trang trả lời thế nào.",
        "Procedures whose source gives no deadline: {count}. The command shows what the site answers.",
    ),
    "doubts": Bilingual(
        "{count} thủ tục còn điều ngờ từ lần lấy dữ liệu về, cần người trả lời.",
        "Procedures with doubts of the import that a person has to settle: {count}.",
    ),
    "sample-commune": Bilingual(
        "Thông tin của xã còn là dữ liệu mẫu. Sửa địa chỉ, giờ, quầy cho đúng rồi xóa dòng sample.",
        "What is said of the commune is sample data. Write its true address, hours and counters, then delete the line sample.",
    ),
    "sample-postings": Bilingual(
        "{count} bản niêm yết còn là dữ liệu mẫu. Sửa cho đúng rồi xóa dòng sample.",
        "Postings that are sample data: {count}. Write what is true, then delete the line sample.",
    ),
    "sheets": Bilingual(
        "{count} tờ khác với tờ treo ngày {day}. Tờ nào đã thay rồi thì thôi.",
        "Sheets that differ from those of {day}: {count}. Those that hang already may stay.",
    ),
    "coming": Bilingual(
        "{count} thay đổi trong hai tháng tới. Lệnh dưới in sẵn tờ của ngày đầu tiên.",
        "Changes within two months: {count}. The command prints the sheets of the first day ahead.",
    ),
    "withdrawn": Bilingual(
        "{count} bản sắp ngừng niêm yết; đến ngày thì gỡ tờ.", "Postings that end soon: {count}. Take their sheets down then."
    ),
    "other-hours": Bilingual(
        "{count} ngày nơi tiếp nhận nghỉ hoặc đổi giờ.", "Days on which the office is closed or has other hours: {count}."
    ),
}
OWNERS: Mapping[Owner, Bilingual] = {
    Owner.COMMUNE: Bilingual("", ""),
    Owner.PROVINCE: Bilingual(" (việc của tỉnh)", " (for the province)"),
    Owner.NATION: Bilingual(" (phần chung cả nước)", " (of the nation's reference)"),
}
SHEETS: Mapping[str, Bilingual] = {
    "up": Bilingual("treo lên", "put it up"),
    "down": Bilingual("gỡ xuống", "take it down"),
    "replace": Bilingual("thay tờ", "replace it"),
}
