package org.statewise.controller.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.bridge.sim.VirtualTimeLink;
import org.statewise.controller.TestArms;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.law.JointPd;
import org.statewise.controller.law.Prior;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.LoopSettings;
import org.statewise.controller.loop.Setups;
import org.statewise.controller.loop.StopSignal;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.safety.GuardChain;
import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.safety.SafetyLimits;
import org.statewise.controller.setpoint.PlanException;
import org.statewise.controller.setpoint.SetpointSource;
import org.statewise.controller.setpoint.TaskSpec;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.Scaling;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * A run of a simulated arm that learns, on a virtual clock: one state is lost in tick
 * {@link #LATE_TICK}, and a stop is asked for from tick {@link #STOP_TICK} on.
 */
final class RecordedRun {
  static final int LATE_TICK = 300;
  static final int STOP_TICK = 700;

  private final ArmModel model = TestArms.model("iiwa7");
  private final SimulatedArmConfig simulated = SimulatedArmConfig.defaults(model);
  private final ArmInfo arm = TestArms.infoOf(model, true);
  private final TickRing ring = new TickRing(7, 1);
  final double[] qStart = simulated.q0Rad().stream().mapToDouble(q -> q).toArray();

  /** What {@code change} does to a tick before it is written. */
  LoopPhase recordTo(Path file, Consumer<TickRecord> change) throws IOException, PlanException {
    SetpointSource plan = plan();
    ArmLink link = new LosingLink(new VirtualTimeLink(new SimulatedArm(simulated)));
    long[] ticks = {0};
    ControlTick tick = tick(plan, () -> ticks[0] >= STOP_TICK);
    TickRecord record = new TickRecord(7);
    RecordingInfo info = new RecordingInfo(RecordingKind.RUN, "test", Instant.EPOCH, arm.name(),
        arm.joints().stream().map(JointInfo::name).toList(), "", "", Map.of());
    try (RecordingWriter writer = new RecordingWriter(McapOutput.file(file), info, plan::motion)) {
      while (!tick.phase().isFinal()) {
        tick.run(link);
        ticks[0]++;
        ring.drain(record::copyFrom, 1);
        change.accept(record);
        writer.write(record);
      }
    }
    return tick.phase();
  }

  /** Plays a file through a fresh tick of the same build. */
  ReplayLink replay(Path file) throws IOException, PlanException {
    try (RecordingReader reader = RecordingReader.open(file)) {
      ReplayLink link = new ReplayLink(arm, reader);
      SetpointSource plan = plan();
      new Replay(tick(plan, link::stopRequested), link, plan::motion, ring, false).run(count -> {});
      return link;
    }
  }

  private SetpointSource plan() throws PlanException {
    return new TaskSpec.PickAndPlace(1).plan(arm, qStart);
  }

  private ControlTick tick(SetpointSource plan, StopSignal stop) {
    Prior prior = new PriorSpec.RigidBodyDynamics().build(Optional.of(model), 7, true);
    OnlineModel network = new OnlineModelSpec.Network(List.of(16),
        LossSpec.parse("state-dependent"), UpdateRuleSpec.parse("sgd"), 0.01, 0.03, true)
        .build(7, Scaling.uniform(1, 1, 10, arm.tauMaxNm()), new SplittableRandom(3));
    OnlineAdapter adapter = new OnlineAdapter(network, prior, TorqueTarget.COMMANDED, 7,
        10_000_000);
    LoopSettings settings = new LoopSettings(arm.periodNs(), 100_000_000, Long.MAX_VALUE,
        20_000_000, 4, false, false, 0);
    double[] kp = model.joints().stream().mapToDouble(j -> j.gains().kpNmPerRad()).toArray();
    double[] kd = model.joints().stream().mapToDouble(j -> j.gains().kdNmSPerRad()).toArray();
    return new ControlTick(Setups.of(7, settings, plan, new JointPd(kp, kd), prior, adapter,
        new GuardChain(GuardSpec.chain(SafetyLimits.DEFAULT), arm), stop, List.of(ring),
        () -> 0));
  }

  /** Loses one state. */
  private static final class LosingLink implements ArmLink {
    private final ArmLink link;
    private long ticks;

    private LosingLink(ArmLink link) {
      this.link = link;
    }

    @Override
    public ArmInfo info() {
      return link.info();
    }

    @Override
    public AwaitResult awaitState(JointState state, long deadlineNs) {
      return ticks++ == LATE_TICK ? AwaitResult.LATE : link.awaitState(state, deadlineNs);
    }

    @Override
    public SendResult send(TorqueCommand command) {
      return link.send(command);
    }

    @Override
    public void release() {
      link.release();
    }

    @Override
    public long nowNs() {
      return link.nowNs();
    }

    @Override
    public void close() {
      link.close();
    }
  }
}
