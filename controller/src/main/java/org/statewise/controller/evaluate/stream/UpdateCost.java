package org.statewise.controller.evaluate.stream;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.statewise.models.online.OnlineModel;

/**
 * What one update of a model costs.
 *
 * @param multiplyAdds counted from the shapes, the same on any machine
 * @param micros of one {@link OnlineModel#learn} on this machine, one thread: the best of many short
 *     rounds, which is what it takes when nothing else wants the core
 */
public record UpdateCost(long multiplyAdds, double micros) {
  private static final int ROUNDS = 80;

  /** The first rounds are the JIT compiler's. */
  private static final int WARM = 20;
  private static final int CALLS = 100;
  private static final double DT_SECONDS = 0.004;

  /**
   * Lets a model learn a smooth motion, off any tick; it is not the same afterwards.
   *
   * @param clockNs what measures
   */
  public static UpdateCost measure(OnlineModel model, LongSupplier clockNs) {
    int n = model.joints();
    double[][][] samples = new double[CALLS][4][n];
    for (int i = 0; i < CALLS; i++) {
      fill(samples[i], i * DT_SECONDS);
    }
    double[] micros = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long startNs = clockNs.getAsLong();
      for (double[][] sample : samples) {
        model.learn(sample[0], sample[1], sample[2], sample[3]);
      }
      micros[round] = (clockNs.getAsLong() - startNs) * 1e-3 / CALLS;
    }
    return new UpdateCost(model.multiplyAddsPerUpdate(),
        Arrays.stream(micros, WARM, ROUNDS).min().orElseThrow());
  }

  /** Sines of half a radian, joint by joint faster, and a torque that follows from them. */
  private static void fill(double[][] sample, double seconds) {
    for (int j = 0; j < sample[0].length; j++) {
      double omega = 1 + 0.3 * j;
      sample[0][j] = 0.5 * StrictMath.sin(omega * seconds);
      sample[1][j] = 0.5 * omega * StrictMath.cos(omega * seconds);
      sample[2][j] = -omega * omega * sample[0][j];
      sample[3][j] = 5 * sample[0][j] + StrictMath.tanh(20 * sample[1][j]) + sample[2][j];
    }
  }
}
