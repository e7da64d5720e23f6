package org.statewise.models.online;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;

/**
 * A disturbance observer that extrapolates: it fits a polynomial in time of degree {@code order -
 * 1} to the torques that the prior has lacked, with weights that decay with their age. With the
 * level w, its change per tick s, and the change of that per tick c,
 *
 * <pre>
 * w- = w + s + c / 2,  s- = s + c
 * e = tau - w-
 * w = w- + g0 e,  s = s- + g1 e,  c = c + g2 e
 * u = w + lead s + lead^2 c / 2
 * </pre>
 *
 * <p>With theta = 1 - gain the gains are those of the fading-memory polynomial (Morrison, 1969),
 * all of whose poles lie at theta: (1 - theta) for order 1, (1 - theta^2, (1 - theta)^2) for order
 * 2 and (1 - theta^3, 3/2 (1 - theta)^2 (1 + theta), (1 - theta)^3) for order 3.
 *
 * <p>Choice of the order: until an observer has followed a step of the disturbance, the arm gains
 * momentum, which with order 1 the feedback has to remove. With order 2 the sum of e after a step
 * is zero, so that the observer's own torque removes the momentum; with order 3 the sum of that sum
 * is zero too, so that it also removes the displacement, and nothing is left to the feedback. The
 * lead compensates the time from a sample to the torque that follows from it.
 *
 * <p>There is no leak, since the whole of the missing torque acts on the arm.
 *
 * <p>The report's stepSize is g0.
 */
final class FadingMemoryObserver extends RegressionModel {
  private final int order;
  private final double gain;
  private double g0;
  private double g1;
  private double g2;
  private final double lead;
  private final double[] level;
  private final double[] slope;
  private final double[] curvature;

  /** Numbers as {@link OnlineModelSpec.FadingMemory} has checked them. */
  FadingMemoryObserver(Scaling scaling, int order, double gain, double lead) {
    super(scaling, new Parameters(List.of(new DMatrixRMaj(1, scaling.joints()),
        new DMatrixRMaj(1, scaling.joints()), new DMatrixRMaj(1, scaling.joints()))));
    this.order = order;
    this.gain = gain;
    slowDown(1);
    this.lead = lead;
    level = theta.block(0).data;
    slope = theta.block(1).data;
    curvature = theta.block(2).data;
  }

  /**
   * Moves all poles to 1 - share gain. Level, slope and curvature stay, since they describe the torque.
   */
  @Override
  @HotPath
  public void slowDown(double share) {
    double slower = share * gain;
    double pole = 1 - slower;
    g0 = slower;
    g1 = 0;
    g2 = 0;
    if (order == 2) {
      g0 = 1 - pole * pole;
      g1 = slower * slower;
    } else if (order == 3) {
      g0 = 1 - pole * pole * pole;
      g1 = 1.5 * slower * slower * (1 + pole);
      g2 = slower * slower * slower;
    }
  }

  @Override
  @HotPath
  void evaluate(double[] q, double[] qd, double[] qdd) {
    for (int j = 0; j < level.length; j++) {
      sample.f[j] = level[j] + lead * (slope[j] + 0.5 * lead * curvature[j]);
    }
  }

  @Override
  @HotPath
  double step() {
    for (int j = 0; j < level.length; j++) {
      double next = level[j] + slope[j] + 0.5 * curvature[j];
      double e = sample.target[j] - next;
      level[j] = next + g0 * e;
      slope[j] += curvature[j] + g1 * e;
      curvature[j] += g2 * e;
    }
    return g0;
  }

  @Override
  public long multiplyAddsPerUpdate() {
    return 6L * level.length;
  }
}
