// Saves what a view shows: its picture as SVG or PNG, its table as CSV.

const carried = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'opacity', 'display', 'visibility',
  'font-family', 'font-size', 'font-weight', 'text-anchor', 'text-decoration', 'paint-order', 'vector-effect'];

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// A picture of its own: what the style sheet says is written into it.
function standalone(svg) {
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    to[index].setAttribute('style', carried.map(name => `${name}:${style.getPropertyValue(name)}`).join(';'));
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', Math.round(width));
  copy.setAttribute('height', Math.round(height));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('style', `fill:${getComputedStyle(svg.closest('.panel') ?? document.body).backgroundColor}`);
  copy.insertBefore(ground, copy.firstChild);
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function csv(table) {
  const quoted = text => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return [...table.rows].map(row => [...row.cells].map(cell => quoted(cell.innerText.trim())).join(',')).join('\r\n');
}

async function png(picture, name) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width * 2, picture.height * 2];
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob(blob => save(blob, name));
}

// Null: it was saved; else what is missing.
export async function exportView(word, format, name) {
  const pane = document.getElementById(`view-${word}`)?.closest('.pane');
  if (format === 'csv') {
    const tables = [...(pane?.querySelectorAll('table') ?? [])];
    if (tables.length === 0) return 'table';
    save(new Blob([tables.map(csv).join('\r\n\r\n')], { type: 'text/csv' }), `${name}.csv`);
    return null;
  }
  const svg = pane?.querySelector('.pane-body svg');
  if (!svg) return 'picture';
  const picture = standalone(svg);
  if (format === 'png') await png(picture, `${name}.png`);
  else save(new Blob([picture.text], { type: 'image/svg+xml' }), `${name}.svg`);
  return null;
}

export function saveText(text, name) {
  save(new Blob([text], { type: 'text/plain' }), name);
}

export async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    return true;
  } catch {
    return false; // the browser lets nobody write to its clipboard here
  }
}
