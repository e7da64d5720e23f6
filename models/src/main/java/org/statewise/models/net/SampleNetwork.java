package org.statewise.models.net;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;

/**
 * An {@link Mlp} with parameters of its own that sees one sample at a time: forward, backward and a
 * step down the gradient, which for one sample is an outer product a layer,
 *
 * <pre>
 * dL/dW_l = delta_l a_{l-1}^T,  dL/db_l = delta_l
 * |dL/dtheta|^2 = sum_l |delta_l|^2 (|a_{l-1}|^2 + 1)
 * theta . dL/dtheta = sum_l delta_l . z_l
 * </pre>
 *
 * <p>so that neither its norm nor a step along it needs it to be written down. About half of all
 * ReLU units are off for a sample; what they would multiply is left out.
 *
 * <p>W_l^T is held as rows of their own, one for each unit of layer l - 1, for the reason that
 * {@link RowLoops} gives: an update of 21-64-64-7 takes a quarter of what {@link Mlp}'s passes and
 * {@link Parameters}' sums take, 5 us instead of 20 us at 2.3 GHz. Sums run in the same order as in
 * {@link Mlp#forward} and give the same bits. One thread owns an instance.
 */
public final class SampleNetwork {
  private final SampleLayer[] layers;
  private final Parameters parameters;
  private double[] input;

  /** The network {@code mlp}, with parameters that are zero. */
  public SampleNetwork(Mlp mlp) {
    Parameters shapes = mlp.newParameters();
    layers = new SampleLayer[mlp.layers()];
    List<DMatrixRMaj> blocks = new ArrayList<>();
    for (int l = 0; l < layers.length; l++) {
      DMatrixRMaj w = Mlp.weights(shapes, l);
      layers[l] = new SampleLayer(w.numCols, w.numRows, l < layers.length - 1);
      layers[l].addBlocksTo(blocks);
    }
    parameters = new Parameters(blocks);
  }

  /**
   * theta as this network holds it: the rows of W_1^T, each 1 x out, then b_1, then the rows of
   * W_2^T, ... These are its parameters themselves.
   */
  @HotPath
  public Parameters parameters() {
    return parameters;
  }

  /** Takes over {@code theta}, of the shapes that {@link Mlp#newParameters} gives. */
  public void load(Parameters theta) {
    for (int l = 0; l < layers.length; l++) {
      layers[l].load(Mlp.weights(theta, l), Mlp.bias(theta, l));
    }
  }

  /** Writes theta in the shapes that {@link Mlp#newParameters} gives. */
  @HotPath
  public void storeInto(Parameters theta) {
    for (int l = 0; l < layers.length; l++) {
      layers[l].storeInto(Mlp.weights(theta, l), Mlp.bias(theta, l));
    }
  }

  /**
   * f(theta, x).
   *
   * @param x kept for the methods that follow
   * @return overwritten by the next call
   */
  @HotPath
  public double[] forward(double[] x) {
    input = x;
    layers[0].forward(x, null, layers[0].inputs);
    for (int l = 1; l < layers.length; l++) {
      SampleLayer below = layers[l - 1];
      layers[l].forward(below.activation, below.active, below.activeCount);
    }
    return layers[layers.length - 1].activation;
  }

  /** The last hidden layer's activation after {@link #forward}: overwritten by the next call. */
  @HotPath
  public double[] lastHidden() {
    return below(layers.length - 1);
  }

  /** delta_l = dL/dz_l of all layers, for the sample of the last {@link #forward}. */
  @HotPath
  public void backward(double[] dLdF) {
    int last = layers.length - 1;
    System.arraycopy(dLdF, 0, layers[last].delta, 0, layers[last].outputs);
    for (int l = last; l > 0; l--) {
      layers[l].backwardInto(layers[l - 1]);
    }
  }

  /** |dL/dtheta|^2 after {@link #backward}; not finite if a part of it is not. */
  @HotPath
  public double squaredGradient() {
    double sum = 0;
    for (int l = 0; l < layers.length; l++) {
      double[] below = below(l);
      int n = layers[l].inputs;
      double squaredInput = Layers.dot(below, below, n);
      sum += layers[l].squaredDelta() * (squaredInput + 1);
    }
    return sum;
  }

  /**
   * theta . dL/dtheta after {@link #backward}. Where z_l is not a_l, delta_l is 0, so that a_l
   * serves in its place.
   */
  @HotPath
  public double thetaDotGradient() {
    double sum = 0;
    for (int l = 0; l < layers.length; l++) {
      sum += Layers.dot(layers[l].delta, layers[l].activation, layers[l].outputs);
    }
    return sum;
  }

  /** theta = theta - alpha dL/dtheta after {@link #backward}, which it ends. */
  @HotPath
  public void stepDownGradient(double alpha) {
    layers[0].step(alpha, input, null, layers[0].inputs);
    for (int l = 1; l < layers.length; l++) {
      SampleLayer below = layers[l - 1];
      layers[l].step(alpha, below.activation, below.active, below.activeCount);
    }
  }

  /** dL/dtheta after {@link #backward}, in the shapes of {@link #parameters}. */
  @HotPath
  public void gradientInto(Parameters dLdTheta) {
    int block = 0;
    for (int l = 0; l < layers.length; l++) {
      layers[l].gradientInto(below(l), dLdTheta, block);
      block += layers[l].inputs + 1;
    }
  }

  @HotPath
  private double[] below(int l) {
    return l == 0 ? input : layers[l - 1].activation;
  }
}
