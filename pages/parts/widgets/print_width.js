// On paper a page keeps the width that it has on the screen, and with it its charts, and is made smaller as a whole; a card whose
// chart is longer than a sheet is made smaller again, unless it could not be read any more.
const NAMES = ["--page-width", "--card-zoom"];
const NARROWEST = 900; // a phone's page is laid out anew
const [WIDE, HIGH, ZOOM] = [1047, 718, 0.8]; // A4 across within its margins, and how large it is at most (style.css)
const SMALLEST = 0.55;
const LONG = '[class*="st-key-card_"]:has(.js-plotly-plot)';

function fit(page) {
  const { paddingLeft, paddingRight } = getComputedStyle(page);
  const width = page.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  const root = document.documentElement.style;
  root.removeProperty(NAMES[0]);
  if (width < NARROWEST) return;
  root.setProperty(NAMES[0], width);
  const high = HIGH / Math.min(ZOOM, WIDE / width);
  for (const card of document.querySelectorAll(LONG)) {
    const zoom = Math.min(1, high / card.offsetHeight);
    card.style.setProperty(NAMES[1], zoom < SMALLEST ? 1 : zoom);
  }
}

export default function () {
  const prepare = () => {
    const page = document.querySelector(".stMainBlockContainer");
    if (page) fit(page);
  };
  addEventListener("beforeprint", prepare);
  return () => removeEventListener("beforeprint", prepare);
}
