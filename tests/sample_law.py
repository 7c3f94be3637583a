"""A minimal procedure, on which tests build what they are about."""

from typing import Any

BIRTH: dict[str, Any] = {
    "code": "1.001193",
    "name": "Đăng ký khai sinh",
    "field": "ho-tich",
    "audience": ["citizen"],
    "authority": "Ủy ban nhân dân cấp xã",
    "channels": [{"kind": "in_person"}],
    "cases": {"on-time": "Đúng hạn", "late": "Quá hạn"},
    "deadlines": [{"amount": "5", "unit": "working_day"}],
    "fees": [{"amount": "0", "basis": "60/2014/QH13"}],
    "papers": {},
    "steps": ["Nộp hồ sơ."],
    "results": [{"name": "Giấy khai sinh"}],
    "legal_basis": ["60/2014/QH13"],
    "source": {"url": "https://dichvucong.gov.vn", "retrieved": "2026-07-18"},
}
