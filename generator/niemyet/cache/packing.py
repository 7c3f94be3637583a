"""Bytes made small. The only module that imports brotli."""

import gzip

import brotli


def pack_gzip(data: bytes) -> bytes:
    """As a server sends it: the same bytes give the same result."""
    return gzip.compress(data, 9, mtime=0)


def pack_brotli(data: bytes, is_font: bool = False) -> bytes:
    """Smaller, for browsers of today, and inside a font for the web."""
    packed: bytes = brotli.compress(data, brotli.MODE_FONT if is_font else brotli.MODE_GENERIC)
    return packed
