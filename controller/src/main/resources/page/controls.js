// Buttons and keys: what is shown, and what the arm is told.
const $ = id => document.getElementById(id);

/** What the page commands, with the token that the run printed; answers come over the same socket. */
export class Commands {
  constructor(send) {
    this.send = send;
    const given = new URLSearchParams(location.hash.slice(1)).get('token');
    if (given) {
      sessionStorage.setItem('token', given);
      // The address may be seen or shared; the token need not.
      history.replaceState(null, '', location.pathname);
    }
    this.token = sessionStorage.getItem('token') ?? '';
    const command = (verb, fields = {}) => () => this.command(verb, fields);
    $('stop').addEventListener('click', command('stop'));
    $('hold').addEventListener('click', command('hold'));
    $('freeze').addEventListener('click', () => this.command('adaptation',
      {adaptation: {mode: this.adaptation === 'on' ? 'freeze' : 'on'}}));
    $('task').addEventListener('click', () => this.command('task', {task: {kind: $('task-kind').value}}));
    addEventListener('hashchange', () => location.reload());
  }

  command(verb, fields) {
    const id = 'page-' + Array.from(crypto.getRandomValues(new Uint8Array(9)), b => b.toString(16).padStart(2, '0')).join('');
    this.send({token: this.token, verb, command: {id, sentAtMillis: Date.now(), ...fields}});
  }

  /** What a frame says of what may be commanded now. */
  show(frame, connected) {
    const able = connected && this.token !== '' && !['stopped', 'fault'].includes(frame.phase);
    this.adaptation = frame.adaptation;
    for (const id of ['stop', 'hold', 'freeze', 'task', 'task-kind']) {
      $(id).disabled = !able;
      $(id).title = this.token ? '' : 'To command, open the address that the run printed at its start.';
    }
    $('freeze').textContent = frame.adaptation === 'on' ? 'Freeze learning' : 'Go on learning';
  }

  replied(reply) {
    notice(reply.verb + (reply.accepted ? ': ' : ' refused. ') + reply.reason, reply.accepted ? 'accepted' : 'refused');
  }
}

let clearing;

export function notice(words, kind, stays = false) {
  const place = $('notice');
  place.textContent = words;
  place.dataset.kind = kind;
  clearTimeout(clearing);
  if (!stays) {
    clearing = setTimeout(() => { place.textContent = ''; }, 6000);
  }
}

/** Joints, window, pause, theme, keys. */
export class Tools {
  constructor(view, theme, changed) {
    this.view = view;
    this.changed = changed;
    this.focus = () => {};
    this.player = null;
    this.theme = theme;
    $('window').addEventListener('change', () => view.span(Number($('window').value)));
    $('pause').addEventListener('click', () => this.pause());
    $('theme').addEventListener('click', () => this.turnTheme());
    $('help').addEventListener('click', () => this.help());
    theme.listeners.push(() => this.colour());
    addEventListener('keydown', event => this.key(event));
    this.colour();
  }

  /** A recording plays and stands still in place of the charts, which then show what there is. */
  recorded(player) {
    this.player = player;
    document.querySelector('.commands').hidden = player !== null;
    $('pause').hidden = player !== null;
    $('arrow-words').textContent = player ? 'five seconds back or on' : 'move while paused';
  }

  joints(focus) {
    this.focus = focus;
    $('joints').replaceChildren(...this.view.names.map((name, j) => {
      const button = document.createElement('button');
      button.textContent = name;
      button.addEventListener('click', () => this.toggle(j));
      return button;
    }));
    this.colour();
  }

  colour() {
    [...$('joints').children].forEach((button, j) => {
      button.style.setProperty('--joint', this.theme.joint(j));
      button.setAttribute('aria-pressed', this.view.shown.includes(j));
    });
    $('theme').textContent = this.theme.dark ? 'Light' : 'Dark';
    this.changed();
  }

  toggle(j) {
    const {view} = this;
    view.shown = view.shown.includes(j) ? view.shown.filter(other => other !== j)
      : [...view.shown, j].sort((a, b) => a - b);
    this.colour();
  }

  all() {
    this.view.shown = this.view.names.map((_, j) => j);
    this.colour();
  }

  turnTheme() {
    this.theme.toggle();
  }

  pause() {
    this.view.pause();
    $('pause').setAttribute('aria-pressed', !this.view.live);
    $('pause').textContent = this.view.live ? 'Pause' : 'Go on';
  }

  help() {
    const keys = $('keys');
    keys.hidden = !keys.hidden;
    $('help').setAttribute('aria-expanded', !keys.hidden);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('select, input, #pose, #events')
        || (event.key === ' ' && event.target.closest('button'))) {
      return;
    }
    const {view} = this;
    const {player} = this;
    const actions = {' ': () => (player ? player.toggle() : this.pause()), '+': () => view.zoom(-1), '=': () => view.zoom(-1), '-': () => view.zoom(1),
      'ArrowLeft': () => (player ? player.skip(-5) : view.shift(-0.2)),
      'ArrowRight': () => (player ? player.skip(5) : view.shift(0.2)), 'd': () => this.turnTheme(),
      '0': () => this.all(), '?': () => this.help(),
      '[': () => this.focus((view.focus + view.names.length - 1) % view.names.length),
      ']': () => this.focus((view.focus + 1) % view.names.length)};
    const j = Number(event.key) - 1;
    if (event.key >= '1' && event.key <= '9' && j < view.names.length) {
      this.toggle(j);
    } else if (actions[event.key]) {
      actions[event.key]();
    } else {
      return;
    }
    event.preventDefault();
    this.changed();
  }
}
