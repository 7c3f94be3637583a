"""What an assistant is told: an answer for a case, whether a sheet's version is current, what changes when.

Takes `PublishedData`; gives plain data in which every answer names the posting's address, its version and the documents behind
it, and says what is not known. Nothing is computed but which rows of the tables are still possible.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from niemyet.assist.finding import divide
from niemyet.assist.published import Data, PublishedData, UnknownError
from niemyet.model.vocabulary import STANDING_NAMES, VERSION_PART_NAMES
from niemyet.open_data.said import still_holds
from niemyet.resolve.sheet_codes import check_letter, read_sheet_code
from niemyet.resolve.version_codes import GROUP, VERSION_PARTS

_RULE = "Dẫn địa chỉ này khi trả lời; điều ghi là chưa xác định thì nói là chưa xác định; số liệu mẫu không phải số thật."


def find_procedure(data: PublishedData, words: str, place: str = "") -> Data:
    """The procedures that fit the words, and where a commune is named, its postings of them."""
    elsewhere = data.find_elsewhere(words)
    found = data.find_procedures(words)
    if not found and not elsewhere:  # what led to the question may stand before it: "vợ tôi mới sinh, khai sinh ở đâu"
        found = next((ones for part in divide(words) if (ones := data.find_procedures(part))), [])
    commune = data.place(place) if place else None
    listed = []
    for one in found:
        row = {key: one[key] for key in ("code", "name", "short_name", "standing", "url")} | {"field": one["field"]["name"]}
        if commune is not None:
            row["posting"] = _address_of(data, commune["path"], one["code"])
        listed.append(row)
    told: Data = {"found": listed, "as_of": data.about["as_of"]}
    if elsewhere:
        told["elsewhere"] = [
            {key: one[key] for key in ("name", "where", "summary")} | {"basis": one.get("basis", []), "source": one["page"]}
            for one in elsewhere
        ]
    several = _divide(data, words)
    if several:
        told["several"] = several
        told["rule"] = "Người hỏi có vẻ hỏi nhiều việc: trả lời từng việc, hoặc hỏi lại."
    if not found and not elsewhere and not several:
        told["unknown"] = "Không tìm thấy thủ tục nào hợp với những từ này trên trang; có thể việc ấy không làm ở xã, phường."
    return told


def _divide(data: PublishedData, words: str) -> list[Data]:
    """The matters of a question that is about several, each with the first that fits; [] of a question about one."""
    parts = [part for part in divide(words) if data.names_a_matter(part)]
    if len(parts) < 2 or data.fits_wholly(words):
        return []
    found = [(part, (*data.find_procedures(part), *data.find_elsewhere(part))) for part in parts]
    matters = [{"words": part, "name": ones[0]["name"], "code": ones[0].get("code")} for part, ones in found if ones]
    return matters if len({one["name"] for one in matters}) > 1 else []


def _address_of(data: PublishedData, place: str, code: str) -> str | None:
    try:
        url: str = data.posting(place, code)["url"]
    except UnknownError:
        return None
    return url


def answer(data: PublishedData, place: str, code: str, choices: Mapping[str, str] | None = None) -> Data:
    """What to bring, what is due and how long it takes for a case in a commune. Questions still open are listed with their
    options, and every answer that is still possible. Raises UnknownError."""
    commune = data.place(place)
    posting, chosen = data.posting(commune["path"], code), dict(choices or {})
    _check_choices(posting, chosen)
    told: Data = {
        "place": posting["place"]["name"] + ", " + posting["place"]["province"],
        "code": code,
        "name": posting["name"],
        "source": posting["url"],
        "version": posting["version"],
        "confirmed": posting["posting"].get("checked", posting["posting"]["posted"]),
        "as_of": data.about["as_of"],
        "basis": posting["legal_basis"],
        "sample": posting["sample"],
        "rule": _RULE,
    }
    if posting["standing"] != "in_force":
        return told | {"unknown": [f"Bản niêm yết này {STANDING_NAMES[posting['standing']]}: không trả lời từ bản này."]}
    parts = {
        name: [*_possible(posting[name], chosen)] if still_holds(posting["outdated"], name) else []
        for name in ("fees", "papers", "deadlines")
    }
    return told | {
        "outdated": posting["outdated"],
        "chosen": chosen,
        "open_questions": [
            question for question in posting["questions"] if _still_matters(question["key"], chosen, posting, parts)
        ],
        **parts,
        "office": posting["place"]["office"],
        "counter": posting["posting"].get("counter"),
        "unknown": [*dict.fromkeys(_list_unknown(posting, parts)), *_list_undecided(posting, chosen, parts)],
    }


def _check_choices(posting: Data, chosen: Mapping[str, str]) -> None:
    known = {question["key"]: question["options"] for question in posting["questions"]}
    for key, option in chosen.items():
        if key not in known:
            raise UnknownError(f"Thủ tục này không hỏi “{key}”; các câu hỏi: {', '.join(known) or 'không có'}.")
        if option not in [one["key"] for one in known[key]]:
            options = "; ".join(f"{one['key']} ({one['words']})" for one in known[key])
            raise UnknownError(f"“{option}” không phải là câu trả lời của “{key}”; các câu trả lời: {options}.")


def _possible(table: Data, chosen: Mapping[str, str]) -> Iterator[Data]:
    """The rows that are still possible, each with the combinations for which it is the answer."""
    for row in table["rows"]:
        when = [one for one in row["when"] if all(one[key] == chosen[key] for key in one if key in chosen)]
        if when:
            left = [{key: option for key, option in one.items() if key not in chosen} for one in when]
            yield {**row, "when": [dict(pairs) for pairs in dict.fromkeys(tuple(one.items()) for one in left)]}


def _still_matters(key: str, chosen: Mapping[str, str], posting: Data, parts: Mapping[str, Sequence[Data]]) -> bool:
    asked = any(key in posting[name]["by"] and len(rows) > 1 for name, rows in parts.items())
    return key not in chosen and asked


def _list_undecided(posting: Data, chosen: Mapping[str, str], parts: Mapping[str, Sequence[Data]]) -> Iterator[str]:
    """What hangs on a question that nobody has answered yet, so that no assistant picks an answer of its own."""
    for name, words in (("fees", "Phí, lệ phí"), ("papers", "Giấy tờ"), ("deadlines", "Thời hạn")):
        if len(parts[name]) > 1:
            left = [one["key"] for one in posting["questions"] if one["key"] in posting[name]["by"] and one["key"] not in chosen]
            yield f"{words}: chưa xác định cho đến khi biết {', '.join(left)}; hỏi người dân trước."


def _list_unknown(posting: Data, parts: Mapping[str, Sequence[Data]]) -> Iterator[str]:
    if posting["outdated"]:
        yield f"Pháp luật đã thay nội dung này từ {posting['outdated']['since']}: {posting['outdated']['text']}"
    yield from (f"Phí, lệ phí: {row['unknown']}" for row in parts["fees"] if row["unknown"])
    yield from (f"Thời hạn: {row['deadline']['unknown']}" for row in parts["deadlines"] if row["deadline"].get("unknown"))


def check_version(data: PublishedData, code: str) -> Data:
    """Whether the sheet with this code still says what is posted, and if not, which parts have changed. Raises UnknownError."""
    letters = re.sub(r"[^0-9A-Z]", "", code.upper().replace("I", "1").replace("L", "1").replace("O", "0"))
    read = read_sheet_code(letters)
    if read is None or check_letter(letters[:8] + letters[9:]) != letters[8]:
        raise UnknownError("Mã này không đúng: mã trên tờ niêm yết có 27 chữ, chia thành chín nhóm. Xem lại từng chữ.")
    commune = next((one for one in data.communes if one["code"] == read.commune_code), None)
    code_here = next((one["code"] for one in data.procedures if one["code"].startswith(read.procedure_code)), None)
    if commune is None or code_here is None:
        raise UnknownError("Trang này không có bản niêm yết của mã ấy.")
    posting = data.posting(commune["path"], code_here)
    now = posting["version"].replace("-", "")[9:]
    groups = [slice(i * GROUP, (i + 1) * GROUP) for i in range(len(VERSION_PARTS))]
    changed = [part for part, group in zip(VERSION_PARTS, groups, strict=True) if letters[9:][group] != now[group]]
    return {
        "name": posting["name"],
        "place": posting["place"]["name"] + ", " + posting["place"]["province"],
        "source": posting["url"],
        "current": not changed and posting["standing"] == "in_force",
        "standing": posting["standing"],
        "changed": [VERSION_PART_NAMES[part] for part in changed],
        "version_now": posting["version"],
        "as_of": data.about["as_of"],
    }


def list_changes(data: PublishedData, place: str, code: str = "") -> Data:
    """What is known to change for a commune's postings, or for one of them, the earliest first. Raises UnknownError."""
    commune = data.place(place)
    postings = [data.posting(commune["path"], code)] if code else data.postings(commune["path"])
    coming: list[dict[str, Any]] = [
        {**change, "code": one["code"], "name": one["name"], "source": one["url"]}
        for one in postings
        if one["standing"] in ("in_force", "not_yet")
        for change in one["coming"]
    ]
    coming.sort(key=lambda change: (change["from"], change["code"]))
    told: Data = {"place": commune["name"], "as_of": data.about["as_of"], "coming": coming}
    if not coming:
        told["unknown"] = "Trang chưa biết thay đổi nào sắp tới; điều đó không có nghĩa là sẽ không có thay đổi."
    return told
