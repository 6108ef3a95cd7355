"""Formulas of a fill-in form: totals that Excel calculates, and red words beside what does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from etl.form import Table
from etl.form.blank_inference import sum_instances
from etl.model.report import Address
from etl.rules.catalog import form_cells
from etl.season.fill_in.template_sheet import NIL, FormSheet

# stored as the result of a formula that gives no text: nothing at all would mean that it has none
_EMPTY = " "


def write_sums(on: FormSheet, table: Table) -> None:
    """Totals that Excel calculates; a sum whose total is calculated already, or is no single cell, is compared in red."""
    comparisons: list[str] = []
    for block in table.blocks:
        for declared in block.sums:
            for total, parts in sum_instances(table.key, block, declared):
                if len(total) == 1 and total[0] not in on.calculated:
                    _calculate(on, total[0], parts)
                else:
                    _mark_broken(on, total, parts)
                    line = form_cells()[total[0]]
                    named = line.column if declared.over == "rows" else line.row
                    label = on.words(named.label_zh, named.label_en, " ")
                    comparisons.append(_comparison(on, total, parts, label))
    words = "&".join([*_doubts(on, table), *_unbalanced(on, comparisons)])
    on.sheet.write_formula(on.words_below[table.key], 0, f"={words}", on.formats["red"], _EMPTY)


def _unbalanced(on: FormSheet, comparisons: Sequence[str]) -> list[str]:
    words, before = "&".join(comparisons), on.words("勾稽不平：", "does not balance: ", " ")
    return [f'IF({words}="","","{before}"&{words})'] if comparisons else []


def _doubts(on: FormSheet, table: Table) -> list[str]:
    """Formulas for the words about text where a number belongs, which no sum counts, and about figures beside 零报告."""
    given = tuple(address for address in on.at if address.table == table.key and address not in on.calculated)
    ranges = list(_ranges(on, given))
    texts = "+".join(f"SUMPRODUCT(--ISTEXT({some}))" for some in ranges)
    no_numbers = on.words("格填的不是数字，没有计入合计；", "cells hold no number and are in no total; ", " ")
    doubts = [f'IF({texts}=0,"",({texts})&"{no_numbers}")']
    if table.key == "applications":
        nil = f'AND({xl_rowcol_to_cell(*NIL)}="是",SUM({",".join(ranges)})<>0)'
        stated = on.words("选了零报告，表中却有数；", "a nil return, but there are figures; ", " ")
        doubts.append(f'IF({nil},"{stated}","")')
    return doubts


def _mark_broken(on: FormSheet, total: tuple[Address, ...], parts: tuple[Address, ...]) -> None:
    """The cells of a sum turn red where it does not hold."""
    broken = {
        "type": "formula",
        "criteria": f"={_difference(on, total, parts)}<>0",
        "format": on.formats["red"],
    }
    places = [on.at[address] for address in (*total, *parts)]
    broken["multi_range"] = " ".join(xl_rowcol_to_cell(*place) for place in places)
    on.sheet.conditional_format(*places[0], *places[0], broken)


def _calculate(on: FormSheet, total: Address, parts: tuple[Address, ...]) -> None:
    """A total, with its result as it is now: a program that does not calculate reads it right as well."""
    on.calculated.add(total)
    stated = [on.figures[part] for part in parts if part in on.figures]
    if stated:
        on.figures[total] = sum(stated)
    ranges = ",".join(_ranges(on, parts))
    nothing = f'IF({xl_rowcol_to_cell(*NIL)}="是",0,"")' if total.table == "applications" else '""'
    formula = f"=IF(COUNT({ranges})=0,{nothing},SUM({ranges}))"
    on.sheet.write_formula(*on.at[total], formula, on.formats["sum"], on.figures.get(total, _EMPTY))


def _ranges(on: FormSheet, addresses: tuple[Address, ...]) -> Iterator[str]:
    """The cells as ranges where they stand side by side."""
    places = sorted(on.at[address] for address in addresses)
    start = previous = places[0]
    for place in [*places[1:], (-1, -1)]:
        beside = place == (previous[0], previous[1] + 1) and start[0] == place[0]
        below = place == (previous[0] + 1, previous[1]) and start[1] == place[1]
        if not ((beside and start[0] == previous[0]) or (below and start[1] == previous[1])):
            first, last = xl_rowcol_to_cell(*start), xl_rowcol_to_cell(*previous)
            yield first if first == last else f"{first}:{last}"
            start = place
        previous = place


def _comparison(on: FormSheet, total: tuple[Address, ...], parts: tuple[Address, ...], label: str) -> str:
    """A formula for the words that say by how much the two sides differ; nothing if they are equal."""
    left, right = _side(on, total), _side(on, parts)
    return f'IF({_difference(on, total, parts)}=0,"","{label} "&({left})&"≠"&({right})&"；")'


def _difference(on: FormSheet, total: tuple[Address, ...], parts: tuple[Address, ...]) -> str:
    return f"ROUND({_side(on, total)}-({_side(on, parts)}),6)"


def _side(on: FormSheet, addresses: tuple[Address, ...]) -> str:
    # N(): a total that is still empty text adds nothing
    return "+".join(f"N({on.name(address)})" for address in addresses)
