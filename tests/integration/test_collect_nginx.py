"""`collect` against three sites under nginx, as most offices run theirs; nginx's own log says what was asked and answered."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser.serving import free_port
from tests.support.nginx import NGINX, nginx
from tests.support.report_site import by_hand, collect, linked, listed, page, report, rows, title

pytest.importorskip("scrapy")
pytestmark = pytest.mark.skipif(not NGINX, reason="nginx is not installed")

# the list of a common system in GB 18030, compressed; files without ETag; a site that answers one request per 0.3 s
SITES = """
log_format seen '$server_addr $msec $request_uri $status $body_bytes_sent'; access_log {folder}/access.log seen;
types {{ text/html html shtml; application/pdf pdf; }}
limit_req_zone $binary_remote_addr zone=slow:1m rate=200r/m; limit_req_status 429;
server {{ listen 127.0.0.21:{port}; root {folder}/trs; charset gb18030; gzip on; gzip_min_length 0; gzip_types text/html;
  location = /old {{ return 301 /nb/index.html; }} location /inner/ {{ deny all; }} }}
server {{ listen 127.0.0.22:{port}; root {folder}/files; etag off; autoindex on; }}
server {{ listen 127.0.0.23:{port}; root {folder}/slow; limit_req zone=slow; }}
"""


def _write(root: Path, pages: dict[str, str | bytes], encoding: str = "utf-8") -> None:
    for path, content in pages.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode(encoding) if isinstance(content, str) else content)


def _asked(folder: Path) -> list[tuple[str, float, str, int, int]]:
    """Host, time, path, status and bytes of each request but those for robots.txt."""
    lines = (line.split() for line in (folder / "access.log").read_text().splitlines())
    return [
        (host, float(moment), path, int(status), int(size))
        for host, moment, path, status, size in lines
        if path != "/robots.txt"
    ]


def _paths(asked: Sequence[tuple[str, float, str, int, int]]) -> Counter[str]:
    return Counter(path for _, _, path, _, _ in asked)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plain = page(linked(("./202401/1.html", title(2023)), ("/inner/2.html", title(2020))))
    _write(
        tmp_path / "trs",
        {
            "nb/index.html": plain.replace("utf-8", "gb18030") + "<script>createPageHTML(2, 0, 'index', 'html');</script>",
            "nb/index_1.html": page(linked(("./202301/1.html", title(2022))) + "<script>createPageHTML(2, 1, 'index', 'html');</script>"),
            "nb/202401/1.html": report(2023, "<a href='./附件.pdf'>附件</a>"),
            "nb/202401/附件.pdf": b"%PDF-1.4 one",
            "nb/202301/1.html": report(2022),
            "inner/2.html": report(2020),
        },
        "gb18030",
    )  # fmt: skip
    _write(
        tmp_path / "files",
        {
            "nb/2023年政府信息公开工作年度报告.pdf": b"%PDF-1.4 two",
            "nb/2022年政府信息公开工作年度报告.html": report(2022),
        },
    )
    with open(tmp_path / "files" / "nb" / "2021年政府信息公开工作年度报告.pdf", "wb") as huge:
        huge.write(b"%PDF-1.4")
        huge.truncate(2 << 30)
    targets = [(f"/{year}.html", title(year)) for year in range(2019, 2024)]
    _write(
        tmp_path / "slow",
        {"nb.html": page(linked(*targets)), **{f"{year}.html": report(year) for year in range(2019, 2024)}},
    )
    return tmp_path


def test_sites_under_nginx_are_collected_once_and_then_only_asked_for_changes(folder: Path) -> None:
    port, out = free_port(), folder / "out"
    addresses = [f"http://127.0.0.{number}:{port}" for number in (21, 22, 23)]
    with nginx(folder, SITES.format(folder=folder, port=port)):
        columns = listed(
            folder, {"url": f"{addresses[0]}/old"}, {"url": f"{addresses[1]}/nb/"},
            {"url": f"{addresses[2]}/nb.html", "seconds": "0.4"},
        )  # fmt: skip
        collect(columns, out)
        first = _asked(folder)
        collect(columns, out)
        second = _asked(folder)[len(first) :]
    assert max(_paths(first).values()) == 1
    found = Counter(
        row["url"].rpartition(":")[0].removeprefix("http://") for row in rows(out / "manifest.csv")
    )
    assert found == {"127.0.0.21": 3, "127.0.0.22": 2, "127.0.0.23": 5}
    left = by_hand(out)
    assert "403" in left[f"{addresses[0]}/inner/2.html"]
    (huge,) = [reason for address, reason in left.items() if "2021" in address and address.endswith("pdf")]
    assert "64 MB" in huge and len(left) == 2
    assert sum(size for *_, size in first) < 100 << 20
    slow = [moment for host, moment, *_ in first if host == "127.0.0.23"]
    assert min(later - earlier for earlier, later in pairwise(slow)) > 0.35
    assert {status for host, *_, status, _ in first if host == "127.0.0.23"} == {200}
    again = {path: status for _, _, path, status, _ in second if "2021%" not in path}  # all but the huge file
    assert set(again.values()) == {301, 304, 403, 200}
    assert [path for path, status in again.items() if status == 200] == ["/nb/"]  # made anew for each request
