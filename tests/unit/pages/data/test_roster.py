"""What the pages expect where a roster says who must file."""

from collections.abc import Iterator

import pytest

from etl.ingest.load import load_sources
from pages.parts.data import database, query
from pages.parts.data.database import OpenVersion
from pages.parts.data.selection import Selection
from tests.robustness.faults.few_reports import read_here, reports

ALL = Selection(2024, 2024, "", data="all")


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVersion]:
    """Four reports of 示例省 for 2024, one of whose bodies is on the roster, beside two that have not filed."""
    folder = tmp_path_factory.mktemp("roster")
    place = folder / "reports" / "示例省" / "澄汐市" / "岚岭区"
    place.parent.mkdir(parents=True)
    reports(place)
    load_sources([folder / "reports"], folder / "first", 1, read_here)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISCLOSURE_WAREHOUSE", str(folder / "first"))
        first = database.open_version()
        assert first is not None
        names = database.rows(first, "select agency from reports where county <> '' order by agency")[
            "agency"
        ]
        lines = ["name,since,until", f"{names[0]},,", "岚岭区数据局,2024,", "岚岭区农机局,,2023"]
        (place / "roster.csv").write_text("\n".join(lines), encoding="utf-8")
        database.connection(first.path, first.mark).close()
        database.forget()
        load_sources([folder / "reports"], folder / "second", 1, read_here)
        patch.setenv("DISCLOSURE_WAREHOUSE", str(folder / "second"))
        opened = database.open_version()
        assert opened is not None
        yield opened
        database.connection(opened.path, opened.mark).close()
        database.forget()


def test_the_filing_page_expects_the_bodies_of_the_roster(listed: OpenVersion) -> None:
    own = Selection(2024, 2024, "own", county="岚岭区", data="all")
    (counts,) = query.ask(listed, own, "filing_counts").to_dict("records")
    assert (counts["expected"], counts["filed"], counts["missing"]) == (2, 1, 1)
    missing = query.ask(listed, own, "not_filed", year=2024)
    assert list(missing["agency"]) == ["岚岭区数据局"]
    assert missing["last_filed"].isna().all()


def test_filters_hold_for_bodies_that_never_filed(listed: OpenVersion) -> None:
    for selection in (
        Selection(2024, 2024, "own", county="别处", data="all"),
        Selection(2024, 2024, "government_rollup", ("county",), county="岚岭区", data="all"),
        Selection(2024, 2024, "own", county="岚岭区", kinds=("edu",), data="all"),
    ):
        names = set(query.ask(listed, selection, "filing_all", sought="", state="")["agency"])
        assert "岚岭区数据局" not in names
    left_out = Selection(2024, 2024, "own", county="岚岭区", data="all", left_out=("x",))
    assert "岚岭区数据局" in set(query.ask(listed, left_out, "filing_all", sought="", state="")["agency"])
