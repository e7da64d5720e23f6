package org.statewise.bridge.sim;

import java.util.Arrays;
import java.util.List;
import org.statewise.models.HotPath;

/** What pushes a simulated arm from outside, on a clock that starts with its first command. */
final class ExternalTorque {
  private static final long NOT_COMMANDED = -1;

  private final Push[] pushes;
  private final double[] tau;
  private long firstCommandNs = NOT_COMMANDED;

  ExternalTorque(List<Push> pushes, int joints) {
    this.pushes = pushes.toArray(Push[]::new);
    tau = new double[joints];
  }

  /** A command came: the first one starts the clock. */
  @HotPath
  void commanded(long nowNs) {
    firstCommandNs = firstCommandNs == NOT_COMMANDED ? nowNs : firstCommandNs;
  }

  /** Sums up what acts in the period that begins. */
  @HotPath
  void update(long nowNs) {
    if (pushes.length == 0 || firstCommandNs == NOT_COMMANDED) {
      return;
    }
    Arrays.fill(tau, 0);
    double seconds = (nowNs - firstCommandNs) * 1e-9;
    for (int k = 0; k < pushes.length; k++) {
      if (pushes[k].acts(seconds)) {
        tau[pushes[k].joint() - 1] += pushes[k].torqueNm();
      }
    }
  }

  /** n torques, Nm: this one's own, to be read alone. */
  @HotPath
  double[] tau() {
    return tau;
  }
}
