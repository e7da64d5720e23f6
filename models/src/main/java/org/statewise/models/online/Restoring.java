package org.statewise.models.online;

import org.statewise.models.net.Parameters;

/** The check that every model makes before it starts from other parameters. */
final class Restoring {
  private Restoring() {}

  /**
   * theta = snapshot.
   *
   * @throws IllegalArgumentException if the shapes differ or a value is not finite; theta is then
   *     as before
   */
  static void into(Parameters theta, Parameters snapshot) {
    if (!theta.sameShape(snapshot)) {
      throw new IllegalArgumentException("Online model: needs parameters of " + theta.count()
          + " values in " + theta.blocks() + " blocks of its shapes, got " + snapshot.count()
          + " in " + snapshot.blocks() + ".");
    }
    if (snapshot.allFinite()) {
      theta.copyFrom(snapshot);
    } else {
      // This names the value.
      theta.fromArray(snapshot.toArray());
    }
  }
}
