package org.statewise.controller.evaluate.closedloop;

import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.ForwardingModel;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.OnlineModel;

/** Asks a memory that learns no more at the samples that another model is taught. */
final class FrozenMemory {
  private final OnlineModel memory;
  private final double[] tauMax;
  private final double[] f;
  private double errorSquares;
  private double torqueSquares;

  FrozenMemory(OnlineModel memory, ArmModel nominal) {
    this.memory = memory;
    tauMax = nominal.joints().stream().mapToDouble(joint -> joint.limits().tauMaxNm()).toArray();
    f = new double[tauMax.length];
  }

  /** The other model, whose samples are seen. */
  OnlineModel beside(OnlineModel model) {
    return new ForwardingModel(model) {
      private double load;

      @Override
      public void carry(double now) {
        load = now;
        super.carry(now);
      }

      @Override
      public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
        memory.carry(load);
        memory.predictInto(q, qd, qdd, f);
        add(tau);
        return super.learn(q, qd, qdd, tau);
      }
    };
  }

  private void add(double[] tau) {
    for (int j = 0; j < f.length; j++) {
      double error = (tau[j] - f[j]) / tauMax[j];
      errorSquares += error * error;
      torqueSquares += tau[j] * tau[j] / (tauMax[j] * tauMax[j]);
    }
  }

  /** RMS of what it leaves over that of all there is. */
  double left() {
    return Math.sqrt(errorSquares / torqueSquares);
  }
}
