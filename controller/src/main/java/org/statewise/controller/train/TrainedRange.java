package org.statewise.controller.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.loss.TrainedStates;

/** The states of a data set, and the weights that a state-dependent loss gives there. */
public final class TrainedRange {
  private final Loss loss;
  private final int joints;
  private final double[] low;
  private final double[] high;
  private final double[] least;
  private final double[] most;
  private final double[] sum;

  private TrainedRange(LossSpec.Trained spec, int joints) {
    // As it was trained: without bounds.
    loss = new LossSpec.Trained(spec.kind(), spec.phi()).build(joints, new SplittableRandom(0));
    this.joints = joints;
    low = filled(2 * joints, Double.POSITIVE_INFINITY);
    high = filled(2 * joints, Double.NEGATIVE_INFINITY);
    least = filled(joints, Double.POSITIVE_INFINITY);
    most = filled(joints, Double.NEGATIVE_INFINITY);
    sum = new double[joints];
  }

  /**
   * A loss as it is to be used: one whose weights depend on the state is bounded by the states of its
   * training; any other stays as it is.
   *
   * @throws TrainingException if it is of another number of joints, or a weight is not finite
   */
  public static LossSpec.Trained bound(LossSpec.Trained loss, DataSet train)
      throws TrainingException {
    if (!(loss.kind() instanceof LossSpec.StateDependent)) {
      return loss;
    }
    try {
      return loss.on(new TrainedRange(loss, train.joints()).over(train));
    } catch (IllegalArgumentException e) {
      throw new TrainingException(e.getMessage(), e);
    }
  }

  private TrainedStates over(DataSet train) {
    double[] q = new double[joints];
    double[] qd = new double[joints];
    double[] unused = new double[joints];
    double[] weights = new double[joints];
    DMatrixRMaj state = new DMatrixRMaj(1, 2 * joints);
    DMatrixRMaj zeros = new DMatrixRMaj(1, joints);
    for (int row = 0; row < train.samples(); row++) {
      train.sampleInto(row, q, qd, unused, unused);
      System.arraycopy(q, 0, state.data, 0, joints);
      System.arraycopy(qd, 0, state.data, joints, joints);
      loss.evaluate(state, zeros, zeros);
      loss.weightsInto(weights);
      widen(low, high, state.data);
      widen(least, most, weights);
      for (int j = 0; j < joints; j++) {
        sum[j] += weights[j];
      }
    }
    return new TrainedStates(low, high, new TrainedStates.Weights(least, most, mean(train)));
  }

  private double[] mean(DataSet train) {
    double[] mean = new double[joints];
    for (int j = 0; j < joints; j++) {
      // A sum of equal numbers, divided again, may be off by its rounding.
      mean[j] = Math.clamp(sum[j] / train.samples(), least[j], most[j]);
    }
    return mean;
  }

  private static void widen(double[] low, double[] high, double[] values) {
    for (int i = 0; i < low.length; i++) {
      low[i] = Math.min(low[i], values[i]);
      high[i] = Math.max(high[i], values[i]);
    }
  }

  private static double[] filled(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }
}
