"""What the system says when it refuses, in the words of whoever has to mend it."""

from niemyet.diagnostics.diagnostic import Bilingual

HELD_OPEN = Bilingual(
    "một chương trình khác đang mở tệp ở đó, hoặc tài khoản này không được ghi; hãy đóng chương trình ấy rồi chạy lại",
    "another program has a file open there, or this account may not write; close that program and run this again",
)
"""For errors of which `niemyet.system.is_held_open` is true."""
