// Everything that is no chart over time: figures, the bar of parts, latencies, guards and events.

const $ = id => document.getElementById(id);
const MAX_EVENTS = 200;
const PARTS = ['Prior', 'Memory', 'Observer', 'Feedback'];

const or = (value, digits, factor = 1) =>
  value === null || value === undefined || !Number.isFinite(value) ? '–' : (factor * value).toFixed(digits);

/** Two or three digits that mean something. */
const brief = value => or(value, value === null ? 0 : Math.abs(value) < 1 ? 2 : Math.abs(value) < 20 ? 1 : 0);

export class Side {
  /** @param seek goes to a time of a recording, s */
  constructor(hello, theme, seek) {
    this.hello = hello;
    this.theme = theme;
    this.seek = seek;
    this.trips = hello.guards.map(() => 0);
    this.trippedAt = hello.guards.map(() => -Infinity);
    this.frames = 0;
    this.skipped = 0;
    $('arm').textContent = hello.arm;
    const {recording} = hello;
    $('borne-title').textContent = recording ? recording.file : 'Borne of what the prior leaves';
    $('borne-unit').textContent = recording ? '' : '%';
    if (recording) {
      // What the prior leaves is not recorded; in its place stands what is seen.
      $('borne').textContent = clock(recording.seconds);
      $('borne-parts').textContent = new Date(recording.startMillis).toLocaleString('en-GB');
    }
    $('guards').replaceChildren(...hello.guards.map(name => {
      const item = document.createElement('li');
      const count = document.createElement('b');
      count.textContent = '0';
      item.append(name.replaceAll('_', ' ').replaceAll('-', ' '), count);
      return item;
    }));
    $('events').replaceChildren();
    $('bar').replaceChildren(...PARTS.map(part => {
      const span = document.createElement('span');
      span.className = 'part-' + part.toLowerCase();
      span.append(document.createElement('i'), document.createElement('b'));
      return span;
    }));
    $('latency-note').textContent = hello.inRealTime
      ? 'ticks by µs from state to command' + (recording ? ', all of the recording' : '')
      : 'this run’s clock is virtual: no measure of real time';
  }

  /** Somewhere else in time: guards have tripped as often as they had there. */
  forget() {
    this.trippedAt.fill(-Infinity);
    this.trips.fill(Infinity);
    this.frames = 0;
  }

  show(frame, history) {
    this.skipped += this.frames > 0 ? Math.max(0, frame.number - this.frames - 1) : 0;
    this.frames = frame.number;
    const phase = $('phase');
    phase.textContent = frame.phase;
    phase.dataset.phase = frame.phase;
    phase.title = frame.fault;
    const motion = frame.motion ? frame.motion + (frame.round > 0 ? ', round ' + frame.round : '') : '';
    $('motion').textContent = [motion, clock(frame.t), frame.fault].filter(Boolean).join(' · ');
    this.figures(frame);
    this.parts(history);
    this.guards(frame);
    this.latency(frame.latency);
    const {hello} = this;
    $('footer').textContent = ['Statewise ' + hello.version, 'arm ' + hello.link, 'prior ' + hello.prior,
      'memory ' + hello.memory + (hello.loss ? ' (' + hello.loss + ')' : ''), 'observer ' + hello.observer,
      (1 / hello.periodSeconds).toFixed(0) + ' Hz', 'tick ' + frame.tick.toLocaleString('en'),
      hello.recording ? 'recorded' : this.skipped + ' frames left out'].join('  ·  ');
  }

  figures(frame) {
    const {figures, latency} = frame;
    $('tracking').textContent = brief(figures.trackingRmseMrad);
    $('prediction-error').textContent = brief(figures.predictionMseNm2 === null ? null : Math.sqrt(figures.predictionMseNm2));
    if (!this.hello.recording) {
      $('borne').textContent = or(sum(figures.memoryShare, figures.observerShare), 0, 100);
      $('borne-parts').textContent = 'memory ' + or(figures.memoryShare, 0, 100) + ', observer '
        + or(figures.observerShare, 0, 100);
    }
    const state = frame.withdrawn ? 'withdrawn' : {on: 'learning', freeze: 'frozen', off: 'off'}[frame.adaptation];
    $('supervisor').textContent = state === 'learning' && frame.phase !== 'running' ? 'waits' : state;
    $('supervisor-why').textContent = frame.intervention || 'no intervention';
    $('supervisor-why').title = frame.intervention;
    $('latency-p99').textContent = this.hello.inRealTime ? brief(latency.p99Micros) : '–';
    $('latency-more').textContent = this.hello.inRealTime
      ? 'median ' + brief(latency.p50Micros) + ', longest ' + brief(latency.maxMicros) : 'virtual clock';
    this.adaptation = frame.adaptation;
  }

  parts(history) {
    const shares = PARTS.map(part => history.last('share' + part) || 0);
    $('learned').textContent = (shares[1] + shares[2]).toFixed(0);
    const bar = $('bar');
    shares.forEach((share, k) => {
      const span = bar.children[k];
      span.style.flexGrow = share.toFixed(1);
      span.style.flexBasis = '0';
      span.children[1].textContent = share < 9 ? '' : PARTS[k].toLowerCase() + ' ' + share.toFixed(0);
    });
    bar.setAttribute('aria-label', PARTS.map((part, k) => part + ' ' + shares[k].toFixed(0) + ' percent').join(', '));
  }

  guards(frame) {
    [...$('guards').children].forEach((item, k) => {
      if (frame.trips[k] > this.trips[k]) {
        this.trippedAt[k] = frame.t;
      }
      this.trips[k] = frame.trips[k];
      item.lastChild.textContent = frame.trips[k].toLocaleString('en');
      item.classList.toggle('tripped', frame.trips[k] > 0);
      item.classList.toggle('now', frame.t - this.trippedAt[k] < 1);
    });
  }

  events(events) {
    const list = $('events');
    for (const event of events) {
      const item = document.createElement('li');
      item.className = event.severity;
      const time = document.createElement('time');
      const {recording} = this.hello;
      time.textContent = recording
        ? clock((event.atMillis - recording.startMillis) / 1000) : new Date(event.atMillis).toLocaleTimeString('en-GB');
      time.title = event.tick < 0 ? '' : 'tick ' + event.tick;
      const kind = document.createElement('span');
      kind.className = 'kind';
      kind.textContent = event.kind;
      const words = document.createElement(recording ? 'button' : 'span');
      words.className = 'text';
      words.textContent = event.text;
      item.append(time, kind, words);
      if (recording) {
        // The button's as well, by mouse and by key.
        item.addEventListener('click', () => this.seek((event.atMillis - recording.startMillis) / 1000));
      }
      list.prepend(item);
    }
    while (list.children.length > MAX_EVENTS) {
      list.lastChild.remove();
    }
  }

  /** Bars of a quarter octave over a logarithmic axis, with the median and what 99 of 100 do not pass. */
  latency(latency) {
    const canvas = $('latency');
    const context = canvas.getContext('2d');
    const ratio = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const {counts} = latency;
    if (!this.hello.inRealTime || !counts.some(count => count > 0)) {
      return;
    }
    const first = Math.max(0, counts.findIndex(count => count > 0) - 2);
    const last = Math.min(counts.length, counts.findLastIndex(count => count > 0) + 3);
    const x = k => 8 + (k - first) / (last - first) * (width - 16);
    const bottom = height - 18;
    const highest = Math.log1p(Math.max(...counts));
    context.fillStyle = this.theme.colours.memory;
    for (let k = first; k < last; k++) {
      const bar = counts[k] === 0 ? 0 : Math.max(1.5, Math.log1p(counts[k]) / highest * (bottom - 22));
      context.fillRect(x(k) + 0.5, bottom - bar, Math.max(1, x(k + 1) - x(k) - 1), bar);
    }
    context.strokeStyle = this.theme.colours.line;
    context.beginPath();
    context.moveTo(8, bottom + 0.5);
    context.lineTo(width - 8, bottom + 0.5);
    context.stroke();
    context.font = '11px "Inter", "Segoe UI", system-ui, "DejaVu Sans", sans-serif';
    context.fillStyle = this.theme.colours.muted;
    context.textAlign = 'center';
    let labelled = -40;
    for (let k = Math.ceil(first / 4) * 4; k < last; k += 4) {
      if (x(k) - labelled >= 46 && x(k) < width - 20) {
        labelled = x(k);
        context.fillText(2 ** (k / 4), x(k), height - 4);
      }
    }
    context.fillStyle = context.strokeStyle = this.theme.colours.text;
    for (const [name, micros, line] of [['median', latency.p50Micros, 0], ['99 %', latency.p99Micros, 11]]) {
      const at = x(4 * Math.log2(micros));
      context.globalAlpha = 0.6;
      context.beginPath();
      context.moveTo(at, 12 + line);
      context.lineTo(at, bottom);
      context.stroke();
      context.globalAlpha = 1;
      context.textAlign = at > width - 60 ? 'right' : 'left';
      context.fillText(name, at + (at > width - 60 ? -4 : 4), 11 + line);
    }
    context.textAlign = 'right';
    context.fillStyle = this.theme.colours.muted;
    context.fillText('count, log', width - 8, 11);
  }
}

function sum(a, b) {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}

export function clock(seconds) {
  const s = Math.floor(seconds);
  const two = value => String(value).padStart(2, '0');
  return (s >= 3600 ? Math.floor(s / 3600) + ':' : '') + two(Math.floor(s / 60) % 60) + ':' + two(s % 60);
}

