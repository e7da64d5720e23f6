// The charts: what each one shows of a history.
import {TimeChart} from './chart.js';
import {ScatterChart} from './scatter.js';

const PARTS = [['prior', 'uPrior'], ['memory', 'uMemory'], ['observer', 'uObserver'], ['feedback', 'uFb']];
const SHARES = [['prior', 'sharePrior'], ['memory', 'shareMemory'], ['observer', 'shareObserver'],
  ['feedback', 'shareFeedback']];

/**
 * Each: title, unit, whether it is about one joint, the least span of its axis, what it draws, and whether it is of
 * live runs or of recordings alone, which lack what is computed and not kept. One that has `over` can be switched to
 * the same values over the state.
 */
const PANELS = [
  {id: 'position', title: 'Position', note: 'rad · measured, desired dotted', minSpan: 0.02,
    of: (view, theme) => ({lines: view.shown.flatMap(j => [
      {column: 'qDes' + j, colour: theme.joint(j), dash: [2, 3], faint: true},
      {name: view.names[j], column: 'q' + j, colour: theme.joint(j)}])})},
  {id: 'error', title: 'Tracking error', note: 'mrad · motor, link dashed', minSpan: 1,
    of: (view, theme) => ({lines: view.shown.flatMap(j => [
      {column: 'errorLink' + j, colour: theme.joint(j), dash: [5, 3], faint: true},
      {name: view.names[j], column: 'errorMotor' + j, colour: theme.joint(j)}])})},
  {id: 'torque', title: 'Torque', note: 'Nm · line: sent', one: true, minSpan: 1,
    of: (view, theme) => ({
      stack: PARTS.map(([name, column]) => ({name, column: column + view.focus, colour: theme.colours[name]})),
      lines: [{name: 'sent', column: 'u' + view.focus, colour: theme.colours.text}]})},
  {id: 'share', title: 'Share of the torque', note: '% of all joints’ magnitudes', minSpan: 1,
    of: (view, theme) => ({range: [0, 100],
      stack: SHARES.map(([name, column]) => ({name, column, colour: theme.colours[name]}))})},
  {id: 'prediction', title: 'Prediction', note: 'Nm, less the prior', one: true, minSpan: 0.5, live: true,
    of: (view, theme) => ({lines: [
      {name: 'target', column: 'target' + view.focus, colour: theme.colours.prior},
      {name: 'predicted', column: 'prediction' + view.focus, colour: theme.colours.memory}]})},
  {id: 'prediction-error', title: 'Prediction error', note: 'Nm', one: true, minSpan: 0.5, recorded: true,
    of: (view, theme) => ({lines: [
      {name: 'error', column: 'predictionError' + view.focus, colour: theme.colours.memory}]})},
  {id: 'measured', title: 'Measured torque', note: 'Nm', minSpan: 1, recorded: true,
    of: (view, theme) => ({lines: view.shown.map(j => (
      {name: view.names[j], column: 'tau' + j, colour: theme.joint(j)}))})},
  {id: 'phi', title: 'Loss weights φ', note: 'per joint, no unit', minSpan: 0.05,
    of: (view, theme) => ({lines: view.shown.map(j => (
      {name: view.names[j], column: 'phi' + j, colour: theme.joint(j)}))}),
    over: {name: 'velocity', note: 'per joint, over its velocity in the last minute',
      of: (view, theme) => ({unit: 'rad/s', clouds: view.shown.map(j => (
        {name: view.names[j], x: 'learnedQd' + j, y: 'phi' + j, colour: theme.joint(j)}))})}},
  {id: 'step', title: 'Step size', note: 'of the update, no unit', minSpan: 0.002,
    of: (view, theme) => ({lines: [{name: 'step', column: 'stepSize', colour: theme.colours.memory}]})},
  {id: 'confidence', title: 'Confidence', note: '0 to 1, of the memory', minSpan: 0.1,
    of: (view, theme) => ({range: [0, 1], lines: view.shown.map(j => (
      {name: view.names[j], column: 'confidence' + j, colour: theme.joint(j)}))})},
  {id: 'outside', title: 'Outside the trained range', note: '0 inside, 1 wholly outside', minSpan: 0.1, live: true,
    of: (view, theme) => ({range: [0, 1], lines: [{name: 'outside', column: 'outOfRange', colour: theme.colours.feedback}]})},
];

export class Panels {
  /**
   * @param view what is to be shown; `focus` is changed here
   * @param recorded whether a recording is seen
   * @param changed called when something else is to be drawn
   */
  constructor(root, view, recorded, changed) {
    this.view = view;
    this.panels = PANELS.filter(panel => !(recorded ? panel.live : panel.recorded))
      .map(panel => this.make(root, panel, changed));
  }

  make(root, panel, changed) {
    const section = document.createElement('section');
    section.className = 'panel chart';
    section.id = 'panel-' + panel.id;
    const heading = document.createElement('h2');
    const title = document.createElement('span');
    title.textContent = panel.title;
    const note = document.createElement('small');
    heading.append(title, note);
    const canvas = document.createElement('canvas');
    canvas.setAttribute('role', 'img');
    section.append(heading, canvas);
    root.insertBefore(section, root.lastElementChild);
    const made = {...panel, chart: new TimeChart(canvas, panel.minSpan), scatter: new ScatterChart(canvas), overState: false};
    const say = () => {
      const words = made.overState ? panel.over.note : panel.note;
      note.textContent = note.title = words;
      canvas.setAttribute('aria-label', panel.title + (made.overState ? ', ' : ' over time, ') + words);
    };
    say();
    if (panel.one) {
      heading.append(picker('joint-of-' + panel.id, 'Joint', this.view.names, this.view.focus,
        j => { this.focus(j); changed(); }));
    }
    if (panel.over) {
      heading.append(picker('axis-of-' + panel.id, panel.title + ' over', ['time', panel.over.name], 0,
        k => { made.overState = k === 1; say(); changed(); }));
    }
    this.follow(made, canvas, changed);
    return made;
  }

  /** The cursor's time, which all charts show, and the wheel. */
  follow(panel, canvas, changed) {
    canvas.addEventListener('pointermove', event => {
      this.view.cursor = panel.overState ? null : panel.chart.timeAt(event.clientX, this.view);
      changed();
    });
    canvas.addEventListener('pointerleave', () => { this.view.cursor = null; changed(); });
    canvas.addEventListener('wheel', event => {
      if (event.ctrlKey || event.shiftKey || event.altKey) {
        event.preventDefault();
        this.view.zoom(event.deltaY > 0 ? 1 : -1);
      }
    }, {passive: false});
  }

  focus(j) {
    this.view.focus = j;
    document.querySelectorAll('.pick.joint input').forEach(input => { input.checked = Number(input.value) === j; });
  }

  draw(history, theme) {
    for (const panel of this.panels) {
      if (panel.overState) {
        panel.scatter.draw(history, this.view, theme, panel.over.of(this.view, theme));
      } else {
        panel.chart.draw(history, this.view, theme, panel.of(this.view, theme));
      }
    }
  }
}

/**
 * One of a few, as radio buttons.
 *
 * @param group tells its buttons from those of others; a picker of joints is called `joint-of-…`
 * @param label for whoever does not see it
 * @param picked called with the number of the one that is chosen
 */
function picker(group, label, names, chosen, picked) {
  const picker = document.createElement('span');
  picker.className = group.startsWith('joint-of-') ? 'pick joint' : 'pick';
  picker.setAttribute('role', 'radiogroup');
  picker.setAttribute('aria-label', label);
  names.forEach((name, k) => {
    const option = document.createElement('label');
    const input = document.createElement('input');
    const shown = document.createElement('span');
    input.type = 'radio';
    input.name = group;
    input.value = String(k);
    input.checked = k === chosen;
    input.addEventListener('change', () => picked(k));
    shown.textContent = name;
    option.append(input, shown);
    picker.append(option);
  });
  return picker;
}
