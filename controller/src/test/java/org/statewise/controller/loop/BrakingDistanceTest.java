package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.sim.PayloadPlan;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.bridge.sim.VirtualTimeLink;
import org.statewise.controller.TestArms;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.law.JointPd;
import org.statewise.controller.law.Prior;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.safety.GuardChain;
import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.safety.SafetyLimits;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.controller.setpoint.SetpointSource;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.Vec3;

/** A joint that is driven at the end of its range comes to rest before it, at any speed. */
final class BrakingDistanceTest {
  private static final double RAMP_SECONDS = 0.8;

  /** What the controller does not know of, and what pulls while it brakes. */
  private static final Payload LOAD = new Payload(0.857, new Vec3(0, 0, 0.12));

  static Stream<Arguments> drives() {
    return Stream.of("iiwa7", "iiwa14")
        .flatMap(arm -> IntStream.range(0, 7).boxed()
            .flatMap(joint -> Stream.of(-1.0, -0.3, 0.05, 0.3, 0.6)
                .map(part -> Arguments.of(arm, joint, part))));
  }

  /** Joint {@code joint} gets to {@code speed} and keeps it, come what may. */
  private static SetpointSource driving(int joint, double speed, double[] qStart) {
    return new SetpointSource() {
      @Override
      public Motion motion(int index) {
        return new Motion("drive", 0);
      }

      @Override
      public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
        double s = Math.min(1, timeSeconds / RAMP_SECONDS);
        System.arraycopy(qStart, 0, out.qDes, 0, qStart.length);
        out.qDes[joint] += speed * (RAMP_SECONDS * (s * s * s - 0.5 * s * s * s * s)
            + Math.max(0, timeSeconds - RAMP_SECONDS));
        out.qdDes[joint] = speed * s * s * (3 - 2 * s);
        out.qddDes[joint] = speed * 6 * s * (1 - s) / RAMP_SECONDS;
        out.gripperClosed = true;
      }
    };
  }

  private static ControlTick tick(ArmModel model, ArmInfo arm, SetpointSource task, TickRing ring) {
    Prior prior = new PriorSpec.RigidBodyDynamics().build(Optional.of(model), 7, true);
    double[] kp = model.joints().stream().mapToDouble(j -> j.gains().kpNmPerRad()).toArray();
    double[] kd = model.joints().stream().mapToDouble(j -> j.gains().kdNmSPerRad()).toArray();
    return new ControlTick(Setups.of(7,
        new LoopSettings(arm.periodNs(), 500_000_000, Long.MAX_VALUE, 100_000_000, 4, false, false,
            0),
        task,
        new JointPd(kp, kd), prior,
        new OnlineAdapter(new ScriptedModel(7), prior, TorqueTarget.COMMANDED, 7, 10_000_000),
        new GuardChain(GuardSpec.chain(SafetyLimits.DEFAULT), arm), () -> false, List.of(ring),
        () -> 0));
  }

  /** The furthest that joint {@code joint} gets in the direction of {@code part}, rad. */
  private static double furthest(String name, int joint, double part, PayloadPlan load) {
    ArmModel model = TestArms.model(name);
    ArmInfo info = TestArms.infoOf(model, true);
    double speed = part * 0.9 * info.qdMaxRadPerS()[joint];
    SimulatedArmConfig config = SimulatedArmConfig.defaults(model).withPayload(load);
    double[] qStart = config.q0Rad().stream().mapToDouble(q -> q).toArray();
    // A second at full speed, and then the end is near.
    qStart[joint] = Math.signum(part) * (end(name, joint, part) - 0.4) - speed;
    config = config.withQ0Rad(Arrays.stream(qStart).boxed().toList());
    TickRing ring = new TickRing(7, 1);
    TickRecord last = new TickRecord(7);
    ControlTick tick = tick(model, info, driving(joint, speed, qStart), ring);
    VirtualTimeLink link = new VirtualTimeLink(new SimulatedArm(config));
    double furthest = Double.NEGATIVE_INFINITY;
    while (!tick.run(link).isFinal()) {
      ring.drain(last::copyFrom, 1);
      furthest = Math.max(furthest, last.state.q[joint] * Math.signum(part));
    }
    assertThat(tick.stoppedBy()).get().isIn("joint-range", "velocity");
    link.release();
    for (int i = 0; i < 250; i++) {
      link.awaitState(last.state, 0);
      furthest = Math.max(furthest, last.state.q[joint] * Math.signum(part));
    }
    return furthest;
  }

  private static double end(String name, int joint, double part) {
    ArmInfo info = TestArms.infoOf(TestArms.model(name), true);
    return part > 0 ? info.qMaxRad()[joint] : -info.qMinRad()[joint];
  }

  @ParameterizedTest
  @MethodSource("drives")
  void shouldComeToRestInsideTheMargin(String name, int joint, double part) {
    assertThat(furthest(name, joint, part, PayloadPlan.NONE))
        .isLessThan(end(name, joint, part) - SafetyLimits.DEFAULT.rangeMarginRad());
  }

  @ParameterizedTest
  @MethodSource("drives")
  void shouldComeToRestInsideTheRangeWhateverItCarries(String name, int joint, double part) {
    assertThat(furthest(name, joint, part, PayloadPlan.byGripper(LOAD)))
        .isLessThan(end(name, joint, part));
  }
}
