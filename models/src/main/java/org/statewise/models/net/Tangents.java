package org.statewise.models.net;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;

/**
 * Directional derivatives of an {@link Mlp}'s passes, along theta (v) or along the input. A dot
 * above a symbol is its derivative in that direction. ReLU is linear but at 0, so its second
 * derivative is 0 and only products of two moving factors give two terms.
 */
@HotPath
final class Tangents {
  private Tangents() {}

  /** Fills {@code ws.activationDot}. {@code v} or {@code xDot} may be null: does not move. */
  static void forward(Mlp mlp, Parameters theta, MlpWorkspace ws, Parameters v, DMatrixRMaj xDot) {
    ws.inputDot = xDot;
    for (int l = 0; l < mlp.layers(); l++) {
      DMatrixRMaj dot = ws.activationDot[l];
      DMatrixRMaj inputDot = ws.inputDotOf(l);
      // zDot_l = 1 vb_l^T + a_{l-1} V_l^T + aDot_{l-1} W_l^T
      if (v != null) {
        Layers.rowsInto(Mlp.bias(v, l), dot);
        ws.products.addTimesTransposed(ws.inputOf(l), Mlp.weights(v, l), dot);
      } else {
        dot.zero();
      }
      if (inputDot != null) {
        ws.products.addTimesTransposed(inputDot, Mlp.weights(theta, l), dot);
      }
      if (l < mlp.layers() - 1) {
        Layers.timesReluDerivative(ws.activation[l], dot);
      }
    }
  }

  /**
   * The derivative of dL/dtheta, or of dL/dx, in the direction of the last {@link #forward}. Either
   * result may be null: not wanted. dL/dx is for a direction of the input, with v = null.
   */
  static void reverse(Mlp mlp, Parameters theta, MlpWorkspace ws, Parameters v, DMatrixRMaj dLdOut,
      DMatrixRMaj dLdOutDot, Parameters thetaResult, DMatrixRMaj inputResult) {
    DMatrixRMaj delta = dLdOut;
    DMatrixRMaj deltaDot = dLdOutDot;
    for (int l = mlp.layers() - 1; l >= 0; l--) {
      if (thetaResult != null) {
        productRule(delta, deltaDot, ws, l, thetaResult);
      }
      if (l > 0) {
        // deltaDot_{l-1} = (deltaDot_l W_l + delta_l V_l) .* relu'(z_{l-1})
        ws.products.times(deltaDot, Mlp.weights(theta, l), false, ws.deltaDot[l - 1]);
        if (v != null) {
          ws.products.times(delta, Mlp.weights(v, l), true, ws.deltaDot[l - 1]);
        }
        ws.products.times(delta, Mlp.weights(theta, l), false, ws.delta[l - 1]);
        delta = ws.delta[l - 1];
        deltaDot = ws.deltaDot[l - 1];
        Layers.timesReluDerivative(ws.activation[l - 1], delta);
        Layers.timesReluDerivative(ws.activation[l - 1], deltaDot);
      } else if (inputResult != null) {
        ws.products.times(deltaDot, Mlp.weights(theta, 0), false, inputResult);
      }
    }
  }

  /** d/ds (delta_l^T a_{l-1}) = deltaDot_l^T a_{l-1} + delta_l^T aDot_{l-1}. */
  private static void productRule(DMatrixRMaj delta, DMatrixRMaj deltaDot, MlpWorkspace ws, int l,
      Parameters result) {
    DMatrixRMaj inputDot = ws.inputDotOf(l);
    ws.products.transposedTimes(deltaDot, ws.inputOf(l), false,
        Mlp.weights(result, l));
    if (inputDot != null) {
      ws.products.transposedTimes(delta, inputDot, true, Mlp.weights(result, l));
    }
    Layers.columnSumsInto(deltaDot, Mlp.bias(result, l));
  }
}
