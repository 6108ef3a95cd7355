// A click on a figure in a sentence presses the button of its card that opens the reports behind it.
const LISTENER = "sentenceFiguresListener";

function open(hash) {
  const button = document.querySelector(`.st-key-${CSS.escape(hash.slice(1))} button`);
  button?.click();
  return Boolean(button);
}

function press(event) {
  const link = event.target.closest?.('a[href^="#figure_"]');
  if (!link) return;
  event.preventDefault();
  open(link.hash);
}

// A click before anybody listened has led to the link's own address.
function openWhatWasPressed() {
  const { hash } = location;
  const done = () => {
    if (!open(hash)) return;
    watcher.disconnect();
    history.replaceState(history.state, "", location.pathname + location.search);
  };
  const watcher = new MutationObserver(done);
  if (!hash.startsWith("#figure_")) return watcher;
  watcher.observe(document.body, { childList: true, subtree: true });
  done();
  return watcher;
}

export default function () {
  document.removeEventListener("click", document[LISTENER]); // a run of the page draws this anew
  document[LISTENER] = press;
  document.addEventListener("click", press);
  const watcher = openWhatWasPressed();
  return () => {
    watcher.disconnect();
    document.removeEventListener("click", press);
  };
}
