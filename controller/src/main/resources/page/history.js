// What came over the last ten minutes, column by column: nothing is allocated while frames come.
const CAPACITY = 12000;

/** Values that every joint has: a frame's arrays, and what is computed from them. */
const ARRAYS = ['q', 'qDes', 'uPrior', 'uMemory', 'uObserver', 'uFb', 'u', 'tau', 'target', 'prediction', 'predictionError',
  'phi', 'confidence', 'learnedQd'];
const JOINT_COLUMNS = [...ARRAYS, 'errorMotor', 'errorLink'];
const COLUMNS = ['stepSize', 'outOfRange', 'sharePrior', 'shareMemory', 'shareObserver', 'shareFeedback'];
const PARTS = {uPrior: 'sharePrior', uMemory: 'shareMemory', uObserver: 'shareObserver', uFb: 'shareFeedback'};
const SMOOTHING = 1 / 20;

export class History {
  constructor(joints) {
    this.joints = joints;
    this.count = 0;
    this.times = new Float64Array(CAPACITY);
    this.columns = new Map();
    for (const name of JOINT_COLUMNS) {
      for (let j = 0; j < joints; j++) {
        this.columns.set(name + j, new Float32Array(CAPACITY));
      }
    }
    for (const name of COLUMNS) {
      this.columns.set(name, new Float32Array(CAPACITY));
    }
    this.parts = new Map(Object.keys(PARTS).map(part => [part, 0]));
  }

  /** Takes a frame; one that is not later than the last is left out. */
  add(frame) {
    if (this.count > 0 && frame.t <= this.lastTime()) {
      return;
    }
    const at = this.count % CAPACITY;
    this.times[at] = frame.t;
    const put = (name, value) => { this.columns.get(name)[at] = value ?? NaN; };
    for (let j = 0; j < this.joints; j++) {
      for (const name of ARRAYS) {
        put(name + j, frame[name][j]);
      }
      put('errorMotor' + j, (frame.qDes[j] - frame.q[j]) * 1e3);
      put('errorLink' + j, frame.qLink ? (frame.qDes[j] - frame.qLink[j]) * 1e3 : NaN);
    }
    put('stepSize', frame.stepSize);
    put('outOfRange', frame.outOfRange);
    this.addShares(frame, put);
    this.count++;
  }

  /** How much of all joints' torque each part is, by magnitude, smoothed over about a second. */
  addShares(frame, put) {
    let sum = 0;
    for (const part of Object.keys(PARTS)) {
      const size = frame[part].reduce((total, value) => total + Math.abs(value ?? 0), 0);
      const before = this.parts.get(part);
      const smooth = this.count === 0 ? size : before + SMOOTHING * (size - before);
      this.parts.set(part, smooth);
      sum += smooth;
    }
    for (const [part, column] of Object.entries(PARTS)) {
      put(column, sum > 0 ? 100 * this.parts.get(part) / sum : NaN);
    }
  }

  lastTime() {
    return this.count === 0 ? 0 : this.times[(this.count - 1) % CAPACITY];
  }

  firstTime() {
    return this.count === 0 ? 0 : this.times[this.oldest() % CAPACITY];
  }

  oldest() {
    return Math.max(0, this.count - CAPACITY);
  }

  /** The newest value of a column. */
  last(name) {
    return this.count === 0 ? NaN : this.columns.get(name)[(this.count - 1) % CAPACITY];
  }

  time(i) {
    return this.times[i % CAPACITY];
  }

  value(name, i) {
    return this.columns.get(name)[i % CAPACITY];
  }

  /** The first frame that is not before t. */
  indexAt(t) {
    let low = this.oldest();
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.time(middle) < t) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
