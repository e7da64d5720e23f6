package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.bridge.api.ArmInfo;
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
import org.statewise.controller.setpoint.PlanException;
import org.statewise.controller.setpoint.TaskSpec;
import org.statewise.models.arm.ArmModel;

/** A simulated arm is taken over from its brakes and held, without a guard having to help. */
final class SimulatedEngagementTest {
  private static final double MAX_STEP_NM = 1;
  private static final double MAX_SAG_RAD = 0.01;

  private double[] qStart;
  private ControlTick tick;
  private final TickRing ring = new TickRing(7, 1);
  private final TickRecord last = new TickRecord(7);

  private VirtualTimeLink build(String name, boolean compensated) throws PlanException {
    ArmModel model = TestArms.model(name);
    SimulatedArmConfig config = SimulatedArmConfig.defaults(model)
        .withGravityCompensated(compensated).withSensors(SimulatedArmConfig.Sensors.PERFECT);
    qStart = config.q0Rad().stream().mapToDouble(q -> q).toArray();
    ArmInfo arm = TestArms.infoOf(model, compensated);
    Prior prior = new PriorSpec.RigidBodyDynamics().build(Optional.of(model), 7, compensated);
    double[] kp = model.joints().stream().mapToDouble(j -> j.gains().kpNmPerRad()).toArray();
    double[] kd = model.joints().stream().mapToDouble(j -> j.gains().kdNmSPerRad()).toArray();
    tick = new ControlTick(Setups.of(7,
        new LoopSettings(arm.periodNs(), 500_000_000, 2_000_000_000, 20_000_000, 4, false, false,
            0),
        new TaskSpec.Hold().plan(arm, qStart), new JointPd(kp, kd), prior,
        new OnlineAdapter(new ScriptedModel(7), prior, TorqueTarget.COMMANDED, 7, 10_000_000),
        new GuardChain(GuardSpec.chain(SafetyLimits.DEFAULT), arm), () -> false, List.of(ring),
        () -> 0));
    return new VirtualTimeLink(new SimulatedArm(config));
  }

  @ParameterizedTest
  @CsvSource({"iiwa7, true", "iiwa7, false", "iiwa14, false"})
  void shouldNeitherSagNorJump(String name, boolean compensated) throws PlanException {
    VirtualTimeLink link = build(name, compensated);
    double[] before = null;
    while (!tick.run(link).isFinal()) {
      ring.drain(last::copyFrom, 1);
      assertThat(last.trips).as("trips in tick %d", last.tick).isZero();
      for (int j = 0; j < 7; j++) {
        assertThat(Math.abs(last.state.q[j] - qStart[j])).isLessThan(MAX_SAG_RAD);
        if (before != null) {
          assertThat(Math.abs(last.u[j] - before[j])).isLessThan(MAX_STEP_NM);
        }
      }
      before = last.u.clone();
    }
    assertThat(tick.phase()).isEqualTo(LoopPhase.STOPPED);
  }
}
