export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".form");
  if (!root) {
    root = document.createElement("div");
    root.className = "form";
    parentElement.appendChild(root);
  }
  if (root.dataset.html !== data) {
    const held = parentElement.activeElement?.dataset?.cell;
    const left = [...root.querySelectorAll(".scroll")].map((one) => one.scrollLeft);
    root.innerHTML = data;
    root.dataset.html = data;
    [...root.querySelectorAll(".scroll")].forEach((one, at) => { one.scrollLeft = left[at] ?? 0; });
    if (held) root.querySelector(`[data-cell="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  }
  root.onclick = (event) => {
    const cell = event.target.closest("[data-cell]");
    if (cell) setTriggerValue("cell", cell.dataset.cell);
  };
}
