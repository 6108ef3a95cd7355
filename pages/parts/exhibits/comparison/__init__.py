"""区县对比: which of many differs by more than chance, and which is merely small."""
