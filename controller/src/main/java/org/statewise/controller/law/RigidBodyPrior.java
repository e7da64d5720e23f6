package org.statewise.controller.law;

import java.util.Arrays;
import java.util.Optional;
import org.statewise.models.HotPath;
import org.statewise.models.dynamics.RigidBody;

/** u = M(q) qdd + c(q, qd) + g(q), less the gravity that the arm compensates by itself. */
final class RigidBodyPrior implements Prior {
  private final RigidBody body;
  private final RigidBody compensated;
  private final boolean loaded;
  private final double[] gravity;
  private final double[] rotors;

  /**
   * @param rotors reflected inertias, a number a joint, kg m^2
   * @param compensated the arm as its own compensation knows it, if it has one
   * @param loaded whether {@code body} carries more than that
   */
  RigidBodyPrior(RigidBody body, double[] rotors, Optional<RigidBody> compensated,
      boolean loaded) {
    this.body = body;
    this.rotors = rotors.clone();
    this.loaded = loaded;
    this.compensated = compensated.orElse(null);
    gravity = new double[rotors.length];
  }

  @Override
  @HotPath
  public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
    body.inverseDynamicsInto(q, qd, qdd, u);
    lessCompensated(q, u);
  }

  @Override
  @HotPath
  public void computeBehindGearsInto(double[] q, double[] qd, double[] qdd, double[] u) {
    computeInto(q, qd, qdd, u);
    for (int j = 0; j < u.length; j++) {
      u[j] -= rotors[j] * qdd[j];
    }
  }

  @Override
  @HotPath
  public void holdInto(double[] q, double[] u) {
    if (compensated != null && !loaded) {
      // Whatever q is, not a number included: safe stops hold with this.
      Arrays.fill(u, 0);
      return;
    }
    body.gravityInto(q, u);
    lessCompensated(q, u);
  }

  private void lessCompensated(double[] q, double[] u) {
    if (compensated != null) {
      compensated.gravityInto(q, gravity);
      for (int j = 0; j < u.length; j++) {
        u[j] -= gravity[j];
      }
    }
  }
}
