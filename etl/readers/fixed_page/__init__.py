"""Pages on which every glyph and stroke has its place, as PDF and OFD draw them, to paragraphs and grids."""
