package org.statewise.models.net;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;

/**
 * What one chain of passes of an {@link Mlp} remembers: activations of the last forward pass, and
 * room for the passes that follow. Grows when a larger batch comes than ever before and allocates
 * at no other time. One writer at a time; several workspaces may serve one network.
 */
public final class MlpWorkspace {
  /** a_0, the input of the last forward pass: the caller's matrix, not a copy. */
  DMatrixRMaj input;

  /** The direction of the input in the last tangent pass; null if that was along theta. */
  DMatrixRMaj inputDot;

  /** a_l behind layer l; the last is the output. Batch x width. */
  public final DMatrixRMaj[] activation;

  /** The directional derivative of {@link #activation}. */
  final DMatrixRMaj[] activationDot;

  /** dL/dz_l, and its directional derivative. */
  final DMatrixRMaj[] delta;
  final DMatrixRMaj[] deltaDot;

  /** Computes the products of this network's passes. */
  final Products products;

  private int batch;

  MlpWorkspace(int[] sizes, int batch) {
    int layers = sizes.length - 1;
    activation = new DMatrixRMaj[layers];
    activationDot = new DMatrixRMaj[layers];
    delta = new DMatrixRMaj[layers];
    deltaDot = new DMatrixRMaj[layers];
    products = new Products(Arrays.stream(sizes).max().orElseThrow());
    input = new DMatrixRMaj(batch, sizes[0]);
    for (int l = 0; l < layers; l++) {
      int width = sizes[l + 1];
      activation[l] = new DMatrixRMaj(batch, width);
      activationDot[l] = new DMatrixRMaj(batch, width);
      delta[l] = new DMatrixRMaj(batch, width);
      deltaDot[l] = new DMatrixRMaj(batch, width);
    }
    this.batch = batch;
  }

  /** f, batch x out, of the last forward pass; overwritten by the next. */
  @HotPath
  public DMatrixRMaj output() {
    return activation[activation.length - 1];
  }

  /** The samples of the last forward pass. */
  @HotPath
  public int batch() {
    return batch;
  }

  @HotPath
  void resize(int samples) {
    if (samples == batch) {
      return;
    }
    for (int l = 0; l < activation.length; l++) {
      int width = activation[l].numCols;
      activation[l].reshape(samples, width);
      activationDot[l].reshape(samples, width);
      delta[l].reshape(samples, width);
      deltaDot[l].reshape(samples, width);
    }
    batch = samples;
  }

  /** a_{l-1}, what layer {@code l} was fed with. */
  @HotPath
  DMatrixRMaj inputOf(int l) {
    return l == 0 ? input : activation[l - 1];
  }

  /** The direction of {@link #inputOf}; null if it does not move. */
  @HotPath
  DMatrixRMaj inputDotOf(int l) {
    return l == 0 ? inputDot : activationDot[l - 1];
  }
}
