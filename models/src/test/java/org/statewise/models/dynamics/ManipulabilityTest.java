package org.statewise.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.statewise.models.arm.ShippedArms;

class ManipulabilityTest {
  private final Manipulability iiwa = new Manipulability(ShippedArms.load("iiwa7"));

  @Test
  void shouldVanishWhereTheElbowIsStraight() {
    double[] q = {0.3, 0.5, -0.2, 0, 0.4, 1.0, 0.1};
    // The root of a determinant of rounding errors.
    assertThat(iiwa.of(q)).isCloseTo(0, within(1e-6));
    q[3] = -1.4;
    assertThat(iiwa.of(q)).isGreaterThan(0.01);
  }

  @Test
  void shouldNotDependOnTheFirstNorTheLastJoint() {
    double[] q = {0.3, 0.5, -0.2, -1.4, 0.4, 1.0, 0.1};
    double w = iiwa.of(q);
    q[0] = -2;
    q[6] = 2;
    assertThat(iiwa.of(q)).isCloseTo(w, within(1e-12));
  }
}
