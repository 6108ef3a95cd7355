"""Chinese numerals are read only where they state one whole number, and written as Word does."""

import pytest

from etl.text.chinese_numerals import arabic_dates, chinese_digits, chinese_number, chinese_ordinal

NUMBERS = {"一": 1, "十": 10, "十二": 12, "一十": 10, "三十": 30, "九十九": 99, "一百零五": 105, "二百三十": 230,
           "两千": 2000, "一千零六": 1006, "三千零四十": 3040, "九千九百九十九": 9999}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_a_number_in_full(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["", "零", "二〇二四", "一百一", "二三十", "十十", "12", "一万", "百"])
def test_other_text_states_no_number(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize("number", range(1, 100))
def test_ordinals_are_read_back(number: int) -> None:
    assert chinese_number(chinese_ordinal(number)) == number


def test_ordinals_as_word_prints_them() -> None:
    assert [chinese_ordinal(number) for number in (0, 10, 12, 20, 100)] == ["0", "十", "十二", "二十", "100"]
    assert chinese_digits(2024) == "二〇二四"


def test_dates_in_arabic_digits() -> None:
    assert arabic_dates("二〇一〇年一月十九日") == "2010年1月19日"
    assert arabic_dates("二○二〇年十二月三十一日") == "2020年12月31日"
    assert arabic_dates("第二十条") == "第二十条"
