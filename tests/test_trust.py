"""Contributors' text is data: nothing that they write runs on a citizen's page."""

import re
from pathlib import Path

import pytest

from test_site import PageReader, build, pages

EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "</textarea></title><svg onload=alert(1)>",
)


def test_text_in_records_is_escaped(site_root: Path) -> None:
    """Markup in any text of any record comes out as text, on every page that shows it."""
    evil = " ".join(EVIL)
    quoted = "'" + evil.replace("'", "''") + "'"
    for path in sorted((site_root / "catalogue").rglob("*.yaml")):
        text = path.read_text("utf-8")
        for key in ("name", "notes", "summary", "address", "who", "reason", "title", "counter", "text", "when", "role"):
            pattern = rf"(?m)^(\s*(?:- )?{key}: )(?![\[{{>|])(?=\S)(.+)$"
            if path.name not in ("commune.yaml", "province.yaml") or key not in ("name",):
                text = re.sub(pattern, lambda m: m[1] + quoted, text)
        path.write_text(text, "utf-8")
    built = build(site_root)
    assert [d for d in built.report.diagnostics if d.rule != "fee-not-set"] == []
    shown = 0
    for page in pages(site_root / "site"):
        text = page.read_text("utf-8")
        shown += text.count("alert(1)")
        _assert_harmless(page, text)
        assert "49" not in re.findall(r"img src=x onerror=alert\(1\)&gt; (\S+)", text)
    assert shown > 50


def test_markup_in_an_article_is_cleaned(site_root: Path) -> None:
    """An article keeps its paragraphs and links and loses everything that could run."""
    article = site_root / "news/2026/tin-mau.md"
    evil = "\n\n".join([
        *EVIL, "[nhấn](javascript:alert(1))", "[nhấn](data:text/html,x)", '<a href="https://x.example" onclick="alert(1)">x</a>',
        "<iframe src=https://x.example></iframe>", "<style>p{}</style>", "![ảnh](../../../../etc/passwd)", "# Tiêu đề khác",
    ])  # fmt: skip
    article.write_text(article.read_text("utf-8") + "\n\n" + evil, "utf-8")
    built = build(site_root)
    assert {d.rule for d in built.report.diagnostics} <= {"image-missing"}
    article.write_text(article.read_text("utf-8").replace("![ảnh](../../../../etc/passwd)", ""), "utf-8")
    assert build(site_root).report.errors == 0
    page = site_root / "site/tin-tuc/2026/tin-mau/index.html"
    text = page.read_text("utf-8")
    _assert_harmless(page, text)
    assert "iframe" not in text
    assert 'href="https://x.example"' in text


def _assert_harmless(page: Path, text: str) -> None:
    for tag, attributes in PageReader(text).elements:
        assert not any(name.startswith("on") for name in attributes), (page, tag, attributes)
        assert tag not in ("iframe", "object", "embed", "style"), page
        if tag == "script":
            assert (attributes.get("src") or "").endswith((".js",)), page
        for name in ("href", "src", "action"):
            assert not (attributes.get(name) or "").lower().strip().startswith(("javascript:", "data:", "vbscript:")), page


@pytest.mark.parametrize("name", ["index.html", "ha-noi/thuong-tin/1.001193/index.html", "tin-tuc/2026/tin-mau/index.html"])
def test_a_strict_policy_stands_on_every_page(name: str, site_root: Path) -> None:
    """Scripts, styles and connections come from the site itself, and nothing inline runs."""
    build(site_root)
    text = (site_root / "site" / name).read_text("utf-8")
    policy = next(a["content"] for tag, a in PageReader(text).elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
