// What a person has chosen for this browser: kept here, and put on the document where styles and scripts can see it.

const name = 'dynamokv-settings';
const oldThemeName = 'dynamokv-theme'; // what earlier versions kept

export function read() {
  try {
    return localStorage.getItem(name) ?? fromOldTheme();
  } catch {
    return null; // a browser may refuse to keep anything
  }
}

export function keep(text) {
  try {
    localStorage.setItem(name, text);
    localStorage.removeItem(oldThemeName);
  } catch {
    // then it holds as long as this page is open
  }
}

export function apply(isStill, hasLetterKeys, isProjector) {
  const marks = document.documentElement.dataset;
  marks.motion = isStill ? 'off' : 'system';
  marks.letters = hasLetterKeys ? 'on' : 'off';
  marks.type = isProjector ? 'projector' : 'usual';
}

// Pages of a run hear all their keys themselves; the others hear this one.
export function hearHelp(receiver) {
  const onKey = event => {
    const marks = document.documentElement.dataset;
    if (event.key === 'Escape' && marks.keys !== 'heard') receiver.invokeMethodAsync('HideHelp'); // wherever the focus is
    const isElsewhere = marks.keys === 'heard' || marks.letters === 'off' || event.ctrlKey || event.altKey || event.metaKey;
    if (event.key !== '?' || isElsewhere || event.target?.closest?.('input, select, textarea, [contenteditable], [role="dialog"]')) return;
    event.preventDefault();
    receiver.invokeMethodAsync('ShowHelp');
  };
  document.addEventListener('keydown', onKey);
  return { stop: () => document.removeEventListener('keydown', onKey) };
}

function fromOldTheme() {
  const theme = localStorage.getItem(oldThemeName);
  return theme === null ? null : JSON.stringify({ theme });
}
