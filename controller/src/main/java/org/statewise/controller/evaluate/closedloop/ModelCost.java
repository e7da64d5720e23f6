package org.statewise.controller.evaluate.closedloop;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.OnlineModel;

/** What a row's model costs a tick on this machine: one prediction and one update, median of rounds. */
final class ModelCost {
  private static final int ROUNDS = 15;
  private static final int CALLS = 400;
  private static final int STATES = 64;

  private ModelCost() {}

  static double micros(Baseline row, ArmModel arm, LongSupplier clockNs) {
    if (row.rival().isPresent()) {
      return Double.NaN;
    }
    OnlineModel model = row.model().build(arm.jointCount(),
        ModelScaling.of(arm.joints().stream().map(joint -> joint.limits().tauMaxNm()).toList()),
        new SplittableRandom(1));
    SplittableRandom rng = new SplittableRandom(2);
    double[][] states = new double[STATES][];
    for (int i = 0; i < STATES; i++) {
      states[i] = rng.doubles(arm.jointCount(), -1, 1).toArray();
    }
    double[] u = new double[arm.jointCount()];
    double[] micros = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long startNs = clockNs.getAsLong();
      for (int i = 0; i < CALLS; i++) {
        double[] x = states[i % STATES];
        model.predictInto(x, x, x, u);
        model.learn(x, x, x, states[(i + 1) % STATES]);
      }
      micros[round] = (clockNs.getAsLong() - startNs) * 1e-3 / CALLS;
    }
    // The first rounds are the compiler's.
    double[] warm = Arrays.copyOfRange(micros, ROUNDS / 3, ROUNDS);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }
}
