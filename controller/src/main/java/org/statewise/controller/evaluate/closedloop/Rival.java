package org.statewise.controller.evaluate.closedloop;

import java.util.function.IntFunction;
import org.statewise.controller.setpoint.Motion;
import org.statewise.models.arm.ArmModel;

/** Every rule to compare with that no run offers. To add one: write the class, add a record here. */
public sealed interface Rival {
  /**
   * Builds the rule for one run.
   *
   * @param nominal the arm as it is described
   * @param dtSeconds of a tick
   * @param motions names the motions of the run's plan
   */
  RivalModel build(ArmModel nominal, double dtSeconds, IntFunction<Motion> motions);

  /**
   * Iterative learning control.
   *
   * @param gain gamma, the part of what a round leaves that its memory takes over
   * @param leadSeconds how far ahead the memory is played back
   * @param cutOffHz of its zero-phase filter
   */
  record Iterative(double gain, double leadSeconds, double cutOffHz) implements Rival {
    @Override
    public RivalModel build(ArmModel nominal, double dtSeconds, IntFunction<Motion> motions) {
      return new IterativeLearning(nominal, this, dtSeconds, motions);
    }
  }

  /**
   * The generalised momentum observer.
   *
   * @param perSecond its bandwidth, 1/s
   */
  record Momentum(double perSecond) implements Rival {
    @Override
    public RivalModel build(ArmModel nominal, double dtSeconds, IntFunction<Motion> motions) {
      return new MomentumObserver(nominal, perSecond, dtSeconds);
    }
  }

  /**
   * Composite adaptation of rigid-body parameters.
   *
   * @param eta the part of a prediction error that a sample corrects, 0 to 1
   * @param perSecond how fast the tracking error teaches, 1/s
   */
  record Composite(double eta, double perSecond) implements Rival {
    @Override
    public RivalModel build(ArmModel nominal, double dtSeconds, IntFunction<Motion> motions) {
      return new CompositeAdaptation(nominal, this, dtSeconds);
    }
  }
}
