// Draws the messages on their way between nodes, on a canvas over the ring.
// The server sends at most ten frames a second; between them this module moves virtual time on by itself.

const lagMilliseconds = 160;   // drawn a little behind, so that what happened between two frames is seen too
const crossMilliseconds = 900; // how long the cross of a lost message stays
const shapeSize = 11;
const backgroundLook = 9;

export function start(canvas, places, size) {
  const motion = new Motion(canvas, places, size);
  return {
    frame: f => motion.frame(f),
    place: p => motion.place(p),
    background: b => motion.background(b),
    stop: () => motion.stop(),
  };
}

class Motion {
  constructor(canvas, places, size) {
    this.canvas = canvas;
    this.places = places;
    this.size = size;
    this.messages = new Map();
    this.crosses = [];
    this.hidesBackground = false;
    this.now = 0;
    this.rate = 0;
    this.readAt = performance.now();
    const system = matchMedia('(prefers-reduced-motion: reduce)');
    this.still = { get matches() { return system.matches || document.documentElement.dataset.motion === 'off'; } };
    this.observer = new ResizeObserver(() => this.wake());
    this.observer.observe(canvas);
  }

  frame(frame) {
    if (frame.reset) {
      this.messages.clear();
      this.crosses = [];
    }
    this.setClock(frame);
    for (const [number, sender, receiver, look, sentAt, arrivesAt, isLost] of frame.messages) {
      if (!this.places[sender] || !this.places[receiver]) continue; // a newcomer's place is told a moment later
      this.messages.set(number, { sender, receiver, look, sentAt, arrivesAt, isLost: isLost === 1, seenAt: performance.now() });
    }
    for (const number of frame.lost) {
      const message = this.messages.get(number);
      if (message) message.isLost = true;
    }
    this.wake();
  }

  // Nodes came or went: where they stand now.
  place(places) {
    this.places = places;
    this.messages.clear();
  }

  background(isShown) {
    this.hidesBackground = !isShown;
    this.wake();
  }

  // Frames come unevenly: small differences are smoothed away, large ones taken over.
  setClock(frame) {
    const drift = frame.now - this.virtualNow();
    const isSmall = !frame.reset && frame.rate > 0 && Math.abs(drift) < 400 * frame.rate;
    this.now = isSmall ? this.virtualNow() + drift * 0.3 : frame.now;
    this.rate = frame.rate;
    this.readAt = performance.now();
  }

  virtualNow() {
    return this.now + this.rate * Math.min(1000, performance.now() - this.readAt);
  }

  wake() {
    this.request ??= requestAnimationFrame(() => {
      this.request = undefined;
      if (this.draw()) this.wake();
    });
  }

  // True while something still moves.
  draw() {
    const scale = this.fit();
    const context = this.canvas.getContext('2d');
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const style = getComputedStyle(this.canvas);
    const shown = this.virtualNow() - (this.rate > 0 ? lagMilliseconds * this.rate : 0);
    for (const [number, message] of this.messages) {
      this.drawMessage(context, style, message, shown);
      if (this.isOver(message, shown)) this.end(number, message);
    }
    this.drawCrosses(context, style);
    return (this.rate > 0 && this.messages.size > 0) || this.crosses.length > 0;
  }

  isOver(message, shown) {
    const minimum = this.still.matches ? 700 : 0;
    return this.rate > 0 && shown >= message.arrivesAt && performance.now() - message.seenAt >= minimum;
  }

  end(number, message) {
    this.messages.delete(number);
    if (message.isLost && message.look !== backgroundLook) {
      const at = pointOn(this.path(message), message.arrivesAt > message.sentAt ? 0.62 : 0.5);
      this.crosses.push({ at, until: performance.now() + crossMilliseconds });
    }
  }

  drawMessage(context, style, message, shown) {
    const isBackground = message.look === backgroundLook;
    if (shown < message.sentAt || (isBackground && this.hidesBackground)) return;
    const path = this.path(message);
    const colour = style.getPropertyValue(`--look-${message.look}`);
    const part = clamp((shown - message.sentAt) / Math.max(1, message.arrivesAt - message.sentAt));
    context.strokeStyle = colour;
    context.fillStyle = colour;
    if (isBackground) {
      speck(context, pointOn(path, this.still.matches ? 0.5 : part));
      return;
    }
    if (this.still.matches) {
      arrow(context, path);
      return;
    }
    const reach = message.isLost ? part * 0.62 : part;
    trail(context, path, reach);
    shape(context, message.look, pointOn(path, reach), style.getPropertyValue('--motion-edge'));
  }

  drawCrosses(context, style) {
    this.crosses = this.crosses.filter(cross => cross.until > performance.now());
    context.strokeStyle = style.getPropertyValue('--look-lost');
    context.lineWidth = 5;
    for (const { at: [x, y] } of this.crosses) {
      context.beginPath();
      context.moveTo(x - 11, y - 11);
      context.lineTo(x + 11, y + 11);
      context.moveTo(x + 11, y - 11);
      context.lineTo(x - 11, y + 11);
      context.stroke();
    }
  }

  // A slight bend to the right of the way, so that there and back do not lie on each other.
  path(message) {
    const [fromX, fromY] = this.places[message.sender];
    const [toX, toY] = this.places[message.receiver];
    const length = Math.hypot(toX - fromX, toY - fromY) || 1;
    const [stepX, stepY] = [(toX - fromX) / length, (toY - fromY) / length];
    const gap = 60;
    return {
      from: [fromX + stepX * gap, fromY + stepY * gap],
      to: [toX - stepX * gap, toY - stepY * gap],
      bend: [(fromX + toX) / 2 - stepY * 26, (fromY + toY) / 2 + stepX * 26],
    };
  }

  fit() {
    const pixels = Math.round(this.canvas.clientWidth * devicePixelRatio);
    if (this.canvas.width !== pixels || this.canvas.height !== pixels) {
      this.canvas.width = pixels;
      this.canvas.height = pixels;
    }
    return pixels / this.size;
  }

  stop() {
    this.observer.disconnect();
    if (this.request) cancelAnimationFrame(this.request);
  }
}

function clamp(part) {
  return Math.max(0, Math.min(1, part));
}

function pointOn({ from, bend, to }, part) {
  const rest = 1 - part;
  return [0, 1].map(axis => rest * rest * from[axis] + 2 * rest * part * bend[axis] + part * part * to[axis]);
}

function trail(context, path, reach) {
  context.globalAlpha = 0.45;
  context.lineWidth = 3;
  context.beginPath();
  context.moveTo(...path.from);
  for (let step = 1; step <= 12; step++) context.lineTo(...pointOn(path, reach * step / 12));
  context.stroke();
  context.globalAlpha = 1;
}

// Background is there, but does not ask for attention.
function speck(context, [x, y]) {
  context.globalAlpha = 0.4;
  context.beginPath();
  context.arc(x, y, 2.5, 0, Math.PI * 2);
  context.fill();
  context.globalAlpha = 1;
}

function arrow(context, path) {
  trail(context, path, 1);
  const [endX, endY] = path.to;
  const [backX, backY] = pointOn(path, 0.9);
  const angle = Math.atan2(endY - backY, endX - backX);
  context.beginPath();
  context.moveTo(endX, endY);
  context.lineTo(endX - 18 * Math.cos(angle - 0.4), endY - 18 * Math.sin(angle - 0.4));
  context.lineTo(endX - 18 * Math.cos(angle + 0.4), endY - 18 * Math.sin(angle + 0.4));
  context.closePath();
  context.fill();
}

// The shapes of the legend: request, copy, has it, question, answer, repair, ping, handoff, range.
function shape(context, look, [x, y], edge) {
  const s = shapeSize;
  context.lineWidth = 2;
  context.beginPath();
  if (look === 0) polygon(context, [[x, y - s], [x + s, y], [x, y + s], [x - s, y]]);
  else if (look === 1) context.rect(x - s * 0.8, y - s * 0.8, s * 1.6, s * 1.6);
  else if (look === 3) polygon(context, [[x - s * 0.8, y - s], [x + s, y], [x - s * 0.8, y + s]]);
  else if (look === 5) polygon(context, [[x, y - s], [x + s, y + s * 0.8], [x - s, y + s * 0.8]]);
  else if (look === 7) polygon(context, [[x - s, y - s * 0.7], [x + s, y - s * 0.7], [x + s, y + s * 0.7], [x - s, y + s * 0.7], [x - s, y - s * 0.7], [x, y + s * 0.2], [x + s, y - s * 0.7]]);
  else if (look === 8) polygon(context, [[x - s * 0.6, y - s], [x + s * 0.6, y - s], [x + s, y], [x + s * 0.6, y + s], [x - s * 0.6, y + s], [x - s, y]]);
  else context.arc(x, y, look === 6 ? 4 : s * 0.75, 0, Math.PI * 2);
  if (look === 2 || look === 3) {
    context.save();
    context.fillStyle = edge;
    context.fill();
    context.restore();
    context.lineWidth = 4;
    context.stroke();
  } else {
    context.fill();
    context.strokeStyle = edge;
    context.stroke();
  }
}

function polygon(context, corners) {
  corners.forEach(([x, y], index) => index === 0 ? context.moveTo(x, y) : context.lineTo(x, y));
  context.closePath();
}
