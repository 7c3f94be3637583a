"""What the system says when it refuses, in the words of whoever has to mend it."""

import errno
from collections.abc import Mapping

from niemyet.diagnostics.diagnostic import Bilingual

HELD_OPEN = Bilingual(
    "một chương trình khác đang mở tệp ở đó, hoặc tài khoản này không được ghi; hãy đóng chương trình ấy rồi chạy lại",
    "another program has a file open there, or this account may not write; close that program and run this again",
)
"""For errors of which `niemyet.system.is_held_open` is true."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Error numbers for a full disk, a quota, or a file size limit."""

OF_THE_MACHINE = frozenset({errno.EMFILE, errno.ENFILE, errno.EIO, errno.ENOMEM})
"""Error numbers that say nothing of a file: it may be right, and to go on without it would be wrong."""

_WORDS: Mapping[int, Bilingual] = {
    errno.ENOSPC: Bilingual("đĩa đã đầy; dọn bớt chỗ rồi chạy lại", "the disk is full; make room and run this again"),
    errno.EDQUOT: Bilingual("tài khoản này đã dùng hết phần đĩa của mình", "this account has used up its share of the disk"),
    errno.EFBIG: Bilingual("tệp lớn hơn mức hệ thống cho phép", "the file is larger than the system allows"),
    errno.EACCES: Bilingual("tài khoản này không có quyền ở đó", "this account may not do so there"),
    errno.EPERM: Bilingual("hệ thống không cho phép tài khoản này làm việc đó", "the system does not let this account do so"),
    errno.EROFS: Bilingual("ổ đĩa chỉ cho đọc", "the disk can only be read"),
    errno.EMFILE: Bilingual("chương trình đang mở quá nhiều tệp cùng lúc", "the program has too many files open at once"),
    errno.ENFILE: Bilingual("máy đang mở quá nhiều tệp cùng lúc", "the machine has too many files open at once"),
    errno.EIO: Bilingual("đĩa báo lỗi khi đọc hoặc ghi; kiểm tra ổ đĩa", "the disk reports an error; look at the disk"),
    errno.ENOENT: Bilingual("không có tệp hoặc thư mục này", "there is no such file or folder"),
    errno.EEXIST: Bilingual("đã có tệp hoặc thư mục tên ấy", "there is a file or folder of this name"),
    errno.ENOTDIR: Bilingual("một phần của đường dẫn không phải là thư mục", "a part of the path is no folder"),
    errno.EISDIR: Bilingual("đó là một thư mục", "it is a folder"),
    errno.ENAMETOOLONG: Bilingual("tên quá dài", "the name is too long"),
    errno.ELOOP: Bilingual("đó là liên kết, mà lệnh này không đi theo liên kết", "it is a link, and links are not followed"),
}


def word_unreadable(error: OSError) -> Bilingual:
    """Why a file cannot be read, in words. Raises the error if it says nothing of the file."""
    if error.errno in OF_THE_MACHINE:
        raise error
    return word_refusal(error)


def word_refusal(error: OSError) -> Bilingual:
    """Why the system refuses, in words; in those of the system where there are none of ours."""
    known = _WORDS.get(error.errno or 0)
    return known or Bilingual(error.strerror or str(error), error.strerror or str(error))
