"""区县对比: which county is unusual, and which only looks so because its numbers are small."""

from pages.parts.app import page_frame
from pages.parts.sections.compare import (
    comparison_choices,
    funnel_card,
    matrix_card,
    per_head_card,
    rank_card,
    side_by_side_card,
    stated_card,
    tiles_card,
)
from pages.parts.sections.compare.comparison import without_agency

view = page_frame.open_page("compare", fit=without_agency)
comparison = comparison_choices.choose(view)
if comparison is not None:
    # a ranking of many is far longer than the funnel
    left, right = page_frame.two_columns(stacked=len(comparison.keys) > 18)
    with left:
        funnel_card.funnel(comparison)
    with right:
        rank_card.ranks(comparison)
    matrix_card.matrix(comparison)
    tiles_card.tiles(comparison)
    per_head_card.per_head(comparison)
    stated_card.stated(comparison)
    side_by_side_card.side_by_side(comparison)
