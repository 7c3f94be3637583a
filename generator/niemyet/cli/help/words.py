"""The words of the frame around every help page and usage error: what is not said about one command alone."""

from niemyet.diagnostics.diagnostic import Bilingual

USAGE = Bilingual("Cách dùng: ", "Usage: ")
OPTIONS_METAVAR = Bilingual("[TÙY CHỌN]", "[OPTIONS]")
COMMAND_METAVAR = Bilingual("LỆNH …", "COMMAND …")
EXAMPLES = Bilingual("Ví dụ", "Examples")
ARGUMENTS = Bilingual("Tham số", "Arguments")
OPTIONS = Bilingual("Tùy chọn", "Options")
COMMANDS = Bilingual("Các lệnh", "Commands")
THIS_HELP = Bilingual("Hiện lời hướng dẫn này.", "Show this help.")
REQUIRED = Bilingual("Bắt buộc.", "Required.")
REPEATABLE = Bilingual("Viết được nhiều lần.", "May be repeated.")
PATH = Bilingual("ĐƯỜNG DẪN", "PATH")
NUMBER = Bilingual("SỐ", "NUMBER")
TEXT = Bilingual("CHỮ", "TEXT")


def default(value: str) -> Bilingual:
    """What holds where an option is not given."""
    return Bilingual(f"Mặc định: {value}.", f"Default: {value}.")


def or_variable(name: str) -> Bilingual:
    """The environment variable that is read where an argument or an option is not given."""
    return Bilingual(f"Hoặc đặt biến {name}.", f"Or set the variable {name}.")


def at_least(least: int) -> Bilingual:
    """The lowest number that an option takes."""
    return Bilingual(f"Từ {least} trở lên.", f"{least} or more.")
