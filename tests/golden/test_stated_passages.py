"""The own passages with known figures: no worse than measured, and no figure where none is stated."""

from tests.benchmarks.score_stated import score


def test_own_passages() -> None:
    total = score()
    assert total.stated.total() > 600
    assert total.precision >= 0.995
    assert total.recall >= 0.98  # what words leave open is not read
    assert total.attributes_right >= 0.99 * total.attributes
    assert total.read_where_none_is == 0
