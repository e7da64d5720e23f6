package org.statewise.controller.train;

import java.util.random.RandomGenerator;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;

/** f_theta and how it starts. */
final class FreshNetwork {
  private final Mlp mlp;
  private final boolean zeroLastLayer;

  FreshNetwork(int joints, MetaOptions.Model model) {
    mlp = Mlp.of(3 * joints, model.hidden(), joints);
    zeroLastLayer = model.zeroLastLayer();
  }

  Mlp mlp() {
    return mlp;
  }

  /** Draws a theta to start from. */
  void drawInto(Parameters theta, RandomGenerator rng) {
    mlp.initialise(theta, rng);
    if (zeroLastLayer) {
      mlp.zeroLastLayer(theta);
    }
  }
}
