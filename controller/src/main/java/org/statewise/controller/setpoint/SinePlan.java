package org.statewise.controller.setpoint;

import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;
import org.statewise.models.SinCos;

/**
 * The paper's sine motions: q_j(t) = c_j + e(t) A_j sin(2 pi f t + p_j), around the pose where the arm
 * was found. The envelope e rises from 0 to 1 as a minimum-jerk step, so that the motion starts from
 * rest whatever its phase.
 */
public final class SinePlan implements SetpointSource {
  private static final double ENVELOPE_SECONDS = 2;

  private final double[] centre;
  private final double[] amplitude;
  private final double[] phase;
  private final double omega;

  /**
   * @param centre rad
   * @param amplitude rad, each at least 0
   * @param phase rad
   * @param frequencyHz positive
   * @throws PlanException if a joint would leave its range or pass its speed
   */
  SinePlan(PlanLimits limits, double[] centre, double[] amplitude, double[] phase,
      double frequencyHz) throws PlanException {
    this.centre = centre.clone();
    this.amplitude = amplitude.clone();
    this.phase = phase.clone();
    omega = 2 * Math.PI * frequencyHz;
    double[] low = centre.clone();
    double[] high = centre.clone();
    for (int j = 0; j < centre.length; j++) {
      low[j] -= amplitude[j];
      high[j] += amplitude[j];
      // |d/dt (e sin)| <= omega + max |de/dt|
      limits.checkSpeed("sine", j,
          amplitude[j] * (omega + MinimumJerk.PEAK_SPEED / ENVELOPE_SECONDS));
    }
    limits.checkPosition("sine", low);
    limits.checkPosition("sine", high);
  }

  @Override
  public Motion motion(int index) {
    return new Motion("sine", 1);
  }

  @Override
  @HotPath
  public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
    double s = Math.min(timeSeconds / ENVELOPE_SECONDS, 1);
    double e = s * s * s * (10 - 15 * s + 6 * s * s);
    double ed = 30 * s * s * (1 - s) * (1 - s) / ENVELOPE_SECONDS;
    double edd = 60 * s * (1 - s) * (1 - 2 * s) / (ENVELOPE_SECONDS * ENVELOPE_SECONDS);
    for (int j = 0; j < centre.length; j++) {
      double sin = SinCos.sin(omega * timeSeconds + phase[j]);
      double cos = SinCos.cos(omega * timeSeconds + phase[j]);
      // the product rule, once and twice
      out.qDes[j] = centre[j] + amplitude[j] * e * sin;
      out.qdDes[j] = amplitude[j] * (ed * sin + e * omega * cos);
      out.qddDes[j] = amplitude[j] * (edd * sin + 2 * ed * omega * cos - e * omega * omega * sin);
    }
    out.motion = 0;
    out.gripperClosed = false;
    out.finished = false;
  }
}
