package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.adapt.SampleSettings.Acceleration;
import org.statewise.controller.app.command.BenchmarkTicks;
import org.statewise.controller.app.command.SimulatedPlants;
import org.statewise.controller.evaluate.closedloop.Baseline;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.controller.evaluate.closedloop.ClosedLoop;
import org.statewise.controller.evaluate.closedloop.Plant;
import org.statewise.controller.evaluate.closedloop.RunMeasures;
import org.statewise.controller.evaluate.closedloop.Scenario;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.OnlineModelSyntax;

/** A prior that knows other rotors than the arm has, with the gains of the shipped arm. */
@Tag("slow")
class PriorMismatchTest {
  private static final Handling OURS = new Handling(Acceleration.POSITION, 0.001, 0.0035, 0);

  private final ClosedLoop loop = new ClosedLoop(SimulatedPlants::open,
      BenchmarkTicks::tick, 2);

  /**
   * A fifth is what an arm shows whose inner torque loop has a gain of 4. Trends and filters begin to
   * swing on both plants; supervision is to end that before a guard has to.
   */
  @ParameterizedTest
  @CsvSource({"iiwa7, 0, 1", "iiwa14, 0, 1", "iiwa7, 1, 0.2", "iiwa14, 1, 0.2"})
  void shouldEndNoKindOfAdaptationInAFault(String name, double ofPrior, double ofArm) {
    Plant plant = plant(name, ofPrior, ofArm);
    double alone = run(plant, "none").worstRmsMrad(0);

    for (String kind : new String[]{"trend", "trend:gain=0.05", "network", "observer", "kalman",
      "rls", "rigid-body", "local", "kalman+observer", "doomed",
      "precision-kalman:loss=structured"}) {
      RunMeasures run = run(plant, kind);

      assertThat(run.fault()).as(kind).isEmpty();
      assertThat(run.worstRmsMrad(0)).as(kind).isLessThan(5 * alone);
    }
  }

  /** Sampled at 250 Hz, the damping for a rotor is far too much for a wrist of 0.001 kg m^2. */
  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldNotHoldAnArmWithoutAnyRotorsWithGainsForThemEvenWithoutAdaptation(String name) {
    assertThat(run(plant(name, 1, 0), "none").fault()).contains("a guard stopped the arm");
  }

  private RunMeasures run(Plant plant, String kind) {
    return loop.run(plant, new Baseline(kind,
        new OnlineModelSyntax(Optional.of(plant.nominal())).parse(kind), Knowledge.NOMINAL, OURS,
        true));
  }

  /** An arm drawn as the benchmark draws it, with parts of the shipped arm's rotors. */
  private static Plant plant(String name, double ofPrior, double ofArm) {
    Plant drawn = Scenario.TIDY.plant(ShippedArms.load(name), 3, 1);
    return new Plant(drawn.scenario(), drawn.seed(), withRotors(drawn.nominal(), ofPrior),
        withRotors(drawn.arm(), ofArm), drawn.load(), drawn.drive(), drawn.cabinet(),
        drawn.sensing(), drawn.pushes(), drawn.task(), drawn.gainScale());
  }

  private static ArmModel withRotors(ArmModel arm, double part) {
    return new ArmModel(arm.name(), arm.gravity(), arm.joints().stream()
        .map(joint -> joint.withRotorInertiaKgM2(part * joint.rotorInertiaKgM2())).toList());
  }
}
