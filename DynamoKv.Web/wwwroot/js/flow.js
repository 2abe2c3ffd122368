// The space-time diagram: pan, zoom and hover happen here, and never cross the wire.

const span = 1000; // the scene's width in its own units
const maxZoom = 400;

export function start(host, receiver) {
  const view = { zoom: 1, left: 0 }; // how much is magnified, and which scene x stands at the left edge
  let order = null;
  let drag = null;
  let pinch = null;
  let frame = 0;
  const pointers = new Map();
  const svg = () => host.querySelector('.flow-svg');

  function size() {
    const picture = svg();
    const width = Math.max(260, picture.clientWidth);
    const left = Number(picture.dataset.left);
    return { picture, width, left, inner: width - left - Number(picture.dataset.right) };
  }

  function place() {
    frame = 0;
    const { picture, width, left, inner } = size();
    const scale = inner * view.zoom / span;
    view.left = Math.min(Math.max(view.left, 0), span - span / view.zoom);
    const x = value => (value - view.left) * scale;
    const height = picture.getAttribute('height');
    picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
    const plot = picture.querySelector('.flow-plot');
    plot.setAttribute('width', width - left);
    for (const element of plot.querySelectorAll('[data-a]')) {
      const a = x(Number(element.dataset.a));
      if (element.tagName === 'g') {
        element.setAttribute('transform', `translate(${a.toFixed(1)} ${element.dataset.y})`);
      } else if (element.tagName === 'rect') {
        element.setAttribute('x', a.toFixed(1));
        element.setAttribute('width', Math.max(2, x(Number(element.dataset.b)) - a).toFixed(1));
      } else {
        element.setAttribute('x1', a.toFixed(1));
        element.setAttribute('x2', x(Number(element.dataset.b)).toFixed(1));
      }
    }
    for (const group of plot.querySelectorAll('[data-scale]')) {
      group.setAttribute('transform', `matrix(${scale} 0 0 1 ${-view.left * scale} 0)`);
    }
    const messages = plot.querySelectorAll('.flow-message').length;
    if (messages > 0) host.dataset.detail = inner * view.zoom / messages > 40 ? 'all' : inner * view.zoom / messages > 7 ? 'words' : 'lines';
    host.dataset.placed = String(Number(host.dataset.placed ?? 0) + 1);
  }

  function soon() {
    frame ||= requestAnimationFrame(place);
  }

  function zoomAt(clientX, factor) {
    const { picture, left, inner } = size();
    const share = Math.min(1, Math.max(0, (clientX - picture.getBoundingClientRect().left - left) / inner));
    const under = view.left + share * span / view.zoom;
    view.zoom = Math.min(maxZoom, Math.max(1, view.zoom * factor));
    view.left = under - share * span / view.zoom;
    soon();
  }

  const middle = () => host.getBoundingClientRect().left + host.clientWidth / 2;

  function onWheel(event) {
    if (!event.ctrlKey && !event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return; // the page scrolls
    event.preventDefault();
    if (event.ctrlKey) {
      zoomAt(event.clientX, Math.exp(-event.deltaY / 300));
    } else {
      view.left += (event.deltaX || event.deltaY) / size().inner * span / view.zoom;
      soon();
    }
  }

  function onDown(event) {
    if (!event.target.closest('.flow-svg') || event.button > 0) return;
    pointers.set(event.pointerId, event.clientX);
    drag = { x: event.clientX, left: view.left, moved: false };
    pinch = pointers.size === 2 ? distance() : null;
  }

  function onMove(event) {
    if (!pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, event.clientX);
    if (pinch && pointers.size === 2) {
      const now = distance();
      zoomAt((Math.min(...pointers.values()) + Math.max(...pointers.values())) / 2, now / pinch);
      pinch = now;
    } else if (drag) {
      drag.moved ||= Math.abs(event.clientX - drag.x) > 4;
      if (drag.moved) {
        svg().classList.add('is-dragged');
        view.left = drag.left - (event.clientX - drag.x) / size().inner * span / view.zoom;
        soon();
      }
    }
  }

  function onUp(event) {
    pointers.delete(event.pointerId);
    svg()?.classList.remove('is-dragged');
    pinch = null;
  }

  function onClick(event) {
    const button = event.target.closest('[data-flow]');
    if (button) {
      if (button.dataset.flow === 'all') Object.assign(view, { zoom: 1, left: 0 });
      zoomAt(middle(), button.dataset.flow === 'in' ? 1.6 : button.dataset.flow === 'out' ? 1 / 1.6 : 1);
    } else if (drag?.moved) {
      event.stopPropagation(); // the end of a drag chooses nothing
    } else if (event.target.closest('.flow-plot') && host.querySelector('.flow-strands')) {
      const { picture, left, inner } = size();
      const share = (event.clientX - picture.getBoundingClientRect().left - left) / inner;
      receiver.invokeMethodAsync('OnPlaceAsync', (view.left + share * span / view.zoom) / span);
    }
    drag = null;
  }

  const distance = () => Math.max(1, Math.abs([...pointers.values()][0] - [...pointers.values()][1]));

  // What may have influenced an entry, and what it may have influenced: by its cause, and by what its node did before.
  function cones(from, to) {
    const { first, causes, previous } = order;
    const past = new Set();
    const open = from > 0 ? [from - first] : [];
    while (open.length > 0) {
      const index = open.pop();
      for (const before of [causes[index], previous[index]]) {
        if (before >= 0 && !past.has(before + first)) {
          past.add(before + first);
          open.push(before);
        }
      }
    }
    const future = new Set();
    for (let index = to - first + 1; to > 0 && index < causes.length; index++) {
      if ([causes[index], previous[index]].some(before => before >= 0 && (before === to - first || future.has(before + first)))) future.add(index + first);
    }
    return { past, future };
  }

  function tint(from, to) {
    const { past, future } = cones(from, to);
    for (const element of host.querySelectorAll('.flow-message, .flow-dot')) {
      const begin = Number(element.dataset.from ?? element.dataset.event);
      const end = Number(element.dataset.to ?? element.dataset.event);
      element.classList.toggle('is-past-now', end > 0 && past.has(end));
      element.classList.toggle('is-future-now', begin > 0 && future.has(begin));
    }
  }

  function clear() {
    for (const element of host.querySelectorAll('.is-past-now, .is-future-now')) element.classList.remove('is-past-now', 'is-future-now');
  }

  function onOver(event) {
    const element = order && event.target.closest?.('.flow-message, .flow-dot');
    clear();
    if (element) tint(Number(element.dataset.from ?? element.dataset.event), Number(element.dataset.to ?? element.dataset.event));
  }

  const watch = new ResizeObserver(soon);
  // What the server paints anew is placed before it is seen.
  const painted = new MutationObserver(place);
  painted.observe(host, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-a', 'data-b', 'data-y', 'height'] });
  const listeners = [
    ['wheel', onWheel, { passive: false }], ['pointerdown', onDown], ['click', onClick, true], ['pointerover', onOver], ['pointerleave', clear],
  ];
  for (const [name, handler, options] of listeners) host.addEventListener(name, handler, options);
  const afar = [['pointermove', onMove], ['pointerup', onUp], ['pointercancel', onUp]];
  for (const [name, handler] of afar) window.addEventListener(name, handler);
  watch.observe(host);
  place();
  return {
    order: (first, causes, previous) => { order = { first, causes, previous }; },
    stop: () => {
      watch.disconnect();
      painted.disconnect();
      cancelAnimationFrame(frame);
      for (const [name, handler, options] of listeners) host.removeEventListener(name, handler, options);
      for (const [name, handler] of afar) window.removeEventListener(name, handler);
    },
  };
}
