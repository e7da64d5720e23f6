package org.statewise.controller.source;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * What every source's rows go through: angles become radians, values must be finite and such that a joint
 * can have them, time must go forward inside a segment, and units that were not said must look right.
 */
final class CheckedSource implements StreamSource {
  private static final double FULL_TURN_RAD = 2 * Math.PI;
  private static final double MAX_ANGLE_RAD = 1e5;
  private static final double MAX_RATE = 1e7;
  private static final double MAX_ACCELERATION = 1e10;
  private static final double MAX_TORQUE_NM = 1e7;

  /** No log of a controller is slower; one whose first steps all are counts in another unit. */
  private static final long SLOWEST_STEP_NS = 500_000_000;
  private static final int STEPS_TO_JUDGE = 10;

  private final StreamSource source;
  private final SourceOptions options;
  private final double factor;
  private boolean hasRow;
  private long lastNs;
  private String lastSegment = "";
  private int slowSteps;
  private boolean judged;

  CheckedSource(StreamSource source, SourceOptions options) {
    this.source = source;
    this.options = options;
    factor = options.angles().orElse(AngleUnit.RAD).radians();
    judged = options.clock().isPresent();
  }

  @Override
  public boolean next() throws IOException {
    if (!source.next()) {
      return false;
    }
    StreamRow row = source.row();
    for (int j = 0; j < joints(); j++) {
      row.q[j] = value(row.q[j] * factor, MAX_ANGLE_RAD, "q", j);
      checkTurn(row.q[j], j);
      if (hasQd()) {
        row.qd[j] = value(row.qd[j] * factor, MAX_RATE, "qd", j);
      }
      if (hasQdd()) {
        row.qdd[j] = value(row.qdd[j] * factor, MAX_ACCELERATION, "qdd", j);
      }
      value(row.tau[j], MAX_TORQUE_NM, "tau", j);
    }
    boolean goesOn = hasRow && row.segment.equals(lastSegment);
    if (goesOn) {
      checkTime(row);
    }
    hasRow = true;
    lastNs = row.tNs;
    lastSegment = row.segment;
    return true;
  }

  /** Wide enough for any wrong unit that an inspection explains, and no wider. */
  private double value(double value, double largest, String quantity, int j)
      throws SourceException {
    if (!Double.isFinite(value)) {
      throw wrong(RowProblem.NOT_FINITE, quantity + (j + 1), "a value must be finite, but is "
          + value);
    }
    if (Math.abs(value) > largest) {
      throw wrong(RowProblem.OUT_OF_RANGE, quantity + (j + 1), String.format(Locale.ROOT,
          "a value must lie within +-%.0e, but is %s", largest, value));
    }
    return value;
  }

  private void checkTurn(double q, int j) throws SourceException {
    if (options.angles().isEmpty() && Math.abs(q) > FULL_TURN_RAD) {
      throw new SourceException(where(row().line, "q" + (j + 1)) + ": the angle " + q
          + " is more than a full turn in radians, so it looks like degrees; say --angles deg, or"
          + " --angles rad if it is in radians");
    }
  }

  private void checkTime(StreamRow row) throws SourceException {
    if (row.tNs <= lastNs) {
      throw wrong(RowProblem.TIME_NOT_FORWARD, "t", "time must go forward by 1 ns or more"
          + source.timeRule()
          + ", but " + seconds(row.tNs) + " s follows " + seconds(lastNs) + " s");
    }
    long step = row.tNs - lastNs;
    if (!judged) {
      judged = step < SLOWEST_STEP_NS;
      slowSteps++;
      if (!judged && slowSteps >= STEPS_TO_JUDGE) {
        throw new SourceException(where(row.line, "t") + ": the first " + slowSteps
            + " steps of time are 0.5 s or longer, this one " + seconds(step) + " s, so time looks"
            + " like " + likely(step).word() + "; say --time-unit " + likely(step).word()
            + ", or --time-unit s if it is in seconds");
      }
    }
  }

  private static ClockUnit likely(long stepNs) {
    // Read as seconds: 0.5 to 500 are milliseconds of a log of 2 Hz to 2 kHz, and so on.
    double seconds = stepNs / ClockUnit.S.nanos();
    return seconds < 500 ? ClockUnit.MS : seconds < 5e5 ? ClockUnit.US : ClockUnit.NS;
  }

  /** Nanoseconds as seconds with all their digits. */
  static String seconds(long ns) {
    return BigDecimal.valueOf(ns, ClockUnit.S.decimals()).stripTrailingZeros().toPlainString();
  }

  private SourceException wrong(RowProblem problem, String column, String what) {
    return new SourceException(problem, where(row().line, column) + ": " + what);
  }

  @Override
  public int joints() {
    return source.joints();
  }

  @Override
  public List<String> jointNames() {
    return source.jointNames();
  }

  @Override
  public boolean hasQd() {
    return source.hasQd();
  }

  @Override
  public boolean hasQdd() {
    return source.hasQdd();
  }

  @Override
  public String timeRule() {
    return source.timeRule();
  }

  @Override
  public StreamRow row() {
    return source.row();
  }

  @Override
  public String where(long line, String column) {
    return source.where(line, column);
  }

  @Override
  public String understood() {
    return source.understood() + ", angles in "
        + (options.angles().orElse(AngleUnit.RAD) == AngleUnit.DEG ? "degrees" : "radians");
  }

  @Override
  public long done() {
    return source.done();
  }

  @Override
  public long total() {
    return source.total();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
