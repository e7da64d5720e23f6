package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.adapt.SampleSettings.Acceleration;
import org.statewise.controller.app.command.BenchmarkTicks;
import org.statewise.controller.app.command.SimulatedPlants;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.OnlineModelSyntax;

/**
 * An observer far too fast for elastic joints, on training plants where its swing once took a wrist beyond
 * its speed limit within a tenth of a second.
 */
@Tag("slow")
final class ForcedObserverTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final Handling USUAL = new Handling(Acceleration.POSITION, 0.006, 0.0035, 6);
  private static final Baseline NONE = row("none");
  private static final Baseline FORCED = row(BenchmarkSet.FORCED);

  private final ClosedLoop loop = new ClosedLoop(SimulatedPlants::open, BenchmarkTicks::tick, 1);

  private static Baseline row(String model) {
    return new Baseline(model, new OnlineModelSyntax(Optional.of(ARM)).parse(model),
        Knowledge.NOMINAL, USUAL, true);
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, 602", "PLAIN, 608", "RANDOM, 600", "RANDOM, 602", "DEAD_TIME_2, 606",
    "SOFT, 602", "KILOHERTZ, 608"})
  void shouldTakeItAwayBeforeAGuardHasToStopTheArm(Scenario scenario, long seed) {
    Detection detection = Detection.of(loop, scenario, scenario.plant(ARM, seed, 1), FORCED, NONE);

    assertThat(detection.fault()).isEmpty();
    assertThat(detection.withdrawn()).isPositive();
    assertThat(detection.swingSeconds()).isLessThan(0.3);
  }
}
