"""The wheel in a clean environment: every command works from a folder that has nothing to do with the checkout."""

from __future__ import annotations

import asyncio
import subprocess
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.serving import free_port
from tests.packaging.environments import SCRIPTS, build_wheel, environment, install_wheel, run
from tests.support.once_per_run import made_once


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel, an environment with it, and an office that loaded data/reports into data/warehouse."""
    return made_once(tmp_path_factory, "wheel", _install)


def _install(folder: Path) -> None:
    disclosure = str(install_wheel(build_wheel(folder), folder / "venv") / "disclosure")
    office = folder / "办公室"
    office.mkdir()
    run(office, disclosure, "demo", "--counties", "1", "--years", "2023", "--seed", "3")
    loaded = run(office, disclosure, "load", "data/reports")
    assert loaded.stdout.splitlines()[-1].startswith("loaded ")


@pytest.fixture
def wheel(place: Path) -> Path:
    return next(place.glob("*.whl"))


@pytest.fixture
def disclosure(place: Path) -> str:
    """The console script of the installed wheel."""
    return str(place / "venv" / SCRIPTS / "disclosure")


@pytest.fixture
def office(place: Path) -> Path:
    return place / "办公室"


def test_the_wheel_holds_all_that_the_program_reads_and_no_secrets(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {
        "etl/reference/regions.csv",
        "etl/form/2021.toml",
        "etl/export/sql/cells.sql",
        "etl/py.typed",
        "pages/sql/shared/filing_counts.sql",
        "pages/parts/widgets/marked_source.js",
        "pages/parts/app/style.css",
        "pages/launch/dashboard.py",
        "pages/launch/dashboard_app.py",
        "pages/launch/.streamlit/config.toml",
    } <= names
    assert not [name for name in names if "secrets" in name or name.startswith(("tests", "data"))]


def test_data_lie_in_the_folder_where_the_commands_are_run(disclosure: str, office: Path) -> None:
    database = Path(run(office, disclosure, "path").stdout.strip())
    assert database.is_relative_to(office / "data" / "warehouse")


def test_hints_name_the_installed_command(disclosure: str, tmp_path: Path) -> None:
    assert "disclosure load" in run(tmp_path, disclosure, "path", expected=1).stderr


def test_check_reads_one_file(disclosure: str, office: Path) -> None:
    page = next((office / "data" / "reports").rglob("*.html"))
    assert "表三" in run(office, disclosure, "check", str(page)).stdout
    assert "Table 三" in run(office, disclosure, "check", "--lang", "en", str(page)).stdout


def test_export_writes_every_relation(disclosure: str, office: Path, tmp_path: Path) -> None:
    for relation in ("cells", "official", "reports", "measures", "findings", "narratives", "stated_figures"):
        out = tmp_path / f"{relation}.csv"
        run(office, disclosure, "export", "--what", relation, "--out", str(out))
        assert out.read_bytes().startswith(b"\xef\xbb\xbf") and len(out.read_bytes().splitlines()) > 1


def test_verify_and_health_find_all_well(disclosure: str, office: Path) -> None:
    run(office, disclosure, "verify")
    run(office, disclosure, "health", "--max-age", "1")


def test_modules_in_the_current_folder_do_not_replace_those_of_the_program(
    disclosure: str, office: Path
) -> None:
    """Checking an upload starts a process, as the dashboard does; it must not import what lies beside the data."""
    (office / "etl.py").write_text("raise SystemExit('the module of the current folder was imported')")
    try:
        python = str(Path(disclosure).with_name("python"))
        script = "import etl; print(etl.check_upload(b'', 'a.html')[0]['unreadable'])"
        assert "空" in run(office, python, "-P", "-c", script).stdout
    finally:
        (office / "etl.py").unlink()


def test_the_dashboard_is_served_on_this_machine_only_and_with_its_theme(
    disclosure: str, office: Path
) -> None:
    with _served(disclosure, office) as port:
        assert _listening_addresses(port) == {"127.0.0.1"}
        # in a thread of its own: a browser test in the same process may have left its loop running in this one
        with ThreadPoolExecutor(1) as thread:
            theme = thread.submit(lambda: asyncio.run(_theme(port))).result()
    assert "Noto Sans CJK SC" in theme and "#12436D" in theme


@contextmanager
def _served(disclosure: str, folder: Path) -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen(
        [disclosure, "serve", "--port", str(port)], cwd=folder, env=environment(), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server ended with {process.returncode}")


def _listening_addresses(port: int) -> set[str]:
    psutil = pytest.importorskip("psutil")
    return {
        connection.laddr.ip
        for connection in psutil.net_connections("tcp")
        if connection.status == "LISTEN" and connection.laddr.port == port
    }


async def _theme(port: int) -> str:
    """The theme that the server hands to a browser."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets import connect

    request, answer = BackMsg(), ForwardMsg()
    request.rerun_script.query_string = ""
    async with connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None) as socket:
        await socket.send(request.SerializeToString())
        while answer.WhichOneof("type") != "new_session":
            answer.ParseFromString(await socket.recv())
    return str(answer.new_session.custom_theme)
