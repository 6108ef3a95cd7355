"""The part of CSS that decides which text of a page is seen."""
