const KEPT = new Set(["TABLE", "TBODY", "TR", "TD", "P", "BR", "MARK"]);

function copied(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(node.data));
    else if (KEPT.has(node.nodeName)) {
      const made = document.createElement(node.nodeName);
      for (const name of ["rowspan", "colspan"]) if (node.hasAttribute(name)) made.setAttribute(name, node.getAttribute(name));
      to.appendChild(copied(node, made));
    }
  }
  return to;
}

// the labels beside the marked cell's row stay in sight: those of the column that ends where its numbers begin
function keepLabels(marked) {
  const taken = [], placed = [];
  [...marked.closest("table").rows].forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (taken[y]?.[x]) x++;
      for (let down = 0; down < cell.rowSpan; down++)
        for (let right = 0; right < cell.colSpan; right++) (taken[y + down] ??= [])[x + right] = cell;
      placed.push([cell, x]);
    }
  });
  const row = taken.find((cells) => cells?.includes(marked)) ?? [];
  const first = row.findIndex((cell) => cell && /^[\d\s.,%％—–/-]*$/.test(cell.textContent));
  if (first < 1 || row.indexOf(marked) < first) return;
  const room = 0.6 * marked.closest(".source").clientWidth;  // wider ones would leave too little of the numbers
  for (const [cell, x] of placed) if (x + cell.colSpan === first && cell.offsetWidth <= room) cell.classList.add("label");
}

// scrolls to the marked place, to the right of the labels that stay in sight
function bringIntoSight(root) {
  const mark = root.querySelector("td.marked") ?? root.querySelector("mark");
  if (!mark) return;
  const box = mark.getBoundingClientRect(), frame = root.getBoundingClientRect();
  root.scrollTop += box.top - frame.top - frame.height / 2 + box.height / 2;
  root.scrollLeft += box.left - frame.left - frame.width / 2 + box.width / 2;
  const labels = [...root.querySelectorAll(".label")].map((label) => label.getBoundingClientRect().right);
  const behind = Math.max(0, ...labels) - mark.getBoundingClientRect().left;
  if (behind > 0) root.scrollLeft -= behind;
}

export default function ({ data, parentElement }) {
  let root = parentElement.querySelector(".source");
  if (!root) {
    root = document.createElement("div");
    root.className = "source";
    root.tabIndex = 0;
    parentElement.appendChild(root);
    new ResizeObserver(() => bringIntoSight(root)).observe(root);
  }
  root.replaceChildren();
  copied(new DOMParser().parseFromString(data, "text/html").body, root);
  const mark = root.querySelector("mark");
  if (!mark) return;
  const cell = mark.closest("td");
  if (cell) {
    cell.className = "marked";
    keepLabels(cell);
  }
  bringIntoSight(root);
}
