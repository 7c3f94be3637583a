"""Names of hosts in links and e-mail addresses: slips of the pen that lead nowhere, or to strangers.

Takes a host, gives the one that was meant; only for endings that everybody knows, since any other name may exist.
"""

import re

from niemyet.patterns import regex

_GOVERNMENT = regex(
    r"(?:(?<=dichvucong)|(?<=chinhphu))\.gov$|\.(?:gov\.(?:v|n|vm|nv|vb|bn|vnn|vvn|vn\.vn)|(?:gob|gv|gvo|goc|giv|got|govv|goov|ggov|gor|gpv)\.vn|govvn)$",
    re.IGNORECASE,
)
_MAIL = {
    "gmail.com": "gmai.com gmial.com gmal.com gmil.com gamil.com gnail.com gmaill.com gmail.con gmail.cm gmail.co gmail.vn"
    " gmail.om gmailcom.com gmail.com.vn gmail.comm",
    "yahoo.com": "yaho.com yahooo.com yahoo.con yahoo.cm yahho.com",
    "hotmail.com": "hotmai.com hotmial.com hotmail.con",
    "outlook.com": "outlok.com outlook.con outloo.com",
}
_MEANT_MAIL = {slip: meant for meant, slips in _MAIL.items() for slip in slips.split()}


def meant_mail_host(host: str) -> str | None:
    """As `meant_host`, of an e-mail address: no office here has one below the ".gov" of the United States."""
    return f"{host}.vn" if host.lower().endswith(".gov") else meant_host(host)


def meant_host(host: str) -> str | None:
    """The host that was meant by a misspelt one: "hanoi.gov.vm" → "hanoi.gov.vn"; None if it may be right."""
    found = _GOVERNMENT.search(host)
    return f"{host[: found.start()]}.gov.vn" if found else _MEANT_MAIL.get(host.lower())
