package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.bridge.sim.VirtualTimeLink;
import org.statewise.controller.TestArms;
import org.statewise.controller.adapt.AdaptationMode;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.law.FadingPrior;
import org.statewise.controller.law.JointPd;
import org.statewise.controller.law.Prior;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.safety.GuardChain;
import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.safety.SafetyLimits;
import org.statewise.controller.setpoint.PlanException;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.controller.setpoint.TaskSpec;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.Vec3;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.Scaling;
import org.statewise.models.optim.UpdateRuleSpec;

/** The whole tick with everything that a run has: not a single byte. */
final class TickAllocationTest {
  private static final int WARM_UP = 3000;
  private static final int CALLS = 500;

  private final ArmModel model = TestArms.model("iiwa7");
  private final ArmInfo arm = TestArms.infoOf(model, true);
  private final TickRing drained = new TickRing(7, 64);
  private final TickRing full = new TickRing(7, 1);
  private final TickRecord taken = new TickRecord(7);
  private final SimulatedArm simulated = new SimulatedArm(SimulatedArmConfig.defaults(model));
  private final CommandMailbox commands = new CommandMailbox();
  private double[] qStart;
  private ControlTick tick;

  @BeforeEach
  void build() throws PlanException {
    qStart = SimulatedArmConfig.defaults(model).q0Rad().stream().mapToDouble(q -> q).toArray();
    FadingPrior prior = new FadingPrior(
        new PriorSpec.RigidBodyDynamics().build(Optional.of(model), 7, true), 7, 250);
    OnlineModel both = new OnlineModelSpec.TwoTimeScale(
        new OnlineModelSpec.Network(List.of(64, 64), LossSpec.parse("state-dependent"),
            UpdateRuleSpec.parse("sgd"), 0.01, 0.03, true),
        new OnlineModelSpec.FadingMemory(1, 0.05, 0))
        .build(7, Scaling.uniform(1, 1, 10, arm.tauMaxNm()), new SplittableRandom(1));
    OnlineAdapter adapter = new OnlineAdapter(both, prior, TorqueTarget.COMMANDED, 7,
        10_000_000);
    LoopSettings settings = new LoopSettings(arm.periodNs(), 500_000_000, Long.MAX_VALUE,
        20_000_000, 4, false, false, 0);
    double[] kp = model.joints().stream().mapToDouble(j -> j.gains().kpNmPerRad()).toArray();
    double[] kd = model.joints().stream().mapToDouble(j -> j.gains().kdNmSPerRad()).toArray();
    tick = new ControlTick(Setups.of(7, settings,
        PlannedTask.first(new TaskSpec.PickAndPlace(1000).plan(arm, qStart)), new JointPd(kp, kd),
        prior, adapter,
        new GuardChain(GuardSpec.chain(SafetyLimits.DEFAULT.withoutTracking()), arm), () -> false,
        commands,
        List.of(drained, full), System::nanoTime));
  }

  private long bytesPerTick(ArmLink link) {
    Consumer<TickRecord> reader = taken::copyFrom;
    return AllocationProbe.bytesPerCall(WARM_UP, CALLS, () -> {
      tick.run(link);
      drained.drain(reader, 1);
    });
  }

  @Test
  void shouldAllocateNothingInAWarmUp() {
    assertThat(bytesPerTick(new WarmUpLink(arm, qStart, false))).isZero();
    assertThat(tick.phase()).isEqualTo(LoopPhase.RUNNING);
    assertThat(taken.learned).isTrue();
    assertThat(taken.uObserver).doesNotContain(0);
  }

  /** Every kind of command in turn, each tick one, made beforehand as the commands of a run are. */
  @Test
  void shouldAllocateNothingForOrders() throws PlanException {
    Prior heavy = new PriorSpec.RigidBodyDynamics().carrying(
        new Payload(1, new Vec3(0, 0, 0.1)), Optional.of(model), 7, true);
    List<CommandAction> actions = List.of(new CommandAction.Hold(),
        new CommandAction.Begin(
            PlannedTask.later(new TaskSpec.Hold().plan(arm, qStart), qStart)),
        new CommandAction.Adapt(AdaptationMode.FREEZE), new CommandAction.Adapt(AdaptationMode.ON),
        new CommandAction.UseLoss(
            LossSpec.parse("structured").build(7, new SplittableRandom(1)), 0.001),
        new CommandAction.UsePrior(heavy));
    List<LoopCommand> made = actions.stream().map(action -> new LoopCommand(1, new byte[8], action))
        .toList();
    WarmUpLink link = new WarmUpLink(arm, qStart, false);
    Consumer<TickRecord> reader = taken::copyFrom;
    int[] next = {0};
    assertThat(AllocationProbe.bytesPerCall(WARM_UP, CALLS, () -> {
      commands.offer(made.get(next[0]));
      next[0] = next[0] == made.size() - 1 ? 0 : next[0] + 1;
      tick.run(link);
      drained.drain(reader, 1);
    })).isZero();
    assertThat(taken.commandNumber).isEqualTo(1);
  }

  @Test
  void shouldAllocateNothingWithASimulatedArm() {
    assertThat(bytesPerTick(new VirtualTimeLink(simulated))).isZero();
    assertThat(tick.phase()).isEqualTo(LoopPhase.RUNNING);
    assertThat(taken.learned).isTrue();
  }
}
