"""Lists of columns as Excel saves them."""

from pathlib import Path

import pytest

from etl.collect.column_list import read_columns


@pytest.mark.parametrize(
    ("heading", "separator", "encoding"),
    [
        ("agency,region_code,url,asset_hosts", ",", "gb18030"),
        ("agency;region_code;url;asset_hosts", ";", "utf-8-sig"),
        ("Agency \t region_code\tURL\tasset_hosts", "\t", "utf-16"),
        ("机关名称,行政区划代码,网址,附件主机", ",", "gb18030"),
    ],
)
def test_a_list_is_read_as_excel_saves_it(
    tmp_path: Path, heading: str, separator: str, encoding: str
) -> None:
    line = separator.join(("示例县财政局", "430321", "http://a.example.cn/nb/", "b.example.cn、c.example.cn"))
    (tmp_path / "columns.csv").write_bytes(f"{heading}\r\n{line}\r\n".encode(encoding))
    (column,) = read_columns(tmp_path / "columns.csv")
    assert (column.agency, column.region_code, column.url) == (
        "示例县财政局", "430321", "http://a.example.cn/nb/",
    )  # fmt: skip
    assert column.asset_hosts == ("b.example.cn", "c.example.cn")
