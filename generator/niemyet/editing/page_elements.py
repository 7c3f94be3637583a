"""The elements of HTML, by what an article takes of them."""

LEFT_OUT = frozenset(
    {"script", "style", "nav", "header", "footer", "aside", "form", "iframe", "noscript", "button", "svg", "template", "object",
     "select", "textarea", "math", "canvas", "audio", "video", "head", "del"}
)  # fmt: skip
BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "figure", "figcaption", "blockquote", "address", "center", "dt", "dd", "pre"}
)
HEADINGS = {"h1": "## ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "#### ", "h6": "#### "}
STRONG, EMPHASIS = frozenset({"strong", "b"}), frozenset({"em", "i"})
VOID = frozenset({"img", "br", "hr", "input", "meta", "link", "source", "wbr", "col", "area", "base", "embed", "track", "param"})
OTHER_DIGITS = {"sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"), "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")}
DEEPEST, ENDLESS = 200, 5_000  # elements within one another, of which pages have thirty: what is taken, and what is read
