"""One series across the eras: the statistics table of 2014 to 2018, then the words of the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from etl.stated import stated_figures
from tests.support.reports import build, identity, query, report

_TABLE = {
    "statistics.disclosed.value": 120,
    "statistics.channel_website.value": 90,
    "statistics.trained.value": 40,
}


def test_the_table_and_the_words_are_one_series(tmp_path: Path) -> None:
    words = (
        "全年主动公开信息150条。上半年公开信息60条。培训55人次，公众号推送30条。全县各部门公开信息9000条。"
    )
    early = report(identity(year=2017), _TABLE, form="2014")
    early = replace(early, stated=stated_figures("overview", "全年公开信息约119条，公众号推送20条。", 2017))
    late = replace(report(identity(year=2020)), stated=stated_figures("overview", words, 2020))
    path = build(tmp_path, [early, late])
    found = query(
        path,
        "select year, item_key, told, value, quote from item_statements "
        "where value > 0 and item_key in ('disclosed', 'training_people', 'channel_wechat') order by all",
    )
    assert found == [
        (2017, "channel_wechat", "words", 20, "公众号推送20条"),
        (2017, "disclosed", "table", 120, None),
        (2017, "disclosed", "words", 119, "全年公开信息约119条"),
        (2017, "training_people", "table", 40, None),
        (2020, "channel_wechat", "words", 30, "公众号推送30条"),
        (2020, "disclosed", "words", 150, "全年主动公开信息150条"),
        (2020, "training_people", "words", 55, "培训55人次"),
    ]
