// A chart of one column over another: a dot for each frame of the last minute, the older the fainter.
import {blank, niceStep, text, writeNames} from './chart.js';

const SECONDS = 60;
const MAX_DOTS = 400;
const MIN_SPAN = 0.02;
/** Values further apart than by this factor stand on a logarithmic axis. */
const WIDE = 20;
const RAISED = {'-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹'};

export class ScatterChart {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
  }

  /**
   * Draws.
   *
   * @param view to: where the minute ends, s
   * @param clouds {name, x, y, colour}, x and y of the history's columns
   * @param unit of x
   */
  draw(history, view, theme, {clouds, unit}) {
    const box = blank(this.canvas, this.context);
    if (!box) {
      return;
    }
    const first = Math.max(history.oldest(), history.indexAt(view.to - SECONDS));
    const last = Math.min(history.count, history.indexAt(view.to) + 1);
    const stride = Math.max(1, Math.ceil((last - first) / MAX_DOTS));
    const frames = [];
    // Always the same frames, so that dots do not flicker.
    for (let i = Math.ceil(first / stride) * stride; i < last; i += stride) {
      frames.push(i);
    }
    const seen = clouds.map(cloud => ({...cloud, dots: frames
      .map(i => ({t: history.time(i), x: history.value(cloud.x, i), y: history.value(cloud.y, i)}))
      .filter(dot => Number.isFinite(dot.x) && Number.isFinite(dot.y))}));
    const all = seen.flatMap(cloud => cloud.dots);
    const reach = Math.max(MIN_SPAN / 2, ...all.map(dot => Math.abs(dot.x)));
    const across = x => (box.left + box.right) / 2 + x / reach * (box.right - box.left - 6) / 2;
    const up = this.vertical(box, theme, all.map(dot => dot.y));
    this.horizontal(box, theme, reach, across, unit);
    const labels = [];
    for (const cloud of seen.filter(each => each.dots.length > 0)) {
      this.dots(cloud, view.to, across, up);
      labels.push({text: cloud.name, colour: cloud.colour, y: up(cloud.dots[cloud.dots.length - 1].y)});
    }
    writeNames(this.context, box, theme, labels);
  }

  dots({dots, colour}, now, across, up) {
    const {context} = this;
    context.fillStyle = colour;
    for (const dot of dots) {
      context.globalAlpha = Math.max(0.12, 1 - (now - dot.t) / SECONDS);
      context.fillRect(across(dot.x) - 1.25, up(dot.y) - 1.25, 2.5, 2.5);
    }
    context.globalAlpha = 1;
  }

  /** The axis at the left; gives the height of a value. */
  vertical(box, theme, values) {
    let low = Math.min(...values);
    let high = Math.max(...values);
    if (low > high) {
      [low, high] = [0, 1];
    }
    if (low > 0 && high / low > WIDE) {
      return this.decades(box, theme, Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)));
    }
    const missing = Math.max(0.05, 0.02 * Math.abs(high)) - (high - low);
    if (missing > 0) {
      [low, high] = [low - missing / 2, high + missing / 2];
    }
    const step = niceStep(high - low, 4);
    [low, high] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
    const up = value => box.bottom - (value - low) / (high - low) * (box.bottom - box.top);
    for (let v = low; v <= high + step * 1e-6; v += step) {
      this.level(box, theme, up(v), text(Math.abs(v) < step * 1e-6 ? 0 : v, step));
    }
    return up;
  }

  decades(box, theme, from, to) {
    const up = value => box.bottom - (Math.log10(value) - from) / (to - from) * (box.bottom - box.top);
    const every = Math.ceil((to - from) / 5);
    for (let power = from; power <= to; power += every) {
      this.level(box, theme, up(10 ** power), '10' + [...String(power)].map(sign => RAISED[sign]).join(''));
    }
    return up;
  }

  level(box, theme, y, label) {
    const {context} = this;
    context.strokeStyle = theme.colours.grid;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(box.left, Math.round(y) + 0.5);
    context.lineTo(box.right, Math.round(y) + 0.5);
    context.stroke();
    context.fillStyle = theme.colours.muted;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.fillText(label, box.left - 7, y);
  }

  horizontal(box, theme, reach, across, unit) {
    const {context} = this;
    const step = niceStep(2 * reach, Math.max(4, (box.right - box.left) / 60));
    context.textBaseline = 'alphabetic';
    context.textAlign = 'center';
    for (let v = -Math.floor(reach / step) * step; v <= reach; v += step) {
      const zero = Math.abs(v) < step * 1e-6;
      context.strokeStyle = zero ? theme.colours.line : theme.colours.grid;
      context.beginPath();
      context.moveTo(Math.round(across(v)) + 0.5, box.top);
      context.lineTo(Math.round(across(v)) + 0.5, box.bottom);
      context.stroke();
      context.fillStyle = theme.colours.muted;
      context.fillText(zero ? '0 ' + unit : text(v, step), across(v), box.bottom + 14);
    }
  }
}
