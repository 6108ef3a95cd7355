"""The charts of the pages: each function asks, words, draws and shows one card."""
