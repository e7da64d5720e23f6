package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.statewise.controller.adapt.CompositeGain;
import org.statewise.controller.adapt.SampleSettings.Acceleration;
import org.statewise.controller.app.command.BenchmarkTicks;
import org.statewise.controller.app.command.SimulatedPlants;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.OnlineModelSyntax;

/** On a training plant, whose motions are the ones that the benchmark asks for. */
@Tag("slow")
final class CarryoverTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final Handling USUAL = new Handling(Acceleration.POSITION, 0.006, 0.0035, 6,
      CompositeGain.AUTO, 0.004);

  private static Carryover carryover(String model) {
    ClosedLoop learning = new ClosedLoop(SimulatedPlants::open, BenchmarkTicks::tick, 3);
    ClosedLoop asking = new ClosedLoop(SimulatedPlants::open, BenchmarkTicks::tick, 1);
    return Carryover.of(learning, asking, Scenario.RANDOM.plant(ARM, 600, 1),
        new Baseline(model,
            new OnlineModelSyntax(Optional.of(ARM), LearnedModels.forJoints(7)).parse(model),
            Knowledge.NOMINAL, USUAL, true));
  }

  @Test
  void shouldKnowOtherMotionsOfTheArmWithoutItsObserver() {
    Carryover network = carryover("network:memory=iiwa7+trend:order=1,gain=0.1,lead=0");
    assertThat(network.held()).isTrue();
    assertThat(network.left()).isBetween(0.02, 0.5);
    assertThat(network.leftFaster()).isBetween(0.02, 0.5);
  }

  @Test
  void shouldKnowNothingWhereNothingWasLearned() {
    Carryover nothing = carryover("none");
    assertThat(nothing).isEqualTo(new Carryover(600, 1, 1, true));
  }

  @Test
  void shouldSeeThatAnObserverKeepsItsLastTorqueAlone() {
    assertThat(carryover("trend:order=1,gain=0.1,lead=0").left()).isGreaterThan(0.7);
  }
}
