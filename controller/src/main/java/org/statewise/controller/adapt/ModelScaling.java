package org.statewise.controller.adapt;

import java.util.List;
import org.statewise.models.online.Scaling;

/**
 * How states and torques become the samples of a model. The control loop and meta-training both ask
 * here: a learned loss is valid only for the constants that it was trained with.
 */
public final class ModelScaling {
  /** Positions and velocities are of the size of 1 rad and 1 rad/s already. */
  private static final double Q_SCALE = 1;
  private static final double QD_SCALE = 1;

  /** Accelerations of this size are seen as 1, rad/s^2. */
  private static final double QDD_SCALE = 10;

  /**
   * States further apart than this many periods are a gap: an arm keeps its last torque over five states
   * that were not answered, so that what acted until then is known.
   */
  private static final double GAP_PERIODS = 5.5;

  private ModelScaling() {}

  /** The period that {@link #longestStepNs} made such a step of, ns, rounded down, at least 1. */
  static long periodNs(long longestStepNs) {
    return Math.max(1, (long) (longestStepNs / GAP_PERIODS));
  }

  /**
   * The constants of an arm.
   *
   * @param torqueScaleNm what torques are divided by, its torque limits for example, one a joint
   * @throws IllegalArgumentException if one is not positive and finite
   */
  public static Scaling of(List<Double> torqueScaleNm) {
    return Scaling.uniform(Q_SCALE, QD_SCALE, QDD_SCALE,
        torqueScaleNm.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The longest time between two states that a sample may span, ns. */
  public static long longestStepNs(long periodNs) {
    return Math.round(GAP_PERIODS * periodNs);
  }
}
