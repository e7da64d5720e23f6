package org.statewise.models.feature;

import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.MlpWorkspace;
import org.statewise.models.net.Parameters;

/**
 * The last hidden layer of a network as features, h = a_{L-1}(x / scale) / sqrt(m): the features
 * that a trained network has found, with its last layer left to a faster learner. The parameters
 * stay as they are.
 */
public final class HiddenFeatures implements Features {
  private final Mlp mlp;
  private final Parameters theta;
  private final MlpWorkspace ws;
  private final double[] scale;
  private final DMatrixRMaj input;
  private final DMatrixRMaj hidden;
  private final double amplitude;

  /**
   * @param mlp 3n inputs and a hidden layer at least
   * @param theta its parameters, copied
   * @param scale what (q, qd, qdd) is divided by, 3n numbers
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public HiddenFeatures(Mlp mlp, Parameters theta, double[] scale) {
    if (!mlp.newParameters().sameShape(theta)) {
      throw new IllegalArgumentException("Hidden features: the network needs "
          + mlp.newParameters().count() + " parameters of its shapes, got " + theta.count() + ".");
    }
    if (mlp.layers() < 2 || mlp.inputs() != scale.length || scale.length % 3 != 0) {
      throw new IllegalArgumentException(
          "Hidden features: need a network with a hidden layer and an"
              + " input for each of (q, qd, qdd), got " + mlp.layers() + " layers, " + mlp.inputs()
              + " inputs and " + scale.length + " scales.");
    }
    this.mlp = mlp;
    this.theta = theta.copy();
    this.scale = scale.clone();
    ws = mlp.newWorkspace(1);
    input = new DMatrixRMaj(1, scale.length);
    hidden = ws.activation[mlp.layers() - 2];
    amplitude = 1 / Math.sqrt(hidden.numCols);
  }

  @Override
  public int joints() {
    return scale.length / 3;
  }

  @Override
  public int count() {
    return hidden.numCols;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public long multiplyAdds() {
    return theta.count();
  }

  @Override
  @HotPath
  public void featureInto(double[] q, double[] qd, double[] qdd, double[] h) {
    int n = joints();
    for (int j = 0; j < n; j++) {
      input.data[j] = q[j] / scale[j];
      input.data[n + j] = qd[j] / scale[n + j];
      input.data[2 * n + j] = qdd[j] / scale[2 * n + j];
    }
    mlp.forward(theta, input, ws);
    for (int i = 0; i < hidden.numCols; i++) {
      h[i] = amplitude * hidden.data[i];
    }
  }
}
