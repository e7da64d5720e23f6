package org.statewise.bridge.sim;

import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;

/** The faults that falsify the numbers of a state: frozen sensors, a NaN velocity, a position that jumps. */
final class StateCorruption {
  private final JointState lastTrue;
  private boolean lastTrueKnown;

  StateCorruption(int joints) {
    lastTrue = new JointState(joints);
  }

  /**
   * Falsifies {@code state} by the faults that act on it.
   *
   * @return how many did
   */
  @HotPath
  int corrupt(JointState state, ActiveFaults active) {
    int changed = freeze(state, active.find(FaultKind.FREEZE) != null);
    for (int i = 0; i < active.count(); i++) {
      Fault nan = active.find(i, FaultKind.NAN);
      if (nan != null) {
        changed++;
        state.qd[nan.joint()] = Double.NaN;
      }
      Fault jump = active.find(i, FaultKind.JUMP);
      if (jump != null) {
        changed++;
        state.q[jump.joint()] += jump.size();
      }
    }
    return changed;
  }

  @HotPath
  private int freeze(JointState state, boolean frozen) {
    if (!frozen) {
      lastTrue.copyFrom(state);
      lastTrueKnown = true;
      return 0;
    }
    if (!lastTrueKnown) {
      return 0;
    }
    System.arraycopy(lastTrue.q, 0, state.q, 0, state.q.length);
    System.arraycopy(lastTrue.qd, 0, state.qd, 0, state.qd.length);
    System.arraycopy(lastTrue.tau, 0, state.tau, 0, state.tau.length);
    return 1;
  }
}
