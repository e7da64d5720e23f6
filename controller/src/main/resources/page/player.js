// The time line of a recording: what it looked like from afar, where it is now, and how fast it goes.
import {clock} from './side.js';

const $ = id => document.getElementById(id);

export class Player {
  /**
   * @param recording file, seconds, startMillis and errorMrad of the whole of it
   * @param ask sends a message to the program that plays it
   */
  constructor(recording, view, theme, ask) {
    this.recording = recording;
    this.view = view;
    this.theme = theme;
    this.ask = ask;
    this.playing = false;
    this.now = 0;
    this.held = false;
    this.marks = [];
    const slider = $('seek');
    slider.max = String(recording.seconds);
    slider.step = String(Math.max(0.01, recording.seconds / 5000));
    this.aborter = new AbortController();
    const on = (id, type, action) => $(id).addEventListener(type, action, {signal: this.aborter.signal});
    on('play', 'click', () => this.toggle());
    on('speed', 'change', () => { if (this.playing) { this.play(); } });
    on('seek', 'input', () => { this.held = true; this.seek(Number(slider.value)); });
    on('seek', 'change', () => { this.held = false; });
    on('seek', 'keydown', event => this.key(event));
    on('window', 'change', () => this.seek(this.now));
    $('track-note').textContent = ['tracking error, rms', 'marks: warnings and errors', recording.note]
      .filter(Boolean).join(' · ');
    $('timeline').hidden = false;
  }

  end() {
    this.aborter.abort();
    $('timeline').hidden = true;
  }

  /** At the time that the address names, standing still; otherwise from the beginning on. */
  begin() {
    const asked = Number(new URLSearchParams(location.hash.slice(1)).get('t'));
    this.seek(Number.isFinite(asked) ? asked : 0);
    if (!location.hash) {
      this.play();
    }
  }

  play() {
    if (this.now >= this.recording.seconds - 1e-3) {
      this.seek(0);
    }
    this.ask({verb: 'play', speed: Number($('speed').value)});
  }

  toggle() {
    if (this.playing) {
      this.ask({verb: 'pause'});
    } else {
      this.play();
    }
  }

  /** On the time line; of its own accord it goes on by less than anybody sees. */
  key(event) {
    const seconds = {ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -30, PageUp: 30}[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || (seconds === undefined && event.key !== ' ')) {
      return;
    }
    event.preventDefault();
    if (seconds === undefined) {
      this.toggle();
    } else {
      this.skip(seconds);
    }
  }

  skip(seconds) {
    this.seek(this.now + seconds);
  }

  seek(seconds) {
    this.now = Math.max(0, Math.min(this.recording.seconds, seconds));
    this.ask({verb: 'seek', seconds: this.now, window: this.view.seconds});
    this.draw();
  }

  /** What the program says of it. */
  state(state) {
    this.playing = state.playing;
    $('play').textContent = state.playing ? 'Pause' : 'Play';
    $('play').setAttribute('aria-pressed', state.playing);
    if (state.failure) {
      $('track-note').textContent = state.failure;
    }
    if (!this.held) {
      this.now = state.seconds;
    }
    this.draw();
  }

  /** A frame of this time came. */
  at(seconds) {
    if (!this.held) {
      this.now = seconds;
    }
  }

  events(events) {
    this.marks = events.filter(event => event.severity !== 'info')
      .map(event => ({at: (event.atMillis - this.recording.startMillis) / 1000, error: event.severity === 'error'}));
    this.draw();
  }

  draw() {
    const {seconds, errorMrad} = this.recording;
    const slider = $('seek');
    if (!this.held) {
      slider.value = String(this.now);
    }
    slider.setAttribute('aria-valuetext', clock(this.now) + ' of ' + clock(seconds));
    $('clock').textContent = clock(this.now) + '.' + Math.floor(this.now * 10) % 10 + ' / ' + clock(seconds);
    const canvas = $('track');
    const context = canvas.getContext('2d');
    const ratio = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const x = at => 1 + at / Math.max(seconds, 1e-9) * (width - 2);
    this.error(context, errorMrad, x, height);
    this.ticks(context, seconds, x, width, height);
    const style = getComputedStyle(document.documentElement);
    for (const mark of this.marks) {
      context.fillStyle = style.getPropertyValue(mark.error ? '--error' : '--warn');
      context.fillRect(x(mark.at) - 1, 0, mark.error ? 3 : 2, mark.error ? height - 14 : 7);
    }
    context.fillStyle = this.theme.colours.accent;
    context.fillRect(x(this.now) - 1, 0, 2, height - 13);
    context.beginPath();
    context.arc(x(this.now), height - 13, 5.5, 0, 2 * Math.PI);
    context.fill();
  }

  /** As an area; what was played is stronger. A rare peak must not flatten the rest: heights are roots. */
  error(context, values, x, height) {
    const {colours} = this.theme;
    const bottom = height - 13;
    const highest = Math.sqrt(Math.max(1e-9, ...values));
    const {seconds} = this.recording;
    const at = k => x(k / values.length * seconds);
    context.fillStyle = colours.grid;
    context.fillRect(x(0), bottom - 1, x(seconds) - x(0), 2);
    for (const [from, to, alpha] of [[0, x(this.now), 0.75], [x(this.now), x(seconds), 0.28]]) {
      context.save();
      context.beginPath();
      context.rect(from, 0, Math.max(0, to - from), height);
      context.clip();
      context.globalAlpha = alpha;
      context.fillStyle = colours.memory;
      for (let k = 0; k < values.length; k++) {
        const size = Math.sqrt(values[k]) / highest * (bottom - 4);
        context.fillRect(at(k), bottom - size, Math.max(0.5, at(k + 1) - at(k) + 0.3), size);
      }
      context.restore();
    }
  }

  ticks(context, seconds, x, width, height) {
    const step = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 86400]
      .find(each => each / seconds * width >= 70) ?? 86400;
    context.font = '10px "Inter", "Segoe UI", system-ui, "DejaVu Sans", sans-serif';
    context.fillStyle = this.theme.colours.muted;
    for (let t = 0; t <= seconds; t += step) {
      context.textAlign = t === 0 ? 'left' : x(t) > width - 20 ? 'right' : 'center';
      context.fillText(clock(t), Math.min(width, x(t)), height - 1);
    }
  }
}
