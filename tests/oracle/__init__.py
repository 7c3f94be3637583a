"""The oracle: a second, independent calculation of the answers from the law and the raw records, and generated procedures."""
