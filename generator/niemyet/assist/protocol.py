"""The four tools as a server of the Model Context Protocol, by its official SDK."""

from collections.abc import Callable
from typing import Annotated

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from pydantic import Field
from starlette.applications import Starlette

from niemyet.assist import answering
from niemyet.assist.over_http import LONGEST_BODY, serve_http
from niemyet.assist.published import Data, PublishedData, UnknownError

INSTRUCTIONS = """\
Thủ tục hành chính do xã, phường niêm yết. Tìm thủ tục, rồi trả lời theo xã, phường và trường hợp của người hỏi.
Luôn dẫn địa chỉ (source) và căn cứ (basis). Mục unknown là điều chưa xác định: nói là chưa xác định, không suy đoán.
sample: true là số liệu mẫu, không phải số thật. Khi open_questions còn câu hỏi, hỏi người dân rồi gọi lại với choices."""
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
LONGEST_WORDS = 500
"""Letters of what is asked, and of a sentence that says why there is no answer."""
Place = Annotated[
    str,
    Field(
        max_length=LONGEST_WORDS, description="Xã, phường: tên (xã Thường Tín), mã đơn vị, hoặc đường dẫn (ha-noi/thuong-tin)."
    ),
]
Code = Annotated[str, Field(max_length=LONGEST_WORDS, description="Mã thủ tục, ví dụ 1.001193.")]


def make_server(data: PublishedData) -> MCPServer:
    """The server with its four tools; it reads, and holds nothing of who asks."""
    about = data.about
    server = MCPServer(
        "niemyet",
        title=about["name"],
        instructions=INSTRUCTIONS,
        version=about["version"],
        log_level="ERROR",  # below, the SDK writes down what was asked
    )

    @server.tool(annotations=_READS)
    def find_procedure(
        words: Annotated[
            str,
            Field(max_length=LONGEST_WORDS, description="Việc cần làm, bằng lời của người dân, có dấu hay không dấu đều được."),
        ],
        place: Annotated[str, Field(max_length=LONGEST_WORDS, description="Xã, phường, nếu đã biết.")] = "",
    ) -> Data:
        """Tìm thủ tục theo lời người dân; có nơi thì kèm địa chỉ bản niêm yết ở đó."""
        return _tell(lambda: answering.find_procedure(data, words, place))

    @server.tool(annotations=_READS)
    def answer(
        place: Place,
        code: Code,
        choices: Annotated[
            dict[str, str] | None, Field(description='Câu trả lời đã biết, ví dụ {"case": "late", "channel": "online"}.')
        ] = None,
    ) -> Data:
        """Giấy tờ, phí, thời hạn, nơi nộp của một thủ tục tại một xã, phường theo trường hợp; kèm căn cứ, điều chưa xác định."""
        return _tell(lambda: answering.answer(data, place, code, choices))

    @server.tool(annotations=_READS)
    def check_version(code: Annotated[str, Field(max_length=LONGEST_WORDS, description="Mã 27 chữ ở chân tờ niêm yết.")]) -> Data:
        """Tờ niêm yết có mã này còn đúng không; nếu không, phần nào đã thay đổi."""
        return _tell(lambda: answering.check_version(data, code))

    @server.tool(annotations=_READS)
    def list_changes(
        place: Place,
        code: Annotated[str, Field(max_length=LONGEST_WORDS, description="Mã thủ tục; bỏ trống để xem mọi thủ tục của xã.")] = "",
    ) -> Data:
        """Điều sắp thay đổi ở một xã, phường: từ ngày nào, theo văn bản nào."""
        return _tell(lambda: answering.list_changes(data, place, code))

    return server


def serve(data: PublishedData, host: str, port: int | None) -> None:
    """Answers until the other side ends: at a port, over HTTP and without sessions, else on standard input and output."""
    server = make_server(data)
    if port is None:
        server.run("stdio")
    else:
        serve_http(make_app(server, host, port), host, port)


def make_app(server: MCPServer, host: str, port: int) -> Starlette:
    """The server as an application of HTTP at `/mcp`: asked by the names of this machine, by no page of another site."""
    names = (host, "localhost")
    security = TransportSecuritySettings(
        allowed_hosts=[f"{name}:{port}" for name in names], allowed_origins=[f"http://{name}:{port}" for name in names]
    )
    return server.streamable_http_app(
        json_response=True,
        stateless_http=True,
        max_request_body_size=LONGEST_BODY,
        transport_security=security,
        host=host,
    )


def _tell(ask: Callable[[], Data]) -> Data:
    """The answer, or the sentence that says why there is none."""
    try:
        return ask()
    except UnknownError as error:
        raise ToolError(str(error)[:LONGEST_WORDS]) from None
