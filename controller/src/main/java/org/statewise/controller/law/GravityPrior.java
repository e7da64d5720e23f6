package org.statewise.controller.law;

import java.util.Optional;
import org.statewise.models.HotPath;
import org.statewise.models.dynamics.RigidBody;

/** u = g(q), less what the arm compensates of it by itself. */
final class GravityPrior implements Prior {
  private final RigidBody body;
  private final RigidBody compensated;
  private final double[] gravity;

  /** @param compensated the arm as its own compensation knows it, if it has one */
  GravityPrior(RigidBody body, Optional<RigidBody> compensated, int joints) {
    this.body = body;
    this.compensated = compensated.orElse(null);
    gravity = new double[joints];
  }

  @Override
  @HotPath
  public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
    holdInto(q, u);
  }

  @Override
  @HotPath
  public void holdInto(double[] q, double[] u) {
    body.gravityInto(q, u);
    if (compensated != null) {
      compensated.gravityInto(q, gravity);
      for (int j = 0; j < u.length; j++) {
        u[j] -= gravity[j];
      }
    }
  }
}
