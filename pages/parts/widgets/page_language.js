// What Streamlit writes around the page, in the reader's language, and a way past it: to the text or to the filters.
const FILTERS = "skip-to-filters";

export default function ({ data }) {
  document.documentElement.lang = data.language;
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (!skip) return;
  skip.textContent = data.content;
  let filters = document.getElementById(FILTERS);
  if (!filters) {
    filters = skip.cloneNode(false);
    filters.id = FILTERS;
    filters.removeAttribute("data-testid");
    filters.href = "#stSidebar";
    filters.addEventListener("click", (event) => {
      event.preventDefault();
      document.querySelector('[data-testid="stSidebar"] input')?.focus();
    });
    skip.after(filters);
  }
  filters.textContent = data.filters;
}
