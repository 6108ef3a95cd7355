"""Traditional characters become simplified ones, in labels, titles and names of places."""

import pytest

from etl.form import forms
from etl.text.comparable import plain, safe_name
from etl.text.normalise import normalise
from etl.text.simplified_chinese import simplify

TEXTS = {
    "政府信息公開工作年度報告": "政府信息公开工作年度报告",
    "結轉下年度繼續辦理": "结转下年度继续办理",
    "乾縣人民政府": "乾县人民政府",
    "乾安縣財政局": "乾安县财政局",
    "蘭谿市": "兰溪市",
    "行政許可": "行政许可",
    "衞生健康局": "卫生健康局",
    "": "",
}


@pytest.mark.parametrize(("traditional", "simplified"), TEXTS.items())
def test_titles_and_names(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified
    assert plain(traditional) == simplified


def test_undecodable_file_names_are_no_error() -> None:
    assert plain("某縣\udce5報告.html") == "某县\udce5报告.html"


def test_every_label_of_the_form_in_traditional_characters() -> None:
    from opencc import OpenCC

    converters = [OpenCC(name) for name in ("s2t", "s2tw", "s2hk")]
    for form in forms().values():
        for table in form.tables:
            lines = (line for block in table.blocks for line in (*block.rows, *block.columns))
            for label in (line.label_zh for line in lines):
                assert {normalise(converter.convert(label)) for converter in converters} == {normalise(label)}


def test_taiwan_words_of_the_form() -> None:
    assert normalise("行政規範性檔案") == "行政规范性文件"
    assert normalise("政府資訊公開") == "政府信息公开"


def test_names_without_markup() -> None:
    assert safe_name("<b>某县</b>\u202e=1+1") == "b某县/b11"
    assert len(safe_name("县" * 300)) == 100
