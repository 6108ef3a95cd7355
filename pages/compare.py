"""区县对比: which county is unusual, and which only looks so because its numbers are small."""

from pages.parts.app import page_frame
from pages.parts.sections.compare import funnel_card, matrix_card, peer_group, rank_card

view = page_frame.open_page("compare", fit=peer_group.unrestricted)
comparison = peer_group.choose(view)
if comparison is not None:
    left, right = page_frame.two_columns()
    with left:
        funnel_card.funnel(comparison)
    with right:
        rank_card.ranks(comparison)
    matrix_card.matrix(comparison)
    matrix_card.tiles(comparison)
    rank_card.per_head(comparison)
    matrix_card.side_by_side(comparison)
