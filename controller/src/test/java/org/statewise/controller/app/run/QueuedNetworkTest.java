package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.remote.BridgeLimits;
import org.statewise.bridge.remote.BridgeLink;
import org.statewise.bridge.remote.BridgeServer;
import org.statewise.bridge.remote.BridgeServerConfig;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.controller.TestArms;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.law.JointPd;
import org.statewise.controller.law.Prior;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.LoopSettings;
import org.statewise.controller.loop.Setups;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.safety.GuardChain;
import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.safety.SafetyLimits;
import org.statewise.controller.setpoint.TaskSpec;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;

/**
 * A controller and its bridge over TCP, between them a network that queues up: every state and every command
 * comes, in order and without a gap, but late. One clock, which the test moves, for everyone.
 */
@Timeout(300)
final class QueuedNetworkTest {
  private static final long PERIOD_NS = TestArms.PERIOD_NS;
  private static final long MS = 1_000_000;

  private final AtomicLong clock = new AtomicLong(77_000 * MS);
  private final ArmModel model = TestArms.model("iiwa7");
  private final SteppedArm arm = new SteppedArm(
      new SimulatedArm(SimulatedArmConfig.defaults(model)), clock::get);
  private final Deque<Late> states = new ArrayDeque<>();
  private final Deque<Late> commands = new ArrayDeque<>();
  private final TickRing ring = new TickRing(7, 1);
  private final TickRecord last = new TickRecord(7);
  private BridgeServer server;
  private FrameQueue network;
  private BridgeLink link;
  private ControlTick tick;
  private int periods;

  private record Late(ByteBuffer frame, long dueNs) {}

  @BeforeEach
  void connect() throws Exception {
    server = BridgeServer.start(new BridgeServerConfig("127.0.0.1", 0,
        BridgeLimits.DEFAULT, Optional.empty()), arm, clock::get);
    network = new FrameQueue(server.port());
    link = BridgeLink.connect("127.0.0.1", network.port(), 60_000, Optional.empty(), clock::get);
    Prior prior = new PriorSpec.RigidBodyDynamics().build(Optional.of(model), 7,
        link.info().gravityCompensated());
    double[] kp = model.joints().stream().mapToDouble(j -> j.gains().kpNmPerRad()).toArray();
    double[] kd = model.joints().stream().mapToDouble(j -> j.gains().kdNmSPerRad()).toArray();
    double[] q0 = SimulatedArmConfig.defaults(model).q0Rad().stream().mapToDouble(q -> q).toArray();
    OnlineModel none = new OnlineModelSpec.None().build(7,
        ModelScaling.of(RecordedArm.torqueLimits(link.info())), new SplittableRandom(1));
    tick = new ControlTick(Setups.of(7,
        new LoopSettings(PERIOD_NS, 500 * MS, 60_000 * MS, 20 * MS, 4, false, false, 0),
        new TaskSpec.Hold().plan(link.info(), q0), new JointPd(kp, kd), prior,
        new OnlineAdapter(none, prior, TorqueTarget.COMMANDED, 7, 10 * MS),
        new GuardChain(GuardSpec.chain(SafetyLimits.DEFAULT), link.info()), () -> false,
        List.of(ring), () -> 0));
  }

  @AfterEach
  void disconnect() throws Exception {
    network.close();
    link.close();
    server.close();
  }

  /** Lets periods pass until the run ends; {@code delayNs} is that of either way in each period. */
  private void run(int most, LongUnaryOperator delayNs) throws Exception {
    for (; periods < most && !tick.phase().isFinal(); periods++) {
      clock.addAndGet(PERIOD_NS);
      long delay = delayNs.applyAsLong(periods);
      deliverCommands();
      arm.step();
      states.add(new Late(ByteBuffer.wrap(network.takeFromBridge()), clock.get() + delay));
      while (isDue(states) && !tick.phase().isFinal()) {
        network.deliverToController(states.remove().frame().array());
        tick.run(link);
        ring.drain(last::copyFrom, 1);
        if (last.sent == SendResult.SENT) {
          commands.add(new Late(ByteBuffer.wrap(network.takeFromController()),
              clock.get() + delay));
        }
      }
      deliverCommands();
    }
  }

  private boolean isDue(Deque<Late> frames) {
    return !frames.isEmpty() && frames.peek().dueNs() - clock.get() <= 0;
  }

  private void deliverCommands() throws Exception {
    while (isDue(commands)) {
      long before = server.statistics().framesIn();
      network.deliverToBridge(commands.remove().frame().array());
      while (server.statistics().framesIn() == before) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void shouldKnowThatStatesAreYoungWhereNothingQueues() throws Exception {
    run(400, period -> 0);
    assertThat(tick.phase()).isEqualTo(LoopPhase.RUNNING);
    assertThat(tick.ages().largestNs()).isZero();
    assertThat(tick.ages().unknown()).as("before anything came back").isBetween(1L, 2L);
    assertThat(server.statistics().outdatedCommands()).isZero();
  }

  @Test
  void shouldEndWithTheAgeOfTheStatesWhereBothWaysTake300Ms() throws Exception {
    run(1000, period -> 300 * MS);
    assertThat(tick.phase()).isEqualTo(LoopPhase.FAULT);
    assertThat(tick.faultReason()).isEqualTo(FaultReason.GUARD);
    assertThat(RunFigures.sentence(tick)).isEqualTo("a guard stopped the arm: state-age: the last"
        + " state was sampled 300.0 ms ago (give or take 300.0 ms), so that something on the way"
        + " holds states back");
    assertThat(last.state.ageNs(last.nowNs)).isEqualTo(300 * MS);
    // The first command is back with its echo after 600 ms; a tenth of a second of old states follows.
    assertThat(periods).isBetween(245, 260);
    assertThat(server.statistics().outdatedCommands()).as("the bridge notices too").isPositive();
  }

  @Test
  void shouldNoticeAQueueThatGrowsWithoutAGap() throws Exception {
    run(1000, period -> Math.clamp(period - 250, 0, 150) * (2 * MS));
    assertThat(tick.phase()).isEqualTo(LoopPhase.FAULT);
    assertThat(RunFigures.sentence(tick)).contains("the last state was sampled ")
        .contains("(give or take 0.").endsWith("so that something on the way holds states back");
    assertThat(periods).isLessThan(320);
    assertThat(tick.cycle().missedStates()).as("every state came").isZero();
    assertThat(server.statistics().outdatedCommands()).as("the bridge notices too").isPositive();
  }
}
