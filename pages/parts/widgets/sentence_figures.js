// A click on a figure in a sentence presses the button of its card that opens the reports behind it.
const LISTENER = "sentenceFiguresListener";

function press(event) {
  const link = event.target.closest?.('a[href^="#figure_"]');
  if (!link) return;
  event.preventDefault();
  document.querySelector(`.st-key-${CSS.escape(link.hash.slice(1))} button`)?.click();
}

export default function () {
  document.removeEventListener("click", document[LISTENER]); // a run of the page draws this anew
  document[LISTENER] = press;
  document.addEventListener("click", press);
  return () => document.removeEventListener("click", press);
}
