"""Why the system refuses something in a folder, in words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.refusals import FULL, HELD_OPEN, word_refusal
from niemyet.publish.refusals import TargetError
from niemyet.system import is_held_open

_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def says_why(file: Path) -> Iterator[None]:
    """Turns an OSError into a TargetError. `file` is what was to be used, if the error does not name it."""
    try:
        yield
    except OSError as error:
        raise TargetError(_explain(error, file)) from error


def _explain(error: OSError, file: Path) -> Bilingual:
    where = error.filename or file
    if error.errno in FULL:
        vi = f"nơi đến đã đầy, không ghi được {where}; dọn bớt chỗ rồi chạy lại lệnh này để làm tiếp"
        return Bilingual(vi, f"the target is full, {where} cannot be written; make room and run this again to go on")
    if is_held_open(error):
        return Bilingual(f"không ghi được {where}: {HELD_OPEN.vi}", f"{where} cannot be written: {HELD_OPEN.en}")
    if error.errno in _REFUSED:
        vi = f"tài khoản này không được ghi vào {where}"
        return Bilingual(vi, f"this account may not write to {where}")
    why = word_refusal(error)
    return Bilingual(f"không dùng được {where}: {why.vi}", f"{where} cannot be used: {why.en}")
