package org.statewise.controller.safety;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.IntUnaryOperator;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.TestArms;

/**
 * Drives a chain of guards through ticks that something unpredictable chooses, and asks the oracle
 * about each. The arm wanders about; now and then a number, a clock or the link goes wild.
 */
final class GuardTrial {
  private static final int JOINTS = 3;
  private static final double[] WILD = {Double.NaN, Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -Double.MAX_VALUE, -0.0, Double.MIN_VALUE, 1e-310,
    1e100, -1e16};

  private final ArmInfo arm = TestArms.plain(JOINTS, true);
  private final JointState state = new JointState(JOINTS);
  private final double[] qDes = new double[JOINTS];
  private final double[] uLast = new double[JOINTS];
  private final double[] u = new double[JOINTS];
  private final double[] q = new double[JOINTS];
  private final double[] qd = new double[JOINTS];
  private final GuardContext tick = new GuardContext(state, qDes, uLast, u);
  private final GuardChain chain;
  private final GuardOracle oracle;
  private final IntUnaryOperator below;
  private final DoubleSupplier unit;
  private final Set<GuardVerdict> seen = EnumSet.noneOf(GuardVerdict.class);
  private int tripsSeen;

  /**
   * @param below chooses a whole number below its argument
   * @param unit chooses a number in [0, 1)
   */
  GuardTrial(List<GuardSpec> specs, IntUnaryOperator below, DoubleSupplier unit) {
    chain = new GuardChain(specs, arm);
    oracle = new GuardOracle(arm, SafetyLimits.DEFAULT);
    this.below = below;
    this.unit = unit;
    tick.dtSeconds = 0.004;
  }

  /** One tick; what got past the guards, in words, or nothing. */
  String tick() {
    choose();
    GuardVerdict verdict = chain.check(tick);
    boolean sends = chain.maySend();
    String breach = oracle.breach(tick, new GuardOracle.Outcome(verdict, sends));
    seen.add(verdict);
    tripsSeen |= chain.trips();
    if (sends && breach.isEmpty()) {
      System.arraycopy(u, 0, uLast, 0, JOINTS);
    }
    return breach;
  }

  private void choose() {
    boolean repeats = below.applyAsInt(20) < 12 && frozen();
    state.sequence += below.applyAsInt(50) == 0 ? below.applyAsInt(4) : 1;
    for (int j = 0; j < JOINTS && !repeats; j++) {
      move(j);
    }
    for (int j = 0; j < JOINTS; j++) {
      state.q[j] = wild(q[j]);
      state.qd[j] = wild(qd[j]);
      qDes[j] = wild(q[j] + spread(below.applyAsInt(30) == 0 ? 2 : 0.3));
      double scale = below.applyAsInt(2) == 0 ? 5 : 300;
      u[j] = wild(uLast[j] + spread(scale));
    }
    long clockStepNs = below.applyAsInt(200) == 0 ? (long) spread(100e6) : 0;
    state.armTimeNs = state.sequence * 4_000_000 + clockStepNs;
    tick.follows = below.applyAsInt(4) != 0;
    state.receivedNs += 4_000_000;
    long ageNs = below.applyAsInt(100) == 0 ? (long) spread(120e6) : below.applyAsInt(20_000_000);
    tick.nowNs = state.receivedNs + ageNs;
    state.ageOnArrivalNs = below.applyAsInt(40) == 0 ? below.applyAsInt(150_000_000) : 0;
    tick.missedInARow = below.applyAsInt(60) == 0 ? below.applyAsInt(60) : below.applyAsInt(3);
    tick.lossFraction = below.applyAsInt(60) == 0 ? unit.getAsDouble() : 0.1;
  }

  /** Whether this stretch of the walk stands still to the bit, though it says it moves. */
  private boolean frozen() {
    return (state.sequence & 64) != 0 && Math.abs(qd[0]) > 0.06;
  }

  private void move(int j) {
    qd[j] = Math.max(-2.1, Math.min(2.1, qd[j] + spread(0.4)));
    double jump = below.applyAsInt(200) == 0 ? spread(0.2) : 0;
    q[j] += qd[j] * 0.004 + jump;
    if (Math.abs(q[j]) > 2.05) {
      q[j] = 0;
      qd[j] = 0;
    }
  }

  private double wild(double value) {
    return below.applyAsInt(800) == 0 ? WILD[below.applyAsInt(WILD.length)] : value;
  }

  private double spread(double size) {
    return size * (2 * unit.getAsDouble() - 1);
  }

  /** Every verdict that came so far. */
  Set<GuardVerdict> verdicts() {
    return seen;
  }

  /** Bit k is set once guard k objected. */
  int trips() {
    return tripsSeen;
  }
}
