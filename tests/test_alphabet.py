"""Words are sorted in the dictionary order of the Vietnamese alphabet."""

import random

from niemyet.render.alphabet import Term, arrange, letter_of


def test_words_stand_in_the_order_of_a_dictionary() -> None:
    """Letters first (a, ă, â; d, đ; o, ô, ơ; u, ư), then tones: level, grave, hook, tilde, acute, dot."""
    ordered = ["an", "ăn", "ân", "cu", "cư", "da", "đa", "ma", "mà", "mả", "mã", "má", "mạ", "o", "ô", "ơ", "sổ đỏ", "sống"]
    shuffled = random.Random(1).sample(ordered, len(ordered))
    arranged = arrange(Term(text, "x") for text in shuffled)
    assert [term.text for _, terms in arranged for term in terms] == ordered
    assert [letter for letter, _ in arranged] == ["A", "Ă", "Â", "C", "D", "Đ", "M", "O", "Ô", "Ơ", "S"]


def test_a_capital_and_a_small_letter_stand_together() -> None:
    assert letter_of("Ấn") == letter_of("ân") == "Â"
    assert letter_of("Đăng ký") == letter_of("đi") == "Đ"
    assert letter_of("3 trong 1") == "#"
