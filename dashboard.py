"""The dashboard: `streamlit run dashboard.py`. The pages and their order are in pages/parts/site.py."""

from pages.parts import chrome

chrome.serve()
