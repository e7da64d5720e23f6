package org.statewise.models.net;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;

/**
 * A layer of a {@link SampleNetwork}: z = W a + b, then ReLU if it is a hidden one. What a sample
 * leaves here is overwritten by the next.
 */
final class SampleLayer {
  final int inputs;
  final int outputs;

  /** relu(z), or z of the last layer; dL/dz. */
  final double[] activation;
  final double[] delta;

  /** The units whose activation is not 0, in rising order, the first {@link #activeCount}. */
  final int[] active;
  int activeCount;

  /** Row k of W^T: what leads from unit k of the layer below to all units of this one. */
  private final double[][] rows;
  private final double[] bias;
  private final boolean hidden;

  SampleLayer(int inputs, int outputs, boolean hidden) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.hidden = hidden;
    rows = new double[inputs][outputs];
    bias = new double[outputs];
    activation = new double[outputs];
    delta = new double[outputs];
    active = new int[outputs];
  }

  /** Adds the rows of W^T and b, themselves, as 1 x out matrices. */
  void addBlocksTo(List<DMatrixRMaj> blocks) {
    for (double[] row : rows) {
      blocks.add(DMatrixRMaj.wrap(1, outputs, row));
    }
    blocks.add(DMatrixRMaj.wrap(1, outputs, bias));
  }

  void load(DMatrixRMaj w, DMatrixRMaj b) {
    for (int k = 0; k < inputs; k++) {
      for (int i = 0; i < outputs; i++) {
        rows[k][i] = w.data[i * inputs + k];
      }
    }
    System.arraycopy(b.data, 0, bias, 0, outputs);
  }

  @HotPath
  void storeInto(DMatrixRMaj w, DMatrixRMaj b) {
    for (int k = 0; k < inputs; k++) {
      double[] row = rows[k];
      for (int i = 0; i < outputs; i++) {
        w.data[i * inputs + k] = row[i];
      }
    }
    System.arraycopy(bias, 0, b.data, 0, outputs);
  }

  /**
   * Fills {@link #activation} and {@link #active}.
   *
   * @param below the activation of the layer below
   * @param which its units that are not 0, the first {@code count}; null for all
   */
  @HotPath
  void forward(double[] below, int[] which, int count) {
    System.arraycopy(bias, 0, activation, 0, outputs);
    int n = 0;
    for (; n + 3 < count; n += 4) {
      int k0 = which == null ? n : which[n];
      int k1 = which == null ? n + 1 : which[n + 1];
      int k2 = which == null ? n + 2 : which[n + 2];
      int k3 = which == null ? n + 3 : which[n + 3];
      RowLoops.addFour(below[k0], rows[k0], below[k1], rows[k1], below[k2], rows[k2], below[k3],
          rows[k3], activation, outputs);
    }
    for (; n < count; n++) {
      int k = which == null ? n : which[n];
      RowLoops.add(below[k], rows[k], activation, outputs);
    }
    if (hidden) {
      relu();
    }
  }

  /** a = max(z, 0) in place, and which of them are not 0; NaN is not. */
  @HotPath
  private void relu() {
    int count = 0;
    for (int i = 0; i < outputs; i++) {
      double a = Math.max(activation[i], 0.0);
      activation[i] = a;
      active[count] = i;
      // 1 if a is not 0, without a branch that could not be foreseen
      long bits = Double.doubleToRawLongBits(a);
      count += (int) ((bits | -bits) >>> 63);
    }
    activeCount = count;
  }

  /** delta_{l-1} = W_l^T delta_l .* relu'(z_{l-1}): only for the units that are on. */
  @HotPath
  void backwardInto(SampleLayer below) {
    Arrays.fill(below.delta, 0.0);
    for (int n = 0; n < below.activeCount; n++) {
      int k = below.active[n];
      below.delta[k] = Layers.dot(rows[k], delta, outputs);
    }
  }

  @HotPath
  double squaredDelta() {
    return Layers.dot(delta, delta, outputs);
  }

  /** W = W - alpha delta below^T, b = b - alpha delta; {@code which} as in {@link #forward}. */
  @HotPath
  void step(double alpha, double[] below, int[] which, int count) {
    for (int n = 0; n < count; n++) {
      int k = which == null ? n : which[n];
      RowLoops.add(-alpha * below[k], delta, rows[k], outputs);
    }
    RowLoops.add(-alpha, delta, bias, outputs);
  }

  /** delta below^T and delta, as blocks from {@code block} on. */
  @HotPath
  void gradientInto(double[] below, Parameters dLdTheta, int block) {
    for (int k = 0; k < inputs; k++) {
      RowLoops.multiply(below[k], delta, dLdTheta.block(block + k).data, outputs);
    }
    System.arraycopy(delta, 0, dLdTheta.block(block + inputs).data, 0, outputs);
  }
}
