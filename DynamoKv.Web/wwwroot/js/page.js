// Keys that act on the whole page, and the focus.

const handled = new Set([' ', '.', 'ArrowLeft', 'ArrowRight', 'Home', 'End', '[', ']', 't', 'k', 'z', 'p', 'w', 'g', 'n', 'v', 'y', 'f', 'c', 'x', 'd', 'u', 'l', '?', 'Escape', 'Shift+ArrowLeft', 'Shift+ArrowRight', '1', '2', '3', '4', '5', '6', '7']);

// Keys are ignored where they mean something else: in fields, and Space on whatever it would press.
function isTaken(event) {
  if (event.key === 'Escape') return false; // closes the help, wherever the focus is
  if (event.ctrlKey || event.altKey || event.metaKey) return true;
  if (event.key.length === 1 && event.key !== ' ' && document.documentElement.dataset.letters === 'off') return true; // switched off in the settings
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest('input, select, textarea, [contenteditable], [role="dialog"]')) return true;
  return event.key === ' ' && target.closest('button, a, [role="button"], summary') !== null;
}

export function listen(receiver) {
  const onKey = event => {
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const key = event.shiftKey && name.startsWith('Arrow') ? `Shift+${name}` : name;
    if (!handled.has(key) || isTaken(event)) return;
    if (key !== 'Escape') event.preventDefault(); // a browser's own use of Escape stays
    receiver.invokeMethodAsync('OnKeyAsync', key);
  };
  document.addEventListener('keydown', onKey);
  document.documentElement.dataset.keys = 'heard'; // who drives the page by keys can tell from when on
  return {
    stop: () => {
      document.removeEventListener('keydown', onKey);
      delete document.documentElement.dataset.keys;
    },
  };
}

export function focusOn(id) {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: 'nearest' });
  element?.focus();
}
