"""区县对比: which county is unusual, and which only looks so because its numbers are small."""

from pages.parts import chrome
from pages.parts.exhibits.comparison import funnel, matrix, peers, ranks

view = chrome.open_page("compare", fit=peers.unrestricted)
comparison = peers.choose(view)
if comparison is not None:
    left, right = chrome.halves()
    with left:
        funnel.funnel(comparison)
    with right:
        ranks.ranks(comparison)
    matrix.matrix(comparison)
    matrix.tiles(comparison)
    ranks.per_head(comparison)
    matrix.side_by_side(comparison)
