// Colours that people with any kind of colour vision can tell apart: Okabe and Ito's for the parts of a torque, Tol's
// "bright" for joints, each in two strengths for the two grounds. Every trace has its name beside it as well.
const JOINTS = {
  light: ['#4477aa', '#dd4b5e', '#228833', '#a8921c', '#1f9cbf', '#aa3377', '#6f6f6f'],
  dark: ['#7fb0ea', '#ff8492', '#58bd6b', '#dccb55', '#6ad2f2', '#dd79b4', '#c4c4c4'],
};

export class Theme {
  constructor() {
    const kept = localStorage.getItem('theme');
    this.dark = kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    this.listeners = [];
    this.apply();
  }

  toggle() {
    this.dark = !this.dark;
    localStorage.setItem('theme', this.dark ? 'dark' : 'light');
    this.apply();
  }

  apply() {
    document.documentElement.dataset.theme = this.dark ? 'dark' : 'light';
    const style = getComputedStyle(document.documentElement);
    this.colours = {};
    for (const name of ['panel', 'line', 'grid', 'text', 'muted', 'accent', 'prior', 'memory', 'observer', 'feedback']) {
      this.colours[name] = style.getPropertyValue('--' + name).trim();
    }
    this.listeners.forEach(listener => listener());
  }

  joint(j) {
    const colours = JOINTS[this.dark ? 'dark' : 'light'];
    return colours[j % colours.length];
  }
}
