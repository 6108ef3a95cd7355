"""The dashboard: `streamlit run dashboard.py`. The pages and their order are in pages/parts/state/navigation.py."""

from pages.parts.app import page_frame

page_frame.serve()
