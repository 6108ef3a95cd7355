// One card further or back: by two buttons, and by the keys that remote controls send.
const CARDS = '[class*="st-key-card_"], .st-key-standing_out';
const LISTENER = "nextCardListener";
const FURTHER = ["ArrowRight", "PageDown"], BACK = ["ArrowLeft", "PageUp"];
const IN_USE = "input, textarea, select, [role=tab], [role=radio], [role=combobox], [role=grid]";

function move(step) {
  const tops = [...document.querySelectorAll(CARDS)].map((card) => [card, card.getBoundingClientRect().top]);
  const to = step > 0 ? tops.find(([, top]) => top > 40) : tops.filter(([, top]) => top < -40).pop();
  to?.[0].scrollIntoView({ block: "start" });
}

export default function ({ data, parentElement }) {
  const steps = { previous: -1, next: 1 };
  for (const [name, step] of Object.entries(steps)) {
    let button = parentElement.querySelector(`[name=${name}]`);
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.name = name;
      parentElement.appendChild(button);
    }
    button.textContent = data[name];
    button.onclick = () => move(step);
  }
  const pressed = (event) => {
    if (!document.querySelector(".st-key-presentation")) return;
    if (event.target.closest?.(IN_USE) || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = FURTHER.includes(event.key) ? 1 : BACK.includes(event.key) ? -1 : 0;
    if (step) {
      event.preventDefault();
      move(step);
    } else if (event.key === "Escape") document.querySelector(".st-key-leave_presentation button")?.click();
  };
  document.removeEventListener("keydown", document[LISTENER]); // a run of the page draws this anew
  document[LISTENER] = pressed;
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}
