"""Names of source files on screen."""

import pandas as pd
import pytest

from pages.parts.text.file_names import shown, without_folders


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("data/reports/湖南省/湘潭县/x.html", "data/reports/湖南省/湘潭县/x.html"),
        ("/srv/office/湖南省/湘潭市/湘潭县/x.html", "…/湘潭市/湘潭县/x.html"),
        ("/srv/office/包.zip/甲/x.html#2", "…/包.zip/甲/x.html#2"),
        ("/srv/x.html", "…/x.html"),
        (r"C:\Users\li\年报\2024\x.docx", "…/年报/2024/x.docx"),
        (r"\\server\share\x.docx", "…/x.docx"),
        ("~/x.html", "…/x.html"),
    ],
)
def test_no_folder_of_the_machine_is_shown(name: str, expected: str) -> None:
    assert shown(name) == expected
    frame = without_folders(pd.DataFrame({"source_name": [name, None], "n": [1, 2]}))
    assert frame["source_name"].iloc[0] == expected and pd.isna(frame["source_name"].iloc[1])
