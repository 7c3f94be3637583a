"""What is said when an SFTP target refuses: `sftp.py` knows the errors, this module the sentences."""

from niemyet.diagnostics.diagnostic import Bilingual

TWO_STEPS = Bilingual(
    "máy chủ SFTP này không thay được tệp trong một bước; trong khoảnh khắc thay, một trang có thể vắng mặt",
    "this SFTP server cannot replace a file in one step; while it is replaced, a page may be missing for a moment",
)
IS_FULL = Bilingual(
    "đĩa của nơi đến đã đầy; dọn bớt chỗ rồi chạy lại lệnh này để làm tiếp",
    "the disk of the target is full; make room and run this again to go on",
)


def is_unknown(host: str, shown: str, other_expected: bool) -> Bilingual:
    """The machine shows a key that is not known, or not the expected one; `shown` is its fingerprint."""
    if other_expected:
        return Bilingual(
            f"máy {host} đưa ra khóa {shown}, không phải khóa ghi ở --host-key; chưa gửi gì, hãy hỏi người quản trị máy ấy",
            f"{host} shows the key {shown}, not that of --host-key; nothing was sent, ask who runs that machine",
        )
    return Bilingual(
        f"chưa biết máy {host}: nó đưa ra khóa {shown}. Chưa gửi gì. Hỏi người quản trị máy ấy; "
        f"đúng khóa của họ thì thêm --host-key {shown}, hoặc ghi máy ấy vào ~/.ssh/known_hosts",
        f"{host} is not known: it shows the key {shown}. Nothing was sent. Ask who runs that machine; "
        f"if the key is theirs, add --host-key {shown}, or put the machine into ~/.ssh/known_hosts",
    )


def refuses_login(host: str) -> Bilingual:
    """Name, key or password is wrong."""
    return Bilingual(
        f"máy {host} không cho đăng nhập: tên, khóa hoặc mật khẩu không đúng; khóa lấy từ ssh-agent và ~/.ssh, "
        "mật khẩu từ biến môi trường NIEMYET_SFTP_PASSWORD",
        f"{host} refuses the login: name, key or password is wrong; keys come from ssh-agent and ~/.ssh, "
        "a password from the environment variable NIEMYET_SFTP_PASSWORD",
    )


def may_not_write(host: str, path: str) -> Bilingual:
    """The account lacks rights."""
    vi = f"tài khoản này không được ghi vào {path} ở máy {host}"
    return Bilingual(vi, f"this account may not write to {path} on {host}")


def has_no_folder(host: str, path: str) -> Bilingual:
    """The folder that the target should be in is missing."""
    vi = f"máy {host} không có thư mục chứa {path}; tạo nó trước trên máy ấy, hoặc sửa đường dẫn"
    return Bilingual(vi, f"{host} has no folder that {path} could be in; make it there first, or mend the path")


def answers(host: str, reason: str) -> Bilingual:
    """The server names another reason."""
    return Bilingual(f"máy {host} trả lời lỗi: {reason}", f"{host} answers with an error: {reason}")


def is_cut_off(host: str) -> Bilingual:
    """There is no answer, or no longer any."""
    return Bilingual(
        f"không nối được với máy {host}, hoặc đường truyền bị đứt; chạy lại lệnh này để làm tiếp",
        f"{host} cannot be reached, or the line was cut; run this again to go on",
    )
