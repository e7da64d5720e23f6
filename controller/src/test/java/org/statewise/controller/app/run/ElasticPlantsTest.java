package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.statewise.controller.app.command.BenchmarkTicks;
import org.statewise.controller.app.command.SimulatedPlants;
import org.statewise.controller.evaluate.closedloop.Baseline;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.controller.evaluate.closedloop.ClosedLoop;
import org.statewise.controller.evaluate.closedloop.RunMeasures;
import org.statewise.controller.evaluate.closedloop.Scenario;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.OnlineModelSpec;

/** The benchmark's elastic plants, as arms that are simulated. */
final class ElasticPlantsTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final Baseline NONE = new Baseline("none", new OnlineModelSpec.None(),
      Knowledge.NOMINAL, Handling.PLAIN, false);

  private static RunMeasures run(Scenario scenario) {
    return new ClosedLoop(SimulatedPlants::open, BenchmarkTicks::tick, 1)
        .run(scenario.plant(ARM, 5, 1), NONE);
  }

  @Test
  void shouldRepeatARunOnAnElasticArmToTheBit() {
    assertThat(run(Scenario.PLAIN)).isEqualTo(run(Scenario.PLAIN));
  }

  @Test
  void shouldTellTheErrorOfTheLinksFromThatOfTheMotorsOnElasticJointsAlone() {
    for (RunMeasures.Motion motion : run(Scenario.TIDY).motions()) {
      // An encoder's quantum apart.
      assertThat(motion.linkRmsMrad()).isCloseTo(motion.rmsMrad(), within(1e-3));
    }

    assertThat(run(Scenario.PLAIN).motions())
        .anyMatch(motion -> Math.abs(motion.linkRmsMrad() - motion.rmsMrad()) > 0.1);
  }

  @Test
  void shouldFeelAPush() {
    assertThat(run(Scenario.PUSH).peakMrad()).isGreaterThan(1.2 * run(Scenario.PLAIN).peakMrad());
  }
}
