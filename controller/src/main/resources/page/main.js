// Connects, keeps what comes, and draws it when the browser has time.
import {ArmView} from './arm.js';
import {Commands, Tools, notice} from './controls.js';
import {History} from './history.js';
import {Panels} from './panels.js';
import {Player} from './player.js';
import {Side} from './side.js';
import {Theme} from './theme.js';

const $ = id => document.getElementById(id);
const RECONNECT_MILLIS = 2000;
const SPANS = [5, 10, 30, 60, 180, 600];

/** Which part of the history is seen, of which joints. */
const view = {
  names: [], shown: [], focus: 1, live: true, from: 0, to: 30, seconds: 30, cursor: null,

  follow(history) {
    if (this.live) {
      this.to = history.lastTime();
    }
    // A history that is shorter than the window fills it, but for what would be a few dots only.
    this.from = Math.max(this.to - this.seconds, Math.min(history.firstTime(), this.to - SPANS[0]));
  },
  span(seconds) {
    this.seconds = seconds;
    dirty = true;
  },
  zoom(direction) {
    const at = SPANS.indexOf(this.seconds) + direction;
    this.span(SPANS[Math.max(0, Math.min(SPANS.length - 1, at))]);
    $('window').value = String(this.seconds);
  },
  pause() {
    this.live = !this.live;
    dirty = true;
  },
  shift(part) {
    if (!this.live && history) {
      this.to = Math.min(history.lastTime(), Math.max(history.firstTime() + this.seconds / 2, this.to + part * this.seconds));
      dirty = true;
    }
  },
};

let dirty = true;
let socket = null;
let history = null;
let panels = null;
let side = null;
let arm = null;
let latest = null;
let greeted = '';
let player = null;
let ended = false;

const changed = () => { dirty = true; };
const theme = new Theme();
const commands = new Commands(message => {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify(message));
  } else {
    notice('There is no connection to the run.', 'refused');
  }
});
const tools = new Tools(view, theme, changed);
const ask = message => {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify(message));
  }
};

function connect() {
  socket = new WebSocket('ws://' + location.host + '/live');
  socket.addEventListener('message', event => take(JSON.parse(event.data)));
  socket.addEventListener('close', event => {
    // Remembered while it knocks in vain for the next one.
    ended ||= event.code === 1000 && event.reason !== '';
    const words = ended ? 'The run has ended.' : 'There is no run to be seen here.';
    notice(player ? 'The program that showed this recording has ended.'
      : words + ' This page goes on when the next one begins.', 'refused', true);
    if (latest && !player) {
      commands.show(latest, false);
    }
    setTimeout(connect, RECONNECT_MILLIS);
  });
}

function take(message) {
  switch (message.type) {
    case 'hello': greet(message); break;
    case 'frame': frame(message); break;
    case 'events': side.events(message.events); player?.events(message.events); break;
    case 'history': past(message.frames); break;
    case 'player': player?.state(message); break;
    case 'reply': commands.replied(message); break;
  }
}

/** A run says what it is about; everything is made anew. */
function greet(hello) {
  ended = false;
  notice('', 'accepted');
  document.title = (hello.recording ? hello.recording.file : hello.arm) + ' · Statewise';
  view.names = hello.joints.map(joint => joint.name);
  view.focus = Math.min(1, view.names.length - 1);
  history = new History(view.names.length);
  player?.end();
  player = hello.recording ? new Player(hello.recording, view, theme, ask) : null;
  tools.recorded(player);
  side = new Side(hello, theme, seconds => player?.seek(seconds));
  const kind = JSON.stringify(hello);
  if (kind !== greeted) {
    greeted = kind;
    view.shown = view.names.map((_, j) => j);
    document.querySelectorAll('.chart').forEach(chart => chart.remove());
    panels = new Panels($('charts'), view, Boolean(hello.recording), changed);
    tools.joints(j => { panels.focus(j); changed(); });
    show3d(hello);
  }
  if (!view.live) {
    tools.pause();
  }
  player?.begin();
}

/** Somewhere else in a recording: what was before that time is drawn anew. */
function past(frames) {
  history = new History(view.names.length);
  side.forget();
  arm?.forget();
  for (const each of frames) {
    history.add(each);
    arm?.show(each);
  }
  if (frames.length > 0) {
    latest = frames[frames.length - 1];
    side.show(latest, history);
    player?.at(latest.t);
  }
  dirty = true;
}

function show3d(hello) {
  if (hello.chain.length === 0) {
    $('pose-note').textContent = 'not known for this arm';
    return;
  }
  try {
    // A canvas keeps what it was first used for: another arm gets another one.
    if (arm) {
      location.reload();
      return;
    }
    arm = new ArmView($('pose'), hello.chain, theme);
    $('pose-note').textContent = 'measured; desired as a ghost';
  } catch {
    $('pose-note').textContent = 'this browser has no WebGL; the charts go on without it';
  }
}

function frame(message) {
  latest = message;
  history.add(message);
  if (player) {
    player.at(message.t);
  } else {
    commands.show(message, true);
  }
  if (view.live) {
    arm?.show(message);
    side.show(message, history);
    dirty = true;
  }
}

function draw(now) {
  if (history && dirty) {
    dirty = false;
    view.follow(history);
    panels.draw(history, theme);
    player?.draw();
  }
  arm?.draw(now);
  requestAnimationFrame(draw);
}

document.querySelector('.skip').addEventListener('click', event => {
  // Another part of the address would load the page anew.
  event.preventDefault();
  $('charts').focus();
});
document.querySelectorAll('.ghost button').forEach(button => button.addEventListener('click', () => {
  document.querySelector('.skip').addEventListener('click', event => {
  // Another part of the address would load the page anew.
  event.preventDefault();
  $('charts').focus();
});
document.querySelectorAll('.ghost button').forEach(other => other.setAttribute('aria-pressed', other === button));
  if (arm) {
    arm.deviation = Number(button.dataset.scale);
    if (latest) {
      arm.show(latest);
    }
  }
}));
// While a recording stands still no frame comes that would draw these.
const redraw = () => {
  changed();
  if (latest) {
    side.latency(latest.latency);
  }
};
addEventListener('resize', redraw);
theme.listeners.push(redraw);
connect();
requestAnimationFrame(draw);
