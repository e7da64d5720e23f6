package org.statewise.controller.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.adapt.CompositeGain;
import org.statewise.controller.app.command.BenchmarkTicks;
import org.statewise.controller.app.command.SimulatedPlants;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.evaluate.closedloop.Baseline;
import org.statewise.controller.evaluate.closedloop.ClosedLoop;
import org.statewise.controller.evaluate.closedloop.RunMeasures;
import org.statewise.controller.evaluate.closedloop.Scenario;
import org.statewise.controller.loop.CommandAction;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.controller.setpoint.TaskRegistry;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.PeriodConversion;
import org.statewise.proto.recording.LossOrder;
import org.statewise.proto.recording.Order;

/** A model's constants become those of the arm's period wherever a loop is closed. */
final class ModelPeriodTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final int N = ARM.jointCount();

  private final double[] q = new double[N];

  private static PlannedTask plan(StatewiseConfig config, ArmInfo arm) throws Exception {
    return PlannedTask.first(Tasks.of(config.task(), "").plan(arm, new double[N]));
  }

  /** How much of a torque a model has learned after a sample of it. */
  private double learned(double meantMillis, long periodNs) throws Exception {
    StatewiseConfig config = new ConfigLoader().set("adaptation.samplePeriodMillis", meantMillis)
        .set("adaptation.model", "trend:order=1,gain=0.1").load();
    ArmInfo arm = ArmInfo.of(ARM, periodNs, true);
    OnlineModel model = Wiring.model(config, new Wiring.Parts(arm, Optional.of(ARM),
        RecordedArm.torqueLimits(arm), LearnedModels.forJoints(N), plan(config, arm), List.of(),
        () -> false, CommandSource.NONE, false, true, false));
    double[] tau = new double[N];
    tau[0] = 10;
    model.learn(q, q, q, tau);
    model.predictInto(q, q, q, tau);
    return tau[0] / 10;
  }

  @ParameterizedTest
  @CsvSource({"4, 4_000_000, 1", "4, 1_000_000, 0.25", "4, 10_000_000, 2.5", "1, 1_000_000, 1",
    "2, 1_000_000, 0.5", "0, 1_000_000, 1"})
  void shouldBuildTheModelOfARunForItsArm(double meantMillis, String periodNs, double ratio)
      throws Exception {
    assertThat(learned(meantMillis, Long.parseLong(periodNs.replace("_", ""))))
        .isCloseTo(1 - Math.pow(0.9, ratio), within(1e-12));
  }

  @Test
  void shouldStepAsFastDownALossThatIsExchangedInTheRun() throws Exception {
    StatewiseConfig config = new ConfigLoader().load();
    ArmInfo arm = ArmInfo.of(ARM, 1_000_000, true);
    CommandAction action = new CommandBuilder(config, arm, Optional.of(ARM),
        new TaskRegistry(plan(config, arm))).build(
            Order.newBuilder()
                .setLoss(LossOrder.newBuilder().setWord("squared").setAlpha(0.01)).build());
    assertThat(((CommandAction.UseLoss) action).alpha()).isCloseTo(0.0025, within(1e-15));
  }

  private static RunMeasures benchmark(Scenario scenario, OnlineModelSpec model,
      double meantSeconds) {
    Baseline row = new Baseline("row", model, Baseline.Knowledge.NOMINAL,
        new Baseline.Handling(StatewiseConfig.DEFAULT.adaptation().acceleration(), 0.006, 0.0035, 4,
            CompositeGain.NONE,
            meantSeconds),
        true);
    return new ClosedLoop(SimulatedPlants::open, BenchmarkTicks::tick, 1)
        .run(scenario.plant(ARM, 3, 1), row);
  }

  @Test
  void shouldBuildTheModelOfABenchmarkForItsArm() {
    OnlineModelSpec model = new OnlineModelSpec.FadingMemory(1, 0.05, 0);
    RunMeasures atKilohertz = benchmark(Scenario.KILOHERTZ, model, 0.004);
    assertThat(atKilohertz)
        .isEqualTo(benchmark(Scenario.KILOHERTZ, new PeriodConversion(0.25).of(model), 0))
        .isNotEqualTo(benchmark(Scenario.KILOHERTZ, model, 0));
  }
}
