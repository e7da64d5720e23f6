package org.statewise.models.net;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;

/** The reverse pass of an {@link Mlp}: gradients with respect to its parameters and its input. */
@HotPath
final class Backpropagation {
  private Backpropagation() {}

  /**
   * Goes back through the last forward pass; neither result may be what it is computed from.
   *
   * @param dLdOut batch x out
   * @param dLdTheta receives theta's shape; null if it is not wanted
   * @param dLdInput receives batch x in; null if it is not wanted
   */
  static void reverse(Mlp mlp, Parameters theta, MlpWorkspace ws, DMatrixRMaj dLdOut,
      Parameters dLdTheta, DMatrixRMaj dLdInput) {
    DMatrixRMaj delta = dLdOut;
    for (int l = mlp.layers() - 1; l >= 0; l--) {
      if (dLdTheta != null) {
        // dL/dW_l = delta_l^T a_{l-1},  dL/db_l = sum over samples of delta_l
        ws.products.transposedTimes(delta, ws.inputOf(l), false, Mlp.weights(dLdTheta, l));
        Layers.columnSumsInto(delta, Mlp.bias(dLdTheta, l));
      }
      if (l > 0) {
        // delta_{l-1} = delta_l W_l .* relu'(z_{l-1})
        ws.products.times(delta, Mlp.weights(theta, l), false, ws.delta[l - 1]);
        delta = ws.delta[l - 1];
        Layers.timesReluDerivative(ws.activation[l - 1], delta);
      } else if (dLdInput != null) {
        ws.products.times(delta, Mlp.weights(theta, 0), false, dLdInput);
      }
    }
  }
}
