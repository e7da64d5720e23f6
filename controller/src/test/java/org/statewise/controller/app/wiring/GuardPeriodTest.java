package org.statewise.controller.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.sim.FaultPlan;
import org.statewise.bridge.sim.FaultyArmLink;
import org.statewise.controller.app.command.SimulatedPlants;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.evaluate.closedloop.Plant;
import org.statewise.controller.evaluate.closedloop.Scenario;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;

/** Guards that count states act after the same time at 100, 250, 500 and 1000 Hz. */
final class GuardPeriodTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final double AT_SECONDS = 2;
  private static final int[] RATES = {100, 250, 500, 1000};

  private final StatewiseConfig config;

  GuardPeriodTest() throws Exception {
    config = new ConfigLoader().set("adaptation.model", "none").load();
  }

  private static Plant plant(int hertz) {
    Plant usual = Scenario.PLAIN.plant(ARM, 3, 1);
    Plant.Cabinet cabinet = usual.cabinet();
    return new Plant(usual.scenario(), usual.seed(), usual.nominal(), usual.arm(), usual.load(),
        usual.drive(), new Plant.Cabinet(1. / hertz, cabinet.believedLoad(),
            cabinet.gravityOffsetNm(), cabinet.frictionObserver()),
        usual.sensing(), usual.pushes(), usual.task(), usual.gainScale());
  }

  /** How long after {@link #AT_SECONDS} a guard has ended the task, s; 1 if none did within a second. */
  private double stopped(int hertz, String faults) throws Exception {
    JointState state = new JointState(ARM.jointCount());
    long[] newestNs = new long[1];
    try (ArmLink link = new FaultyArmLink(SimulatedPlants.open(plant(hertz)),
        FaultPlan.parse(faults, 1))) {
      ArmInfo info = link.info();
      link.awaitState(state, Long.MAX_VALUE);
      long startNs = state.armTimeNs;
      PlannedTask plan = PlannedTask.first(Tasks.of(config.task(), "").plan(info, state.q.clone()));
      TickRing ring = new TickRing(info.jointCount(), 4);
      ControlTick tick = Wiring.tick(config, new Wiring.Parts(info, Optional.of(ARM),
          RecordedArm.torqueLimits(info), LearnedModels.forJoints(info.jointCount()), plan,
          List.of(ring), () -> false, CommandSource.NONE, false, true, false), () -> 0);
      double seconds = 0;
      LoopPhase phase = tick.phase();
      while (phase != LoopPhase.BRAKING && !phase.isFinal() && seconds < AT_SECONDS + 1) {
        phase = tick.run(link);
        ring.drain(record -> newestNs[0] = record.state.armTimeNs, 4);
        seconds = (newestNs[0] - startNs) * 1e-9;
      }
      return seconds - AT_SECONDS;
    }
  }

  @Test
  void shouldGiveUpASensorThatStandsStillAfterTheSameTime() throws Exception {
    double usual = stopped(250, "freeze:at=2,for=2");
    assertThat(usual).isBetween(0.036, 0.06);
    for (int hertz : RATES) {
      // A period more or less.
      assertThat(stopped(hertz, "freeze:at=2,for=2")).as("%d Hz", hertz)
          .isCloseTo(usual, within(0.004 + 1. / hertz));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.06, false", "0.09, true"})
  void shouldBrakeAfterAGapOfTheSameTime(String seconds, boolean brakes) throws Exception {
    for (int hertz : RATES) {
      double stopped = stopped(hertz, "silent:at=2,for=" + seconds);
      assertThat(stopped < 0.99).describedAs("%s Hz: %s", hertz, stopped).isEqualTo(brakes);
    }
  }
}
