"""What Visual Studio Code needs to help with a repository, as texts of files: settings, extensions, tasks, schemas.

The YAML extension completes keys, shows titles, and underlines what a schema can know. The rest is told by `niemyet check`, in
a task that runs on and whose lines the editor reads.
"""

import json
from collections.abc import Mapping
from typing import Any

from niemyet.diagnostics.formats import LINE
from niemyet.editing.schema import list_schemas, make_editor_settings

FOLDER = ".vscode"
SCHEMAS = f"{FOLDER}/schemas"
"""Where a content repository keeps the schemas; the program's own keeps them in `schemas`."""
EXTENSIONS = ("redhat.vscode-yaml",)
_PROGRAM = {
    "command": "${workspaceFolder}/.venv/bin/niemyet",
    "windows": {"command": "${workspaceFolder}\\.venv\\Scripts\\niemyet.exe"},
}
_NUMBERS = {"file": 1, "line": 2, "column": 3, "endColumn": 4, "severity": 5, "code": 6, "message": 7}
_MATCHER: Mapping[str, Any] = {
    "owner": "niemyet",
    "source": "niemyet",
    "severity": "info",
    "fileLocation": ["relative", "${workspaceFolder}"],
    "pattern": {"regexp": LINE.replace("^(.+?)", "^([^(].*?)"), **_NUMBERS},
}
"""Lines about files that travel with the program are not read: the editor cannot open these."""
BEGINS, ENDS = "^(?:Đang kiểm tra|Checking) …$", "^(?:[0-9]+ (?:lỗi|errors?),|Không có lỗi nào|No errors) .*$"
"""The first and the last line of each check of `niemyet check --watch`."""


def make_tasks() -> dict[str, Any]:
    """A task that checks once, and one that checks whenever a file is saved, begun with the folder."""
    shown = {"reveal": "never", "panel": "dedicated", "showReuseMessage": False}
    words = ["check", "--format", "line"]
    background = {"activeOnStart": True, "beginsPattern": BEGINS, "endsPattern": ENDS}
    return {
        "version": "2.0.0",
        "tasks": [
            {
                "label": "niemyet: kiểm tra",
                "type": "process",
                **_PROGRAM,
                "args": words,
                "group": {"kind": "test", "isDefault": True},
                "problemMatcher": _MATCHER,
            },
            {
                "label": "niemyet: kiểm tra mỗi khi lưu",
                "type": "process",
                **_PROGRAM,
                "args": [*words, "--watch"],
                "isBackground": True,
                "runOptions": {"runOn": "folderOpen"},
                "presentation": shown,
                "problemMatcher": {**_MATCHER, "background": background},
            },
        ],
    }


def list_workspace(schemas: str = SCHEMAS) -> dict[str, str]:
    """The files of the editor: path → text; `schemas` is the folder of the schemas, from the root."""
    return {
        f"{FOLDER}/settings.json": _spell(make_editor_settings(schemas)),
        f"{FOLDER}/extensions.json": _spell({"recommendations": EXTENSIONS}),
        f"{FOLDER}/tasks.json": _spell(make_tasks()),
    }


def list_schema_files() -> dict[str, str]:
    """The schemas as files of a content repository: path → text."""
    return {f"{SCHEMAS}/{name}": text for name, text in list_schemas().items()}


def _spell(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
