package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;

final class ElasticRandomisationTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");

  @Test
  void shouldDrawEveryArmWithinThePublishedRanges() {
    for (long seed : PlantSet.TRAINING.seeds(1, 50)) {
      DomainRandomisation drawn = ElasticRandomisation.draw(ARM, seed);
      Elasticity elasticity = drawn.drive().elasticity().orElseThrow();

      assertThat(elasticity.torqueGain()).isBetween(2.0, 6.0);
      assertThat(elasticity.waveRad()).isBetween(3e-5, 3e-4);
      assertThat(elasticity.stiffer()).hasSize(7).allMatch(factor -> factor > 0.42 && factor < 2.3);
      assertThat(drawn.drive().latencySeconds()).isBetween(0.0, 0.004);
      assertThat(drawn.sensing().encoderQuantumRad()).isBetween(1e-6, 2e-5);
      for (int j = 0; j < ARM.jointCount(); j++) {
        JointModel real = drawn.arm().joints().get(j);
        JointModel described = ARM.joints().get(j);
        assertThat(real.link().massKg() / described.link().massKg()).isBetween(0.65, 1.35);
        assertThat(real.rotorInertiaKgM2() / described.rotorInertiaKgM2()).isBetween(0.22, 1.21);
        assertThat(real.friction().coulombNm() / described.friction().coulombNm())
            .isBetween(0.5, 1.5);
      }
    }
  }

  @Test
  void shouldDrawArmsThatDifferByMoreThanAFactorOfTwoInStiffnessAndRotors() {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    double lightest = Double.POSITIVE_INFINITY;
    double heaviest = 0;
    for (long seed : PlantSet.HELD_OUT.seeds(1, 30)) {
      DomainRandomisation drawn = ElasticRandomisation.draw(ARM, seed);
      double stiffer = drawn.drive().elasticity().orElseThrow().stiffer().getFirst();
      double rotor = drawn.arm().joints().getFirst().rotorInertiaKgM2();
      least = Math.min(least, stiffer);
      most = Math.max(most, stiffer);
      lightest = Math.min(lightest, rotor);
      heaviest = Math.max(heaviest, rotor);
    }

    assertThat(most / least).isGreaterThan(2);
    assertThat(heaviest / lightest).isGreaterThan(2);
  }

  @Test
  void shouldHaveNoPlantInBothSetsWhereverTheyBegin() {
    assertThat(PlantSet.TRAINING.seeds(1, 200))
        .doesNotContainAnyElementsOf(PlantSet.HELD_OUT.seeds(1, 200))
        .doesNotContainAnyElementsOf(PlantSet.HELD_OUT.seeds(77, 200));
  }
}
