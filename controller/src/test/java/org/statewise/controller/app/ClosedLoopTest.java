package org.statewise.controller.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.statewise.controller.adapt.SampleSettings.Acceleration;
import org.statewise.controller.evaluate.closedloop.Cell;
import org.statewise.controller.evaluate.closedloop.ClosedLoop;
import org.statewise.controller.evaluate.closedloop.Contender;
import org.statewise.controller.evaluate.closedloop.Contender.Handling;
import org.statewise.controller.evaluate.closedloop.Contender.Knowledge;
import org.statewise.controller.evaluate.closedloop.Goal;
import org.statewise.controller.evaluate.closedloop.Goals;
import org.statewise.controller.evaluate.closedloop.Lineup;
import org.statewise.controller.evaluate.closedloop.Margin;
import org.statewise.controller.evaluate.closedloop.Margins;
import org.statewise.controller.evaluate.closedloop.Results;
import org.statewise.controller.evaluate.closedloop.RunMeasures;
import org.statewise.controller.evaluate.closedloop.Scenario;
import org.statewise.controller.evaluate.closedloop.World;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.OnlineModelSyntax;

/** The benchmark's own runs, on arms that are simulated. */
final class ClosedLoopTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final Handling OURS = new Handling(Acceleration.POSITION, 0.001, 0.0035);

  private final ClosedLoop loop = new ClosedLoop(SimulatedWorlds::open, 1);
  private final World world = Scenario.PLAIN.world(ARM, 3, 1);
  private final Contender none = row("none", Handling.PLAIN, false);

  private static Contender row(String text, Handling handling, boolean supervised) {
    return new Contender(text, new OnlineModelSyntax(Optional.of(ARM)).parse(text),
        Knowledge.NOMINAL, handling, supervised);
  }

  @Test
  void shouldDrawTheSameArmFromTheSameSeedAndAnotherFromAnother() {
    assertThat(Scenario.PLAIN.world(ARM, 3, 1)).isEqualTo(world);
    assertThat(Scenario.PLAIN.world(ARM, 4, 1).arm()).isNotEqualTo(world.arm());
    assertThat(world.arm()).isNotEqualTo(ARM);
    assertThat(world.nominal()).isEqualTo(ARM);
  }

  @Test
  void shouldRepeatARunToTheBit() {
    Contender trend = row("trend", OURS, true);
    assertThat(loop.run(world, trend)).isEqualTo(loop.run(world, trend));
  }

  @Test
  void shouldLeaveLessWithTheDefaultThanPerfectKnowledgeDoesAndThatLessThanThePriorAlone() {
    RunMeasures prior = loop.run(world, none);
    RunMeasures exact = loop.run(world, new Contender("exact", new OnlineModelSpec.None(),
        Knowledge.EXACT, Handling.PLAIN, false));
    RunMeasures trend = loop.run(world, row("trend", OURS, true));

    assertThat(exact.rmsMrad(1)).isLessThan(0.2 * prior.rmsMrad(1));
    assertThat(trend.worstRmsMrad(0)).isLessThan(exact.worstRmsMrad(0));
    assertThat(trend.recoverSeconds()).allMatch(seconds -> seconds < 0.3);
    assertThat(trend.interventions() + trend.gainLowered()).isZero();
    assertThat(trend.motions()).hasSize(6);
  }

  @Test
  void shouldFindAMarginWhereTheLoopIsFarFromOscillatingAndNoneWhereItIsNot() {
    Margins margins = new Margins(new ClosedLoop(SimulatedWorlds::open, 2));
    Contender slow = row("trend:gain=0.1", OURS, false);
    Contender eager = row("trend:gain=0.6", OURS, false);

    assertThat(margins.delaySeconds(world, slow)).isBetween(0.008, 0.064);
    assertThat(margins.delaySeconds(world, eager)).isLessThan(0.003);
  }

  @Test
  void shouldSlowDownWhatOscillatesSoThatItFollowsBetterThanItWouldAlone() {
    World late = Scenario.LATENCY_4.world(ARM, 3, 1);
    World later = late.withDrive(new World.Drive(late.drive().lagSeconds(), 0.008, 0));
    RunMeasures alone = loop.run(later, row("trend:gain=0.25", OURS, false));
    RunMeasures supervised = loop.run(later, row("trend:gain=0.25", OURS, true));

    assertThat(alone.trips()).isGreaterThan(1000);
    assertThat(supervised.held()).isTrue();
    assertThat(supervised.gainLowered()).isPositive();
    assertThat(supervised.roughnessNm()).isLessThan(0.5 * alone.roughnessNm());
    assertThat(supervised.rmsMrad(1)).isLessThan(0.5 * alone.rmsMrad(1));
  }

  @Test
  void shouldSayWhichGoalsHold() {
    Contender standard = row("trend", OURS, true);
    Contender exact = new Contender("exact", new OnlineModelSpec.None(), Knowledge.EXACT,
        Handling.PLAIN, false);
    Lineup lineup = new Lineup(none, exact, standard, List.of(), List.of(), List.of());
    List<Cell> cells = List.of(cell(none, 10), cell(exact, 1), cell(standard, 0.5));
    Results good = new Results(lineup, cells,
        List.of(new Margin(standard, 1, 0.01, 2.5)), List.of(1.0), List.of(Scenario.PLAIN));
    assertThat(Goals.of(good)).allMatch(Goal::holds);

    Results bad = new Results(lineup,
        List.of(cell(none, 10), cell(exact, 1), cell(standard, 12)),
        List.of(new Margin(standard, 1, 0.001, 1.5)), List.of(1.0), List.of(Scenario.PLAIN));
    assertThat(Goals.of(bad)).filteredOn(goal -> !goal.holds()).extracting(Goal::sentence)
        .contains(
            "harm: RMS error over that of PD and prior alone, any motion and the first second:"
                + " does not hold, 1.20 (at most 1.10), worst in plain, gain 1.0, seed 1, first"
                + " second",
            "delay margin, s, gain 1.0: does not hold, 0.00100 (at least 0.00400)",
            "gain margin of the adaptation, gain 1.0: does not hold, 1.50 (at least 2.00)");
  }

  private static Cell cell(Contender row, double mrad) {
    return new Cell(row, Scenario.PLAIN, 1, 1,
        new RunMeasures(List.of(new RunMeasures.Motion("reach", 1, mrad, mrad, 0)), mrad,
            List.of(0.1), 0.05, 0.01, 0, 0, 0, ""));
  }
}
