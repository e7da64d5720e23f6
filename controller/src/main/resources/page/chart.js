// A chart over time on a canvas: lines or stacked areas, a name beside each at its newest value, and at the cursor
// the values there.
const LEFT = 46;
const RIGHT = 70;
const TOP = 8;
const BOTTOM = 18;
const MAX_POINTS = 500;
const LABEL_HEIGHT = 12;
const FONT = '11px "Inter", "Segoe UI", system-ui, "DejaVu Sans", sans-serif';

/** A number with as many decimals as `step` needs, and a true minus. */
export function text(value, step) {
  const decimals = Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)));
  const plain = value.toFixed(decimals).replace(/^-(?=.*[1-9])/, '−').replace(/^-/, '');
  return Math.abs(value) < 1e4 ? plain : plain.replace(/\B(?=(\d{3})+$)/g, '\u2009');
}

/** A step of 1, 2 or 5 times a power of ten, of which about `count` make `span`. */
export function niceStep(span, count) {
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].find(factor => factor * power >= raw * 0.999) * power;
}

/** Clears a canvas, sharp on any screen; gives the place of the axes, or nothing while it is not seen. */
export function blank(canvas, context) {
  const ratio = devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (width === 0) {
    return null;
  }
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.font = FONT;
  return {left: LEFT, right: width - RIGHT, top: TOP, bottom: height - BOTTOM};
}

/**
 * Names at the right, each at its value and moved just so far that none covers another.
 *
 * @param labels {text, y, colour}
 */
export function writeNames(context, box, theme, labels) {
  labels.sort((a, b) => a.y - b.y);
  let below = box.top + 3;
  for (const label of labels) {
    label.y = Math.max(label.y, below);
    below = label.y + LABEL_HEIGHT;
  }
  let above = box.bottom + 4;
  for (const label of labels.reverse()) {
    label.y = Math.min(label.y, above);
    above = label.y - LABEL_HEIGHT;
  }
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const label of labels) {
    context.fillStyle = label.colour;
    context.fillRect(box.right + 4, label.y - 1, 5, 2);
    context.fillStyle = theme.colours.text;
    context.fillText(label.text, box.right + 12, label.y);
  }
}

export class TimeChart {
  /** @param minSpan the least that the axis shows, so that noise of nothing does not fill it */
  constructor(canvas, minSpan) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    this.minSpan = minSpan;
  }

  /**
   * Draws.
   *
   * @param view from, to: seconds; cursor: seconds or null
   * @param lines {name, column, colour, dash, faint}, of the history's columns
   * @param stack the same, piled up from zero, those below it downwards
   * @param range fixed [low, high], or nothing
   */
  draw(history, view, theme, {lines = [], stack = [], range}) {
    const {canvas, context} = this;
    const box = blank(canvas, context);
    if (!box) {
      return;
    }
    const first = Math.max(history.oldest(), history.indexAt(view.from) - 1);
    const last = Math.min(history.count, history.indexAt(view.to) + 1);
    const piles = this.pile(history, stack, first, last);
    const [low, high] = range ?? this.bounds(history, lines, piles, first, last);
    const x = t => box.left + (t - view.from) / (view.to - view.from) * (box.right - box.left);
    const y = v => box.bottom - (v - low) / (high - low) * (box.bottom - box.top);
    this.axes(box, view, theme, low, high, x, y);
    context.save();
    context.beginPath();
    context.rect(box.left, box.top - 1, box.right - box.left, box.bottom - box.top + 2);
    context.clip();
    piles.forEach(pile => this.area(history, pile, x, y));
    lines.forEach(line => this.line(history, line, first, last, x, y));
    if (view.cursor !== null) {
      context.strokeStyle = theme.colours.muted;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(x(view.cursor), box.top);
      context.lineTo(x(view.cursor), box.bottom);
      context.stroke();
    }
    context.restore();
    this.labels(history, view, theme, {lines, stack, piles, last}, box, y, (high - low) / 200);
  }

  /** Every so many frames one is drawn, always the same ones, so that lines do not flicker. */
  static stride(first, last) {
    return Math.max(1, Math.ceil((last - first) / MAX_POINTS));
  }

  pile(history, stack, first, last) {
    const stride = TimeChart.stride(first, last);
    const start = Math.ceil(first / stride) * stride;
    const n = Math.max(0, Math.ceil((last - start) / stride));
    const up = new Float64Array(n);
    const down = new Float64Array(n);
    return stack.map(part => {
      const from = new Float64Array(n);
      const to = new Float64Array(n);
      for (let k = 0; k < n; k++) {
        const value = history.value(part.column, start + k * stride) || 0;
        const side = value >= 0 ? up : down;
        from[k] = side[k];
        side[k] += value;
        to[k] = side[k];
      }
      return {part, from, to, start, stride};
    });
  }

  bounds(history, lines, piles, first, last) {
    let low = Infinity;
    let high = -Infinity;
    const see = value => {
      if (Number.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    };
    const stride = TimeChart.stride(first, last);
    for (const line of lines) {
      for (let i = Math.ceil(first / stride) * stride; i < last; i += stride) {
        see(history.value(line.column, i));
      }
    }
    for (const pile of piles) {
      pile.to.forEach(see);
      see(0);
    }
    if (low > high) {
      [low, high] = [0, 0];
    }
    const missing = this.minSpan - (high - low);
    if (missing > 0) {
      low -= missing / 2;
      high += missing / 2;
    }
    const step = niceStep(high - low, 4);
    return [Math.floor(low / step + 0.05) * step, Math.ceil(high / step - 0.05) * step];
  }

  axes(box, view, theme, low, high, x, y) {
    const {context} = this;
    const step = niceStep(high - low, 4);
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    context.lineWidth = 1;
    for (let v = Math.ceil(low / step - 1e-6) * step; v <= high + step * 1e-6; v += step) {
      const zero = Math.abs(v) < step * 1e-6;
      context.strokeStyle = zero ? theme.colours.line : theme.colours.grid;
      context.beginPath();
      context.moveTo(box.left, Math.round(y(v)) + 0.5);
      context.lineTo(box.right, Math.round(y(v)) + 0.5);
      context.stroke();
      context.fillStyle = theme.colours.muted;
      context.fillText(text(zero ? 0 : v, step), box.left - 7, y(v));
    }
    context.textBaseline = 'alphabetic';
    const seconds = niceStep(view.to - view.from, Math.max(2, (box.right - box.left) / 70));
    for (let s = 0; s < view.to - view.from - seconds * 0.2; s += seconds) {
      const at = x(view.to - s);
      context.textAlign = s === 0 ? 'right' : 'center';
      const label = s === 0 && view.live ? 'now' : text(view.to - s, seconds) + ' s';
      context.fillText(label, at, box.bottom + 14);
    }
  }

  line(history, {column, colour, dash, faint}, first, last, x, y) {
    const {context} = this;
    context.strokeStyle = colour;
    context.lineWidth = faint ? 1 : 1.6;
    context.globalAlpha = faint ? 0.75 : 1;
    context.setLineDash(dash ?? []);
    context.lineJoin = 'round';
    context.beginPath();
    const stride = TimeChart.stride(first, last);
    let open = false;
    for (let i = Math.ceil(first / stride) * stride; i < last; i += stride) {
      const value = history.value(column, i);
      if (!Number.isFinite(value)) {
        open = false;
      } else if (open) {
        context.lineTo(x(history.time(i)), y(value));
      } else {
        context.moveTo(x(history.time(i)), y(value));
        open = true;
      }
    }
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  area(history, {part, from, to, start, stride}, x, y) {
    const {context} = this;
    const n = to.length;
    if (n < 2) {
      return;
    }
    context.fillStyle = part.colour;
    context.globalAlpha = 0.85;
    context.beginPath();
    for (let k = 0; k < n; k++) {
      context.lineTo(x(history.time(start + k * stride)), y(to[k]));
    }
    for (let k = n - 1; k >= 0; k--) {
      context.lineTo(x(history.time(start + k * stride)), y(from[k]));
    }
    context.closePath();
    context.fill();
    context.globalAlpha = 1;
  }

  /** What each line and part is called, and at the cursor its value there. */
  labels(history, view, theme, {lines, stack, piles, last}, box, y, step) {
    const at = view.cursor === null ? last - 1 : Math.min(last - 1, history.indexAt(view.cursor));
    if (at < history.oldest() || at < 0) {
      return;
    }
    const labels = [];
    const label = (name, value, height, colour) => labels.push({y: height, colour,
      text: view.cursor === null ? name : name.slice(0, 3) + ' ' + text(value, step)});
    for (const line of lines.filter(candidate => candidate.name)) {
      const value = history.value(line.column, at);
      if (Number.isFinite(value)) {
        label(line.name, value, y(value), line.colour);
      }
    }
    piles.forEach((pile, k) => {
      const i = Math.min(pile.to.length - 1, Math.max(0, Math.round((at - pile.start) / pile.stride)));
      if (i >= 0 && pile.to.length > 0) {
        label(stack[k].name, history.value(stack[k].column, at), y((pile.from[i] + pile.to[i]) / 2), stack[k].colour);
      }
    });
    writeNames(this.context, box, theme, labels);
  }

  /** The time below a place on the canvas. */
  timeAt(clientX, view) {
    const bounds = this.canvas.getBoundingClientRect();
    const part = (clientX - bounds.left - LEFT) / (bounds.width - LEFT - RIGHT);
    return part < 0 || part > 1 ? null : view.from + part * (view.to - view.from);
  }
}
