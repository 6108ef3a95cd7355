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

export default function ({ data, parentElement }) {
  let root = parentElement.querySelector(".source");
  if (!root) {
    root = document.createElement("div");
    root.className = "source";
    root.tabIndex = 0;
    parentElement.appendChild(root);
  }
  root.replaceChildren();
  copied(new DOMParser().parseFromString(data, "text/html").body, root);
  const mark = root.querySelector("mark");
  if (!mark) return;
  const cell = mark.closest("td");
  if (cell) cell.className = "marked";
  const box = (cell ?? mark).getBoundingClientRect(), frame = root.getBoundingClientRect();
  root.scrollTop += box.top - frame.top - frame.height / 2 + box.height / 2;
  root.scrollLeft += box.left - frame.left - frame.width / 2 + box.width / 2;
}
