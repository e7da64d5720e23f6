package org.statewise.controller.setpoint;

/**
 * The poses of the paper's task, as fractions of each joint's range so that any arm can do it; for the
 * LBR arms they are an elbow-up reach to a table, over it, and back.
 */
final class PickAndPlacePlan {
  private static final double PAUSE_SECONDS = 0.2;

  // Fractions of the half range, from the middle; joints beyond the seventh keep the middle.
  private static final double[] REST = {0.00, 0.20, 0.00, -0.60, 0.00, 0.45, 0.00};
  private static final double[] AT_PICK = {-0.20, 0.40, 0.03, -0.62, -0.03, 0.38, 0.10};
  private static final double[] ABOVE_PICK = {-0.20, 0.22, 0.03, -0.68, -0.03, 0.45, 0.10};
  private static final double[] ABOVE_PLACE = {0.22, 0.22, -0.03, -0.68, 0.03, 0.45, -0.10};
  private static final double[] AT_PLACE = {0.22, 0.40, -0.03, -0.62, 0.03, 0.38, -0.10};

  private PickAndPlacePlan() {}

  static WaypointPlan build(PlanLimits limits, double[] qStart, int rounds) throws PlanException {
    double[] rest = pose(limits, REST);
    return new WaypointPlan.Builder(limits, qStart)
        .to("approach", rest, 0, PAUSE_SECONDS, false)
        .roundsBeginHere()
        .to("reach", pose(limits, AT_PICK), 0, PAUSE_SECONDS, false)
        .to("lift", pose(limits, ABOVE_PICK), 0, PAUSE_SECONDS, true)
        .to("move-over", pose(limits, ABOVE_PLACE), 0, PAUSE_SECONDS, true)
        .to("move-down", pose(limits, AT_PLACE), 0, PAUSE_SECONDS, true)
        .to("retract", rest, 0, PAUSE_SECONDS, false)
        .build(rounds);
  }

  private static double[] pose(PlanLimits limits, double[] fractions) {
    double[] low = limits.arm().qMinRad();
    double[] high = limits.arm().qMaxRad();
    double[] q = new double[low.length];
    for (int j = 0; j < q.length; j++) {
      double fraction = j < fractions.length ? fractions[j] : 0;
      // A joint that turns without end has half a turn either way for this.
      double from = Math.max(low[j], -Math.PI);
      double to = Math.min(high[j], Math.PI);
      q[j] = (from + to) / 2 + fraction * (to - from) / 2;
    }
    return q;
  }
}
