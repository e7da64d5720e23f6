package org.statewise.controller.law;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.dynamics.RigidBody;

/** u = M(q) qdd + c(q, qd) + g(q), or without g(q) where the arm adds that itself. */
final class RigidBodyPrior implements Prior {
  private final RigidBody body;
  private final boolean gravityCompensated;
  private final double[] gravity;

  RigidBodyPrior(RigidBody body, int joints, boolean gravityCompensated) {
    this.body = body;
    this.gravityCompensated = gravityCompensated;
    gravity = new double[joints];
  }

  @Override
  @HotPath
  public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
    body.inverseDynamicsInto(q, qd, qdd, u);
    if (gravityCompensated) {
      body.gravityInto(q, gravity);
      for (int j = 0; j < u.length; j++) {
        u[j] -= gravity[j];
      }
    }
  }

  @Override
  @HotPath
  public void holdInto(double[] q, double[] u) {
    if (gravityCompensated) {
      Arrays.fill(u, 0);
    } else {
      body.gravityInto(q, u);
    }
  }
}
