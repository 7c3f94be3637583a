"""The command `licences`: what the program stands on, and under which licence each part of it is.

An office may have to name them before it installs anything. What is told is what is installed here, by its own metadata.
"""

import csv
import io
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from niemyet.cli.application import app
from niemyet.cli.bill_of_materials import describe_bill, read_hashes
from niemyet.cli.installed_libraries import Licensed, find_licensed, find_needs
from niemyet.cli.language import Lang, Language, say
from niemyet.cli.terminal import format_refusal, stop
from niemyet.diagnostics.diagnostic import Bilingual


class Format(StrEnum):
    """How to list."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    CYCLONEDX = "cyclonedx"


@app.command(
    epilog="""
    niemyet licences
    niemyet licences --format csv
    niemyet licences --format cyclonedx --lock requirements.lock
    """
)
def licences(
    format_: Annotated[Format, typer.Option("--format", help="Cách trình bày.")] = Format.TEXT,
    lock: Annotated[
        Path | None,
        typer.Option(
            "--lock", metavar="TỆP", help="cyclonedx: kèm mã băm của từng thư viện theo tệp khóa này.", show_default=False
        ),
    ] = None,
    lang: Lang = Language.VI,
) -> None:
    """Liệt kê giấy phép của chương trình và của mọi thư viện mà chương trình dùng, như đang cài trên máy này."""
    found = sorted(find_licensed())
    if format_ is Format.CYCLONEDX:
        try:
            hashes = read_hashes(lock.read_text("utf-8")) if lock is not None else {}
        except (OSError, UnicodeDecodeError) as error:
            why = format_refusal(error) if isinstance(error, OSError) else Bilingual("không phải là chữ UTF-8", "no UTF-8")
            stop(Bilingual(f"không đọc được {lock}: {why.vi}", f"{lock} cannot be read: {why.en}"))
        bill = describe_bill(found, {one.name: find_needs(one.name) for one in found}, hashes)
        typer.echo(json.dumps(bill, ensure_ascii=False, indent=2))
    elif format_ is Format.JSON:
        typer.echo(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=2))
    elif format_ is Format.CSV:
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerows([Licensed._fields, *((*one[:3], " ".join(one.texts)) for one in found)])
        typer.echo(table.getvalue(), nl=False)
    else:
        wide = [max(len(one[column]) for one in found) for column in range(2)]
        for one in found:
            unknown = say(Bilingual("chưa rõ", "unknown"))
            typer.echo(f"{one.name:{wide[0]}}  {one.version:{wide[1]}}  {one.licence or unknown}")
