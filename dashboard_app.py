"""The dashboard as an ASGI application, as `disclosure serve` runs it: the script beside it behind a guard."""

from streamlit import App

from pages.parts.app.guard import middleware

app = App("dashboard.py", middleware=middleware())
