"""A second reckoning of the answers, written from the law and the records alone, and procedures invented to try it on."""
