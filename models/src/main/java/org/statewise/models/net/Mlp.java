package org.statewise.models.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;

/**
 * A multilayer perceptron: a_0 = x, z_l = a_{l-1} W_l^T + 1 b_l^T, a_l = relu(z_l), and f = z_L,
 * the last layer being linear. Batches are rows; W_l is out x in, b_l is out x 1.
 *
 * <p>Holds the architecture only, so one instance may serve many threads; parameters and memory are
 * arguments. A forward pass fills a workspace; the other passes read what it left there, and want
 * the same theta and an input matrix that has not changed since. Derivations: {@code
 * models/docs/meta-gradient.md}.
 */
public final class Mlp {
  private final int[] sizes;

  /**
   * @param sizes widths from input to output
   * @throws IllegalArgumentException if there are fewer than two or one is not positive
   */
  public Mlp(int... sizes) {
    if (sizes.length < 2) {
      throw new IllegalArgumentException("Network sizes: need at least an input and an output, got "
          + Arrays.toString(sizes) + ".");
    }
    for (int size : sizes) {
      if (size < 1) {
        throw new IllegalArgumentException(
            "Network sizes: each must be positive, got " + Arrays.toString(sizes) + ".");
      }
    }
    this.sizes = sizes.clone();
  }

  /** A network of {@code in} inputs, {@code out} outputs and these hidden widths, maybe none. */
  public static Mlp of(int in, List<Integer> hidden, int out) {
    int[] sizes = new int[hidden.size() + 2];
    sizes[0] = in;
    for (int i = 0; i < hidden.size(); i++) {
      sizes[i + 1] = hidden.get(i);
    }
    sizes[sizes.length - 1] = out;
    return new Mlp(sizes);
  }

  /** Columns of the input. */
  public int inputs() {
    return sizes[0];
  }

  /** Columns of the output. */
  public int outputs() {
    return sizes[sizes.length - 1];
  }

  /** The number of affine layers. */
  @HotPath
  public int layers() {
    return sizes.length - 1;
  }

  /** Zeros of this network's shapes: W_1, b_1, W_2, b_2, ... */
  public Parameters newParameters() {
    List<DMatrixRMaj> blocks = new ArrayList<>();
    for (int l = 0; l < layers(); l++) {
      blocks.add(new DMatrixRMaj(sizes[l + 1], sizes[l]));
      blocks.add(new DMatrixRMaj(sizes[l + 1], 1));
    }
    return new Parameters(blocks);
  }

  /** Draws each layer's W and b from the uniform distribution over +-1/sqrt(in). */
  public void initialise(Parameters theta, RandomGenerator rng) {
    for (int l = 0; l < layers(); l++) {
      double bound = 1 / Math.sqrt(sizes[l]);
      fillUniform(weights(theta, l), bound, rng);
      fillUniform(bias(theta, l), bound, rng);
    }
  }

  /** Sets the last W and b to zero: the network then answers zero, and learns from there. */
  public void zeroLastLayer(Parameters theta) {
    weights(theta, layers() - 1).zero();
    bias(theta, layers() - 1).zero();
  }

  /** Memory for passes over {@code batch} samples; it grows if more come. */
  public MlpWorkspace newWorkspace(int batch) {
    return new MlpWorkspace(sizes, batch);
  }

  /**
   * f(theta, x).
   *
   * @param x batch x in; kept by the workspace for the passes that follow
   * @return {@code ws.output()}, batch x out
   */
  @HotPath
  public DMatrixRMaj forward(Parameters theta, DMatrixRMaj x, MlpWorkspace ws) {
    ws.resize(x.numRows);
    ws.input = x;
    for (int l = 0; l < layers(); l++) {
      DMatrixRMaj a = ws.activation[l];
      // z_l = a_{l-1} W_l^T + 1 b_l^T
      Layers.rowsInto(bias(theta, l), a);
      ws.products.addTimesTransposed(ws.inputOf(l), weights(theta, l), a);
      if (l < layers() - 1) {
        Layers.relu(a);
      }
    }
    return ws.output();
  }

  /**
   * dL/dtheta of the last forward pass.
   *
   * @param dLdOut batch x out
   * @param dLdTheta receives the gradient, theta's shape; must not be theta
   */
  @HotPath
  public void backwardInto(Parameters theta, MlpWorkspace ws, DMatrixRMaj dLdOut,
      Parameters dLdTheta) {
    Backpropagation.reverse(this, theta, ws, dLdOut, dLdTheta, null);
  }

  /**
   * dL/dtheta and dL/dx of the last forward pass.
   *
   * @param dLdOut batch x out
   * @param dLdTheta receives the gradient, theta's shape; must not be theta
   * @param dLdInput receives batch x in; must not be the input
   */
  @HotPath
  public void backwardInto(Parameters theta, MlpWorkspace ws, DMatrixRMaj dLdOut,
      Parameters dLdTheta, DMatrixRMaj dLdInput) {
    Backpropagation.reverse(this, theta, ws, dLdOut, dLdTheta, dLdInput);
  }

  /** dL/dx alone: {@code dLdOut} batch x out, {@code dLdInput} batch x in, not the input itself. */
  @HotPath
  public void inputGradientInto(Parameters theta, MlpWorkspace ws, DMatrixRMaj dLdOut,
      DMatrixRMaj dLdInput) {
    Backpropagation.reverse(this, theta, ws, dLdOut, null, dLdInput);
  }

  /**
   * J v, how the output moves when theta moves along v: d/ds f(theta + s v, x) at s = 0.
   *
   * @param v theta's shape
   * @param jv receives batch x out
   */
  @HotPath
  public void tangentInto(Parameters theta, MlpWorkspace ws, Parameters v, DMatrixRMaj jv) {
    Tangents.forward(this, theta, ws, v, null);
    jv.setTo(ws.activationDot[layers() - 1]);
  }

  /**
   * How the output moves when the input moves along {@code xDot}: d/ds f(theta, x + s xDot) at
   * s = 0.
   *
   * @param xDot batch x in; kept by the workspace for {@link #inputTangentBackwardInto}
   * @param fDot receives batch x out
   */
  @HotPath
  public void inputTangentInto(Parameters theta, MlpWorkspace ws, DMatrixRMaj xDot,
      DMatrixRMaj fDot) {
    Tangents.forward(this, theta, ws, null, xDot);
    fDot.setTo(ws.activationDot[layers() - 1]);
  }

  /**
   * H v with H = d^2 L / dtheta^2: the derivative of {@link #backwardInto}'s result along v.
   * Follows {@link #tangentInto} with the same v.
   *
   * @param dLdOut batch x out
   * @param dLdOutDot how dLdOut moves along v: (d^2 L / df^2) J v, batch x out
   * @param hv receives theta's shape
   */
  @HotPath
  public void hessianVectorInto(Parameters theta, MlpWorkspace ws, Parameters v, DMatrixRMaj dLdOut,
      DMatrixRMaj dLdOutDot, Parameters hv) {
    Tangents.reverse(this, theta, ws, v, dLdOut, dLdOutDot, hv, null);
  }

  /**
   * The derivative of dL/dtheta when the input moves. Follows {@link #inputTangentInto}.
   *
   * @param dLdOut batch x out
   * @param dLdOutDot how dLdOut moves along xDot, batch x out
   * @param dLdThetaDot receives theta's shape
   */
  @HotPath
  public void inputTangentBackwardInto(Parameters theta, MlpWorkspace ws, DMatrixRMaj dLdOut,
      DMatrixRMaj dLdOutDot, Parameters dLdThetaDot) {
    Tangents.reverse(this, theta, ws, null, dLdOut, dLdOutDot, dLdThetaDot, null);
  }

  /**
   * The derivative of dL/dx when the input moves. Follows {@link #inputTangentInto}.
   *
   * @param dLdOut batch x out
   * @param dLdOutDot how dLdOut moves along xDot, batch x out
   * @param dLdInputDot receives batch x in
   */
  @HotPath
  public void inputHessianVectorInto(Parameters theta, MlpWorkspace ws, DMatrixRMaj dLdOut,
      DMatrixRMaj dLdOutDot, DMatrixRMaj dLdInputDot) {
    Tangents.reverse(this, theta, ws, null, dLdOut, dLdOutDot, null, dLdInputDot);
  }

  @HotPath
  static DMatrixRMaj weights(Parameters theta, int l) {
    return theta.block(2 * l);
  }

  @HotPath
  static DMatrixRMaj bias(Parameters theta, int l) {
    return theta.block(2 * l + 1);
  }

  private static void fillUniform(DMatrixRMaj block, double bound, RandomGenerator rng) {
    for (int i = 0; i < block.getNumElements(); i++) {
      block.data[i] = bound * (2 * rng.nextDouble() - 1);
    }
  }
}
