package org.statewise.models.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;

/**
 * One network for many arms: hidden layers that all share, and a last layer ("head") of each arm beside one
 * that is common,
 *
 * <pre>
 * f_r(x) = (V_0 + V_r) [a(x); 1],  a(x) the last hidden layer of ReLUs
 * L = 1/(2B) sum_b |f_r(b)(x_b) - y_b|^2 + decay/(2R) sum_r |V_r|^2
 * </pre>
 *
 * <p>Parameters: W_1, b_1, W_2, b_2, ... of the hidden layers, V_0, V_1 .. V_R, each n x (H + 1). The pull
 * towards V_r = 0 leaves to V_0 what arms have in common. One thread at a time.
 */
final class HeadedNetwork {
  private final Mlp hiddenLayers;
  private final int outputs;
  private final int arms;
  private final double decay;
  private final MlpWorkspace workspace;
  private final DMatrixRMaj activation;
  private final DMatrixRMaj dLdZ;
  private final double[] error;

  /**
   * @param inputs of a sample
   * @param hidden widths, at least one
   * @param outputs n
   * @param arms R
   * @param batch B
   */
  HeadedNetwork(int inputs, List<Integer> hidden, int outputs, int arms, double decay, int batch) {
    int last = hidden.getLast();
    // Its linear output is what goes into the last hidden layer's ReLUs.
    hiddenLayers = Mlp.of(inputs, hidden.subList(0, hidden.size() - 1), last);
    this.outputs = outputs;
    this.arms = arms;
    this.decay = decay;
    workspace = hiddenLayers.newWorkspace(batch);
    activation = new DMatrixRMaj(batch, last + 1);
    dLdZ = new DMatrixRMaj(batch, last);
    error = new double[outputs];
  }

  /** Zeros of its shapes. */
  Parameters newParameters() {
    Parameters trunk = hiddenLayers.newParameters();
    List<DMatrixRMaj> blocks = new ArrayList<>();
    for (int b = 0; b < trunk.blocks(); b++) {
      blocks.add(trunk.block(b));
    }
    for (int r = 0; r <= arms; r++) {
      blocks.add(new DMatrixRMaj(outputs, activation.numCols));
    }
    return new Parameters(blocks);
  }

  /** Draws the weights of the hidden layers evenly with variance 2 / in, as ReLUs keep it; all else is 0. */
  void initialise(Parameters theta, RandomGenerator rng) {
    theta.zero();
    for (int l = 0; l < hiddenLayers.layers(); l++) {
      DMatrixRMaj w = theta.block(2 * l);
      double bound = Math.sqrt(6.0 / w.numCols);
      for (int i = 0; i < w.getNumElements(); i++) {
        w.data[i] = rng.nextDouble(-bound, bound);
      }
    }
  }

  /** W_1, b_1, ... of the hidden layers, shared with {@code theta}. */
  Parameters hiddenOf(Parameters theta) {
    return theta.slice(0, 2 * hiddenLayers.layers());
  }

  /** V_0 for r = 0, V_r from 1 on. */
  DMatrixRMaj head(Parameters theta, int r) {
    return theta.block(2 * hiddenLayers.layers() + r);
  }

  /** [a(x); 1] of each row of {@code x}, B x (H + 1): its own, overwritten by the next. */
  DMatrixRMaj featuresOf(Parameters theta, DMatrixRMaj x) {
    DMatrixRMaj z = hiddenLayers.forward(hiddenOf(theta), x, workspace);
    int width = z.numCols;
    activation.reshape(z.numRows, width + 1);
    for (int row = 0; row < z.numRows; row++) {
      for (int i = 0; i < width; i++) {
        activation.data[row * (width + 1) + i] = Math.max(z.data[row * width + i], 0);
      }
      activation.data[row * (width + 1) + width] = 1;
    }
    return activation;
  }

  /**
   * L and dL/dtheta.
   *
   * @param x B x inputs
   * @param y B x n
   * @param arm r of each row, from 1 on
   * @param gradient receives theta's shape
   * @return L without the decay
   */
  double gradientInto(Parameters theta, DMatrixRMaj x, DMatrixRMaj y, int[] arm,
      Parameters gradient) {
    DMatrixRMaj a = featuresOf(theta, x);
    gradient.zero();
    dLdZ.reshape(x.numRows, a.numCols - 1);
    dLdZ.zero();
    double sum = 0;
    for (int row = 0; row < x.numRows; row++) {
      sum += errorsOf(theta, a, y, arm[row], row);
      backThroughHeads(theta, a, arm[row], row, gradient);
    }
    hiddenLayers.backwardInto(hiddenOf(theta), workspace, dLdZ, hiddenOf(gradient));
    for (int r = 1; r <= arms; r++) {
      // dL/dV_r = .. + decay / R V_r
      addScaled(decay / arms, head(theta, r).data, 0, head(gradient, r).data, 0,
          outputs * a.numCols);
    }
    return sum / (2 * x.numRows);
  }

  /** error = ((V_0 + V_r) a - y) / B; B times |.|^2 B of it is returned. */
  private double errorsOf(Parameters theta, DMatrixRMaj a, DMatrixRMaj y, int r, int row) {
    int k = a.numCols;
    double[] common = head(theta, 0).data;
    double[] own = head(theta, r).data;
    double sum = 0;
    for (int j = 0; j < outputs; j++) {
      double f = 0;
      for (int i = 0; i < k; i++) {
        f += (common[j * k + i] + own[j * k + i]) * a.data[row * k + i];
      }
      double e = f - y.data[row * outputs + j];
      sum += e * e;
      error[j] = e / a.numRows;
    }
    return sum;
  }

  private void backThroughHeads(Parameters theta, DMatrixRMaj a, int r, int row,
      Parameters gradient) {
    int k = a.numCols;
    for (int j = 0; j < outputs; j++) {
      // dL/dV_0 = dL/dV_r = e a^T
      addScaled(error[j], a.data, row * k, head(gradient, 0).data, j * k, k);
      addScaled(error[j], a.data, row * k, head(gradient, r).data, j * k, k);
      // dL/da = (V_0 + V_r)^T e
      addScaled(error[j], head(theta, 0).data, j * k, dLdZ.data, row * (k - 1), k - 1);
      addScaled(error[j], head(theta, r).data, j * k, dLdZ.data, row * (k - 1), k - 1);
    }
    for (int i = 0; i < k - 1; i++) {
      if (a.data[row * k + i] == 0) {
        dLdZ.data[row * (k - 1) + i] = 0;
      }
    }
  }

  private static void addScaled(double s, double[] from, int at, double[] to, int atTo, int count) {
    for (int i = 0; i < count; i++) {
      to[atTo + i] += s * from[at + i];
    }
  }
}
