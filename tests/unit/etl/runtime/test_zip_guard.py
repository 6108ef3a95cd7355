"""Limits of ZIP files: what counts as a bomb, and what a whole file may hold."""

from __future__ import annotations

import zipfile

import pytest

from etl.runtime.zip_guard import ARCHIVE_LIMITS, PACKAGE_LIMITS, Limits, exceeds, is_bomb, is_encrypted

LIMITS = Limits(members=3, total=1000, member=600, ratio=10, small=100)


def entry(size: int, packed: int = 100, flags: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("a")
    info.file_size, info.compress_size, info.flag_bits = size, packed, flags
    return info


@pytest.mark.parametrize(
    ("size", "packed", "bomb"),
    [
        (100, 1, False),  # small members may shrink to anything
        (101, 10, True),
        (101, 11, False),
        (101, 0, True),
    ],
)
def test_a_bomb_unpacks_to_far_more_than_it_holds(size: int, packed: int, bomb: bool) -> None:
    assert is_bomb(entry(size, packed), LIMITS) is bomb


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [([1, 2, 3], False), ([1, 2, 3, 4], True), ([500, 500], False), ([500, 501], True), ([601], True)],
)
def test_a_file_goes_beyond_its_limits(sizes: list[int], expected: bool) -> None:
    assert exceeds([entry(size) for size in sizes], LIMITS) is expected


def test_encrypted_members_carry_a_flag() -> None:
    assert is_encrypted(entry(1, flags=0x1)) and not is_encrypted(entry(1, flags=0x800))


@pytest.mark.parametrize("limits", [ARCHIVE_LIMITS, PACKAGE_LIMITS])
def test_no_limit_is_larger_than_the_whole(limits: Limits) -> None:
    assert limits.small < limits.member < limits.total
