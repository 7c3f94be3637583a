"""Đổi mã đăng nhập GitHub lấy mã truy cập cho biểu mẫu ở /quan-tri/: GitHub đòi một bí mật, bí mật ấy chỉ ở máy chủ này.

Chạy bằng python3, không cần cài gì thêm; hướng dẫn ở trang Vận hành → Đăng nhập vào biểu mẫu.
"""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode
from urllib.request import Request, urlopen

SITE = os.environ.get("SITE_ORIGIN", "§origin")
CLIENT, SECRET = os.environ["GITHUB_CLIENT_ID"], os.environ["GITHUB_CLIENT_SECRET"]
TOKENS = os.environ.get("GITHUB_TOKENS", "https://github.com/login/oauth/access_token")


class Relay(BaseHTTPRequestHandler):
    """Chỉ trả lời trang có địa chỉ SITE_ORIGIN; không giữ và không ghi lại gì."""

    def do_POST(self) -> None:
        """Nhận code và code_verifier, trả access_token hoặc lời từ chối của GitHub."""
        told = {"error": "refused", "error_description": "Trang này không được dùng cầu đăng nhập."}
        if self.headers["Origin"] == SITE and int(self.headers.get("Content-Length", 0)) < 4096:
            given = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            passed = {name: given.get(name, [""])[0] for name in ("code", "code_verifier", "redirect_uri")}
            asked = urlencode({"client_id": CLIENT, "client_secret": SECRET} | passed).encode()
            with urlopen(Request(TOKENS, asked, {"Accept": "application/json"}), timeout=20) as answer:
                told = {k: v for k, v in json.load(answer).items() if k in ("access_token", "error", "error_description")}
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", SITE)
        self.send_header("Content-Type", "application/json")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *_: object) -> None:
        """Không ghi nhật ký: yêu cầu có mã đăng nhập."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8766"))), Relay).serve_forever()
