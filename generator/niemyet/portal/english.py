"""English for sentences of an import that are made in Vietnamese: reasons of refusals, labels of the summary."""

import re
from collections.abc import Mapping

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.patterns import regex

_REASONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (regex(vietnamese), english)
    for vietnamese, english in (
        (
            r"ô mã là con số (\S+), .*",
            r"the code is the number \1 and may have lost a zero; make the column text and write the code again",
        ),
        (r"ô có (\d+) mã: (.*); ghi mỗi mã một dòng", r"the cell has \1 codes: \2; write each in a row of its own"),
        (r"('.*') không phải là mã thủ tục; .*", r"\1 is no code of a procedure; a code looks like 1.001193"),
        (r"('.*') không phải là mã thủ tục", r"\1 is no code of a procedure"),
        (r"thiếu mã hoặc tên thủ tục", "code or name of the procedure is missing"),
        (r"thiếu lĩnh vực", "its field is missing"),
        (r"không phải thủ tục cấp xã", "it is no procedure of communes"),
        (r"mã (\S+) đã có ở tệp trước; chỉ lấy bản đầu", r"code \1 stands in an earlier file; only the first is taken"),
        (
            r"mã (\S+): bản xuất này cũ hơn bản đang có \(lấy ngày (\S+)\)",
            r"code \1: this export is older than what is held (retrieved on \2)",
        ),
        (
            r"(?:mã \S+: )?thủ tục riêng do (.*) công bố, không phải của tỉnh đang lấy",
            r"a procedure of another province, published by \1",
        ),
        (
            r"(?:mã \S+: )?thủ tục riêng của một tỉnh mà nguồn không ghi tên; của tỉnh đang lấy thì thêm --own",
            "a province's own procedure, of which the source does not say whose; if it is this province's, add --own",
        ),
        (
            r"(?:mã \S+: )?thủ tục riêng do (.*) công bố; thêm --province .*",
            r"a province's own procedure, published by \1; to take it, add --province with the folder of that province",
        ),
        (r"(?:mã \S+: )?thủ tục nội bộ giữa các cơ quan, không niêm yết", "a procedure between offices, which is not posted"),
        (
            r"(\S+) đang có lỗi; sửa theo niemyet check rồi lấy lại",
            r"\1 has errors; mend it as niemyet check says and import again",
        ),
        (
            r"không ghi hết hiệu lực cho thủ tục vắng mặt, .*",
            "missing procedures were not ended, because some files were refused; mend them and run this again",
        ),
    )
)

_LABELS: Mapping[str, str] = {
    "thủ tục mới lấy về": "procedures taken anew",
    "thủ tục nội dung đã đổi": "procedures whose content has changed",
    "thủ tục đổi thông tin khác": "procedures with other changes",
    "thủ tục chỉ đổi cách viết": "procedures changed in wording only",
    "thủ tục giữ bản sửa tay": "procedures kept as people corrected them",
    "thủ tục không đổi": "procedures unchanged",
    "thủ tục bản viết tay, không ghi đè": "procedures written by people, not touched",
    "thủ tục nguồn không còn": "procedures that the source no longer has",
    "độ tin cậy cao": "of high confidence",
    "độ tin cậy vừa": "of medium confidence",
    "độ tin cậy thấp": "of low confidence",
    "điều phải quyết định": "things to decide",
    "lĩnh vực mới": "new fields",
    "văn bản mới": "new documents",
    "bản niêm yết cần rà soát": "postings to review",
    "chỗ không lấy được": "things that were not taken",
}


def explain(said: str) -> Bilingual:
    """A reason in both languages; one that is not known stays Vietnamese."""
    for pattern, english in _REASONS:
        if pattern.fullmatch(said):
            return Bilingual(said, pattern.sub(english, said))
    return Bilingual(said, said)


def label(said: str) -> Bilingual:
    """A label of the summary in both languages; one that is not known stays Vietnamese."""
    return Bilingual(said, _LABELS.get(said, said))
