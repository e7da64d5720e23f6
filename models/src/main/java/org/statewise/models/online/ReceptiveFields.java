package org.statewise.models.online;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.StateBlocks;

/**
 * Where the receptive fields of a {@link LocalModel} are, in fixed memory: field k has its centre
 * c_k in the scaled state s = (q, qd) and is excited by
 *
 * <pre>
 * a_k = exp(-|s - c_k|^2 / (2 width^2))
 * </pre>
 *
 * <p>A sample that excites no field above 0.1 gets a field of its own. Once all fields are in use,
 * it takes over the one that was longest ago excited above 0.1 by a sample that was learned; of
 * several, the first. So the model keeps learning wherever the arm goes, and forgets the states
 * that it has left for longest.
 */
final class ReceptiveFields {
  private static final double MIN_ACTIVATION = 0.01;
  private static final double NEW_FIELD_BELOW = 0.1;

  private final DMatrixRMaj centres;
  private final DMatrixRMaj used = new DMatrixRMaj(1, 1);
  private final double inverseSquare;
  private final double[] activation;
  /** Number of the learned sample that last excited the field above 0.1. */
  private final double[] lastExcited;
  private final double[] samples = new double[1];
  private long recycled;

  /**
   * @param count fields at most
   * @param states length of s
   * @param width of a field, scaled
   */
  ReceptiveFields(int count, int states, double width) {
    centres = new DMatrixRMaj(count, states);
    inverseSquare = 1 / (2 * width * width);
    activation = new double[count];
    lastExcited = new double[count];
  }

  /** The centres, and how many fields are in use. */
  List<DMatrixRMaj> blocks() {
    return List.of(centres, used);
  }

  @HotPath
  int inUse() {
    return Math.max(0, Math.min((int) used.data[0], activation.length));
  }

  /** How many fields were taken over by another place. */
  @HotPath
  long recycled() {
    return recycled;
  }

  /**
   * Computes a_k of every field in use.
   *
   * @param x begins with s
   */
  @HotPath
  void excite(double[] x) {
    for (int k = 0; k < inUse(); k++) {
      double square = 0;
      for (int i = 0; i < centres.numCols; i++) {
        double d = x[i] - centre(k, i);
        square += d * d;
      }
      activation[k] = StrictMath.exp(-square * inverseSquare);
    }
  }

  /** a_k of the last {@link #excite}. */
  @HotPath
  double activation(int k) {
    return activation[k];
  }

  /** Whether a_k is large enough for the field to predict and learn. */
  @HotPath
  boolean reaches(int k) {
    return activation[k] > MIN_ACTIVATION;
  }

  /** Entry i of c_k. */
  @HotPath
  double centre(int k, int i) {
    return centres.data[k * centres.numCols + i];
  }

  /**
   * Counts a sample to be learned, after {@link #excite} with the same {@code x}.
   *
   * @return the field that now has its centre here, with an activation of 1, and has nothing to do
   *     with what it was before; -1 if the sample excites one that there is
   */
  @HotPath
  int claim(double[] x) {
    samples[0]++;
    double nearest = 0;
    for (int k = 0; k < inUse(); k++) {
      nearest = Math.max(nearest, activation[k]);
      if (activation[k] > NEW_FIELD_BELOW) {
        lastExcited[k] = samples[0];
      }
    }
    if (nearest > NEW_FIELD_BELOW) {
      return -1;
    }
    int k = inUse();
    if (k < activation.length) {
      used.data[0] = k + 1;
    } else {
      k = longestUnexcited();
      recycled++;
    }
    System.arraycopy(x, 0, centres.data, k * centres.numCols, centres.numCols);
    activation[k] = 1;
    lastExcited[k] = samples[0];
    return k;
  }

  @HotPath
  private int longestUnexcited() {
    int oldest = 0;
    for (int k = 1; k < lastExcited.length; k++) {
      if (lastExcited[k] < lastExcited[oldest]) {
        oldest = k;
      }
    }
    return oldest;
  }

  void collectState(StateBlocks state) {
    state.add(centres.data);
    state.add(used.data);
    state.add(lastExcited);
    state.add(samples);
  }

  /** Makes the {@link #blocks} fit after they were replaced; all fields are equally old then. */
  void settle() {
    used.data[0] = Math.max(0, Math.min(Math.rint(used.data[0]), activation.length));
    Arrays.fill(lastExcited, 0);
    samples[0] = 0;
  }
}
