// A chart that is wider than its card, as on a phone, scrolls within it: by keyboard too, under the title of the card.
const CHART = '[class*="st-key-chart_"]';
const NAMED = ["tabindex", "role", "aria-label"];

function scrolls(chart) {
  return getComputedStyle(chart).overflowX === "auto" && chart.scrollWidth > chart.clientWidth + 1;
}

function offer() {
  for (const chart of document.querySelectorAll(CHART)) {
    if (!scrolls(chart)) {
      for (const name of NAMED) chart.removeAttribute(name);
      continue;
    }
    const title = chart.closest('[class*="st-key-card_"]')?.querySelector("h5")?.textContent ?? "";
    for (const [number, value] of ["0", "group", title].entries()) chart.setAttribute(NAMED[number], value);
  }
}

export default function () {
  let waiting = 0;
  const later = () => {
    waiting ||= requestIdleCallback(() => {
      waiting = 0;
      offer();
    }, { timeout: 500 });
  };
  const watcher = new MutationObserver(later);
  watcher.observe(document.body, { childList: true, subtree: true });
  addEventListener("resize", later);
  later();
  return () => {
    watcher.disconnect();
    removeEventListener("resize", later);
    cancelIdleCallback(waiting);
  };
}
