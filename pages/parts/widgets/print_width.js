// On paper a page keeps the width that it has on the screen, and with it its charts, and is made smaller as a whole: so far that its
// cards fill the sheets. A chart that would be cut by the end of a sheet is made smaller again, or, if it is a long list of rows,
// divided between two of them.
const NAMES = ["--page-width", "--card-zoom", "--page-zoom"];
const NARROWEST = 900; // a phone's page is laid out anew
const [WIDE, HIGH] = [1047, 718]; // A4 across within its margins
const [ZOOM, LEAST, STEP] = [0.8, 0.62, 0.02]; // how large it is at most (style.css), and at least to be read
const SPARE = 40; // pixels of a sheet that are left free: what is hidden below the last card has its gaps
const [SMALLEST, SMALLEST_OF_ROWS] = [0.55, 0.8];
const PIECE = 130; // pixels of rows that stay together
const CARD = '[class*="st-key-card_"]:has(.js-plotly-plot)';
const [DIVIDED, PIECES] = ["printed_in_pieces", "printed_pieces"];

function fit(page) {
  const { paddingLeft, paddingRight } = getComputedStyle(page);
  const width = page.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  const root = document.documentElement.style;
  for (const name of NAMES) root.removeProperty(name);
  const isWide = width >= NARROWEST;
  if (isWide) root.setProperty(NAMES[0], width);
  const zoom = best(asPrinted(() => blocks(page)), isWide ? Math.min(ZOOM, WIDE / width) : ZOOM);
  root.setProperty(NAMES[2], zoom);
  const high = HIGH / zoom;
  for (const card of document.querySelectorAll(CARD)) {
    const smaller = Math.min(1, high / card.offsetHeight);
    const isDivided = smaller < SMALLEST_OF_ROWS && divide(card);
    card.style.setProperty(NAMES[1], isDivided || smaller < SMALLEST ? 1 : smaller);
  }
}

// What `measure` returns while the page is laid out as on paper, at its full size.
function asPrinted(measure) {
  const root = document.documentElement.style;
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule.media?.mediaText === "print");
  root.setProperty(NAMES[2], 1);
  for (const rule of rules) rule.media.mediaText = "all";
  try {
    return measure();
  } finally {
    for (const rule of rules) rule.media.mediaText = "print";
  }
}

// The parts of the page from top to bottom: how high each is with the gap below it, and whether it may not be divided.
function blocks(page) {
  const parts = [...page.querySelector(".stVerticalBlock").children].filter((part) => part.offsetHeight);
  const ends = parts.slice(1).map((part) => part.getBoundingClientRect().top);
  return parts.map((part, at) => {
    const { top, bottom } = part.getBoundingClientRect();
    const isWhole = Boolean(part.querySelector(".js-plotly-plot")) && !part.querySelector(".printed_table");
    return { height: (ends[at] ?? bottom) - top, isWhole };
  });
}

// How many sheets the parts take at a zoom.
function sheets(parts, zoom) {
  const high = HIGH / zoom - SPARE;
  let [count, used] = [1, 0];
  for (const { height, isWhole } of parts) {
    if (isWhole && used && used + Math.min(height, high) > high) [count, used] = [count + 1, 0];
    used += isWhole ? Math.min(height, high) : height;
    for (; used > high; used -= high) count++;
  }
  return count;
}

// The largest zoom that takes the fewest sheets.
function best(parts, largest) {
  let zoom = largest;
  for (let tried = largest - STEP; tried >= LEAST; tried -= STEP)
    if (sheets(parts, tried) < sheets(parts, zoom)) zoom = tried;
  return zoom;
}

// Where one row of a chart ends and the next begins, in pixels from its top; none where it is not a list of rows.
function gaps({ yaxis, yaxis2 }) {
  if (!yaxis || yaxis2 || !(yaxis.type === "category" || yaxis.tickvals)) return [];
  const [bottom, top] = yaxis.range;
  const row = yaxis._length / Math.abs(top - bottom);
  const between = [];
  for (let at = Math.ceil(Math.min(bottom, top)) + 0.5; at < Math.max(bottom, top); at++)
    between.push(yaxis._offset + Math.abs(top - at) * row);
  return between.sort((one, other) => one - other);
}

// The labels above the columns as words, each as wide as its column: a browser repeats drawings at wrong places.
function headings(plot, drawing) {
  const start = drawing.getBoundingClientRect().left;
  const labels = [...plot.querySelectorAll(".xtick text")].map((label) => {
    const { left, right } = label.getBoundingClientRect();
    const lines = [...label.querySelectorAll("tspan")].map((line) => line.textContent);
    return [(left + right) / 2 - start, lines.join("\n") || label.textContent];
  });
  const width = labels.length > 1 ? (labels.at(-1)[0] - labels[0][0]) / (labels.length - 1) : 2 * labels[0][0];
  return labels.map(([middle, words], at) => {
    const span = document.createElement("span");
    span.textContent = words;
    span.style.width = `${width}px`;
    if (!at) span.style.marginLeft = `${middle - width / 2}px`;
    return span;
  });
}

// Puts the chart's drawing in pieces behind it, as the rows of a table, whose head a browser repeats on each sheet.
function divide(card) {
  const plot = card.querySelector(".js-plotly-plot");
  const between = gaps(plot._fullLayout);
  if (!between.length) return false;
  const { height, xaxis, yaxis } = plot._fullLayout;
  const drawing = plot.querySelector(".svg-container");
  const table = document.createElement("table");
  table.className = PIECES;
  const add = (part, from, to) => {
    const place = part.insertRow().insertCell().appendChild(document.createElement("div"));
    place.style.height = `${to - from}px`;
    place.appendChild(drawing.cloneNode(true)).style.marginTop = `${-from}px`;
  };
  let from = xaxis.side === "top" ? yaxis._offset : 0;
  if (from) table.createTHead().insertRow().insertCell().append(...headings(plot, drawing));
  const body = table.createTBody();
  for (const [at, end] of between.entries()) {
    if ((between[at + 1] ?? height) - from <= PIECE) continue;
    add(body, from, end);
    from = end;
  }
  add(body, from, height);
  [...card.children].find((child) => child.contains(plot)).after(table);
  card.classList.add(DIVIDED);
  return true;
}

function join() {
  for (const table of document.querySelectorAll(`.${PIECES}`)) table.remove();
  for (const card of document.querySelectorAll(`.${DIVIDED}`)) card.classList.remove(DIVIDED);
}

export default function () {
  const prepare = () => {
    join();
    const page = document.querySelector(".stMainBlockContainer");
    if (page) fit(page);
  };
  addEventListener("beforeprint", prepare);
  addEventListener("afterprint", join);
  return () => {
    removeEventListener("beforeprint", prepare);
    removeEventListener("afterprint", join);
  };
}
