"""Generates procedures by seed: every kind of fee, waiver, paper and promise, combined on three levels.

Each is valid according to the models. Names and sums are invented and are none of the law's.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.resolve.communes import PostedProcedure, resolve_posting
from niemyet.resolve.procedures import resolve_for_province, resolve_procedure
from oracle.records import Posted

PLACE = "ha-noi/thuong-tin"
BASIS = "60/2014/QH13"
CHANNELS = ("in_person", "online", "post")
FEES = (None, "Lệ phí cấp giấy", "Phí thẩm định", "Phí bản sao")
PEOPLE = ("Trẻ em", "Người cao tuổi", "Người khuyết tật", "Hộ nghèo")
PAPERS = ("Tờ khai", "Ảnh chân dung", "Giấy tờ tùy thân", "Hợp đồng", "Bản vẽ", "Giấy ủy quyền")
QUESTIONS = {
    "verified": {"name": "Hồ sơ có phải xác minh không?", "options": {"no": "Không phải xác minh", "yes": "Phải xác minh"}},
    "abroad": {"name": "Giấy tờ do ai cấp?", "options": {"no": "Trong nước", "some": "Vài giấy nước ngoài", "all": "Nước ngoài"}},
}


class Inventor:
    """Invents the three records of one posting; the same seed always gives the same."""

    def __init__(self, seed: int, today: date) -> None:
        """Invents nothing yet, but decides what may be asked."""
        self.dice = random.Random(seed)
        self.seed, self.today = seed, today
        self.cases = [f"truong-hop-{n}" for n in range(1, self.dice.choice((0, 0, 1, 2, 2, 3, 3, 4, 5, 7)) + 1)]
        self.questions = self.dice.sample(list(QUESTIONS), self.dice.choice((0, 0, 1, 1, 2)))
        self.channels = self.dice.sample(CHANNELS, self.dice.randint(1, 3))

    def invent(self) -> Posted:
        """The three records of the posting."""
        code = f"9.{self.seed:06}"
        law: dict[str, Any] = {
            "code": code, "name": f"Thủ tục thử số {self.seed}", "field": "ho-tich", "audience": ["citizen"],
            "authority": "Ủy ban nhân dân cấp xã", "channels": [{"kind": kind} for kind in self.channels],
            "deadlines": self._some(self._deadline, 1, 4), "fees": self._some(self._fee, 1, 7),
            "waivers": self._some(self._waiver, 0, 6),
            "papers": {"submit": self._some(self._paper, 0, 7), "present": self._some(self._paper, 0, 4)},
            "decision": {"number": "1/QĐ-BTP"},
            "steps": ["Nộp hồ sơ."], "results": [{"name": "Giấy xác nhận", "originals": "1"}], "legal_basis": [BASIS],
            "source": {"url": "https://dichvucong.gov.vn/", "retrieved": "2026-07-18"},
        }  # fmt: skip
        law |= {"cases": {case: f"Trường hợp thứ {case[-1]}" for case in self.cases}} if self.cases else {}
        law |= {"questions": {key: QUESTIONS[key] for key in self.questions}} if self.questions else {}
        province: dict[str, Any] = {"fees": self._filled(law["fees"])}
        province["waivers"] = self._some(self._waiver, 0, 2)
        province["deadlines"] = self._some(self._deadline, 0, 2)
        commune = {"decision": {"number": "1/QĐ-UBND"}, "posted": "2026-09-01", "deadlines": self._some(self._deadline, 0, 2)}
        return Posted(PLACE, code, law, province, commune)

    def _some(self, invent: Any, least: int, most: int) -> list[dict[str, Any]]:
        return [invent() for _ in range(self.dice.randint(least, most))]

    def _perhaps(self, chance: float) -> bool:
        return self.dice.random() < chance

    def _limits(self) -> dict[str, Any]:
        """For whom a part is: cases, answers and ways of filing in any order."""
        names: list[str] = []
        if self.cases and self._perhaps(0.4):
            names += self._few(self.cases)
        for key in self.questions:
            if self._perhaps(0.3):
                names += [f"{key}-{option}" for option in self._few(list(QUESTIONS[key]["options"]))]
        self.dice.shuffle(names)
        channels = self._few(self.channels) if self._perhaps(0.3) else []
        return self._written("case", names) | self._written("channel", channels)

    def _few(self, options: Sequence[str]) -> list[str]:
        return self.dice.sample(options, min(len(options), self.dice.choice((1, 1, 1, 2, 3))))

    def _written(self, key: str, names: list[str]) -> dict[str, Any]:
        """A single name may be written without a list."""
        if not names:
            return {}
        return {key: names[0] if len(names) == 1 and self._perhaps(0.5) else names}

    def _dates(self) -> dict[str, str]:
        """When a part holds: mostly always, else until or from a day on either side of today, or today itself."""
        if self._perhaps(0.75):
            return {}
        first = self.today + timedelta(self.dice.choice((-400, -30, -1, 0, 1, 30)))
        last = first + timedelta(self.dice.choice((0, 1, 30, 500)))
        return self.dice.choice(({"from": str(first)}, {"until": str(last)}, {"from": str(first), "until": str(last)}))

    def _value(self) -> dict[str, Any]:
        chance = self.dice.random()
        if chance < 0.5:
            return {"amount": str(self.dice.choice((0, 0, 3333, 5000, 8001, 20_000, 150_000)))}
        if chance < 0.7:
            return {"formula": self._formula()}
        return {"set_by": "province"} if chance < 0.92 else {"undetermined": "Nguồn không nêu mức thu"}

    def _formula(self) -> dict[str, Any]:
        parts: list[dict[str, str]] = []
        first = 1
        for open_ in (False,) * self.dice.randint(0, 2) + (self._perhaps(0.8),):
            last = first + self.dice.randint(0, 3)
            part = {"first": str(first), "amount": str(self.dice.choice((0, 333, 1000, 2000)))}
            parts.append(part if open_ else part | {"last": str(last)})
            first = last + 1
        most = {"at_most": str(self.dice.choice((4000, 7001, 200_000)))} if self._perhaps(0.4) else {}
        return {"unit": self.dice.choice(("trang", "tờ")), "parts": parts, **most}

    def _fee(self) -> dict[str, Any]:
        name = self.dice.choice(FEES)
        kinds = ("optional", "due") if name == "Phí bản sao" else ("due", "due", "due", "due", "service")
        kind = self.dice.choice(kinds)
        fee = self._value() | self._limits() | self._dates() | {"basis": BASIS}
        fee |= ({} if name is None else {"name": name}) | ({} if kind == "due" else {"kind": kind})
        per = kind == "optional" or self._perhaps(0.15)
        return fee | ({"per": self.dice.choice(("bản sao", "giấy"))} if per else {})

    def _filled(self, lawful: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """What the province sets: for most lines of the law that wait for it, some of them dated; and lines of its own."""
        fees: list[dict[str, Any]] = []
        for fee in lawful:
            if "set_by" not in fee or self._perhaps(0.25):
                continue
            kept = {key: fee[key] for key in ("name", "kind", "case", "channel", "per") if key in fee}
            for key in ("case", "channel"):
                if isinstance(kept.get(key), list):
                    kept[key] = self.dice.sample(kept[key], len(kept[key]))
            value = {"formula": self._formula()} if self._perhaps(0.2) else {"amount": str(self.dice.choice((0, 5000, 10_000)))}
            fees.append(kept | value | self._dates() | {"basis": BASIS})
        return fees + (self._some(self._fee, 1, 1) if self._perhaps(0.2) else [])

    def _waiver(self) -> dict[str, Any]:
        waiver: dict[str, Any] = {"who": self.dice.choice(PEOPLE), "basis": BASIS, **self._limits(), **self._dates()}
        if self._perhaps(0.45):
            waiver["reduction"] = str(self.dice.choice((1, 30, 33, 50, 50, 70, 100)))
        if self._perhaps(0.35):
            waiver |= self._written("fees", self._few([name for name in FEES if name is not None]))
        if self._perhaps(0.15):
            waiver["undetermined"] = "Chưa tìm được văn bản"
        return waiver

    def _paper(self) -> dict[str, Any]:
        when = {"when": "Chỉ khi có người làm thay"} if self._perhaps(0.35) else {}
        counts = {"originals": "1"} if self._perhaps(0.7) else {"copies": "1"}
        return {"name": self.dice.choice(PAPERS), **counts, **when, **self._limits()}

    def _deadline(self) -> dict[str, Any]:
        chance = self.dice.random()
        if chance < 0.2:
            value = {"same_day_until": self.dice.choice(("10:00", "15:00", "16:00"))}
        elif chance < 0.27:
            value = {"undetermined": "Nguồn không nêu thời hạn"}
        else:
            unit = self.dice.choice(("working_day", "working_day", "working_day", "day", "working_hour", "month"))
            value = {"amount": str(self.dice.choice((1, 2, 3, 5, 8, 16, 24))), "unit": unit}
        return value | self._limits() | self._dates() | {"basis": BASIS}


def invent(seed: int, today: date) -> Posted:
    """The procedure of that seed."""
    return Inventor(seed, today).invent()


def resolve(posted: Posted, today: date) -> PostedProcedure:
    """The invented posting as the program resolves it."""
    law, overlay = Procedure.model_validate(posted.law), ProvinceOverlay.model_validate(posted.province)
    provincial = resolve_for_province(resolve_procedure([law], today), overlay, today)
    return resolve_posting(posted.code, Posting.model_validate(posted.commune), provincial, today)
