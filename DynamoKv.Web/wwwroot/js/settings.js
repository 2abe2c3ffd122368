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

function fromOldTheme() {
  const theme = localStorage.getItem(oldThemeName);
  return theme === null ? null : JSON.stringify({ theme });
}
