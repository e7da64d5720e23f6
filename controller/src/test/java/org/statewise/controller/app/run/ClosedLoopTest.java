package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.statewise.controller.adapt.SampleSettings.Acceleration;
import org.statewise.controller.app.command.BenchmarkTicks;
import org.statewise.controller.app.command.SimulatedPlants;
import org.statewise.controller.evaluate.closedloop.Baseline;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.controller.evaluate.closedloop.ClosedLoop;
import org.statewise.controller.evaluate.closedloop.Detection;
import org.statewise.controller.evaluate.closedloop.Margins;
import org.statewise.controller.evaluate.closedloop.Plant;
import org.statewise.controller.evaluate.closedloop.RunMeasures;
import org.statewise.controller.evaluate.closedloop.Scenario;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.OnlineModelSyntax;

/** The benchmark's own runs, on arms that are simulated. */
final class ClosedLoopTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final Handling OURS = new Handling(Acceleration.POSITION, 0.001, 0.0035, 0);

  private final ClosedLoop loop = new ClosedLoop(SimulatedPlants::open,
      BenchmarkTicks::tick, 1);
  private final Plant plant = Scenario.TIDY.plant(ARM, 3, 1);
  private final Baseline none = row("none", Handling.PLAIN, false);

  private static Baseline row(String text, Handling handling, boolean supervised) {
    return new Baseline(text, new OnlineModelSyntax(Optional.of(ARM)).parse(text),
        Knowledge.NOMINAL, handling, supervised);
  }

  @Test
  void shouldDrawTheSameArmFromTheSameSeedAndAnotherFromAnother() {
    assertThat(Scenario.TIDY.plant(ARM, 3, 1)).isEqualTo(plant);
    assertThat(Scenario.TIDY.plant(ARM, 4, 1).arm()).isNotEqualTo(plant.arm());
    assertThat(plant.arm()).isNotEqualTo(ARM);
    assertThat(plant.nominal()).isEqualTo(ARM);
  }

  @Test
  void shouldRepeatARunToTheBit() {
    Baseline trend = row("trend", OURS, true);
    assertThat(loop.run(plant, trend)).isEqualTo(loop.run(plant, trend));
  }

  @Test
  void shouldLeaveLessWithTheDefaultThanPerfectKnowledgeDoesAndThatLessThanThePriorAlone() {
    RunMeasures prior = loop.run(plant, none);
    RunMeasures exact = loop.run(plant, new Baseline("exact", new OnlineModelSpec.None(),
        Knowledge.EXACT, Handling.PLAIN, false));
    RunMeasures trend = loop.run(plant, row("trend", OURS, true));

    assertThat(exact.rmsMrad(1)).isLessThan(0.2 * prior.rmsMrad(1));
    assertThat(trend.worstRmsMrad(0)).isLessThan(exact.worstRmsMrad(0));
    assertThat(trend.recoverSeconds()).allMatch(seconds -> seconds < 0.3);
    assertThat(trend.interventions() + trend.gainLowered()).isZero();
    assertThat(trend.motions()).hasSize(6);
  }

  @Test
  void shouldFindAMarginWhereTheLoopIsFarFromOscillatingAndNoneWhereItIsNot() {
    Margins margins = new Margins(new ClosedLoop(SimulatedPlants::open,
        BenchmarkTicks::tick, 2));
    Baseline slow = row("trend:gain=0.1", OURS, false);
    Baseline eager = row("trend:gain=0.6", OURS, false);

    assertThat(margins.delaySeconds(plant, slow)).isBetween(0.008, 0.064);
    assertThat(margins.delaySeconds(plant, eager)).isLessThan(0.003);
  }

  @Test
  void shouldSlowDownWhatOscillatesSoThatItFollowsBetterThanItWouldAlone() {
    Plant later = plant.withDrive(new Plant.Drive(plant.drive().lagSeconds(), 0.008, 0,
        plant.drive().elasticity()));
    RunMeasures alone = loop.run(later, row("trend:gain=0.25", OURS, false));
    RunMeasures supervised = loop.run(later, row("trend:gain=0.25", OURS, true));

    assertThat(alone.trips()).isGreaterThan(1000);
    assertThat(supervised.held()).isTrue();
    assertThat(supervised.gainLowered()).isPositive();
    assertThat(supervised.roughnessNm()).isLessThan(0.5 * alone.roughnessNm());
    assertThat(supervised.rmsMrad(1)).isLessThan(0.5 * alone.rmsMrad(1));
  }

  @Test
  void shouldTellAnObserverThatIsNoticedFromOneThatIsLet() {
    Plant elastic = Scenario.PLAIN.plant(ARM, 3, 1);
    Detection noticed = Detection.of(loop, Scenario.PLAIN, elastic,
        row("trend:gain=0.5", OURS, true), row("none", OURS, false));
    Detection let = Detection.of(loop, Scenario.PLAIN, elastic, row("trend:gain=0.5", OURS, false),
        row("none", OURS, false));

    assertThat(noticed.swingSeconds()).isBetween(0.02, 0.3);
    assertThat(noticed.slowedDown() + noticed.withdrawn()).isPositive();
    assertThat(let.swingSeconds()).isGreaterThan(1);
  }
}
