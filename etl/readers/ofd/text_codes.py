"""The steps from one character of an OFD text code to the next."""

from __future__ import annotations


def steps(deltas: str, most: int) -> list[float]:
    """The first steps, at most so many, of DeltaX or DeltaY; `g 5 3.88` stands for five steps of 3.88.

    What is no step ends them.
    """
    words = deltas.split(maxsplit=3 * most)
    try:
        return list(map(float, words[:most]))
    except ValueError:
        return _steps_in_groups(words, most)


def _steps_in_groups(words: list[str], most: int) -> list[float]:
    values: list[float] = []
    at = 0
    while at < len(words) and len(values) < most:
        try:
            if words[at] == "g":
                values += [float(words[at + 2])] * min(int(words[at + 1]), most)
                at += 3
            else:
                values.append(float(words[at]))
                at += 1
        except (ValueError, IndexError):
            break
    return values[:most]
