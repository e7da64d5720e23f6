package org.statewise.controller.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.bridge.sim.VirtualTimeLink;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;

/**
 * The same second of physics at 100, 250, 500 and 1000 Hz, with the product's wiring: each joint of a moving arm is pushed
 * for half a second. What the push does, the difference to the same second without it, is a step response there and
 * back, and shows the poles of the closed loop.
 */
@Tag("slow")
final class RatesTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final int JOINTS = ARM.jointCount();
  private static final int[] RATES = {100, 500, 1000};
  private static final int USUAL = 250;

  /** Whole periods at each rate. */
  private static final long SHOWN_NS = 20_000_000;
  private static final int SHOWN = 50;
  private static final int RELEASED = 25;

  /** The joints move then, and the output has long been faded in. */
  private static final long PUSHED_NS = 4_500_000_000L;
  private static final double PUSH_NM = 15;
  private static final double LESS_A_JOINT_NM = 2;

  private final Map<String, Object> keys = new LinkedHashMap<>(Map.of("task.kind", "sine",
      "task.frequencyHz", 0.2, "task.amplitudeRad", List.of(0.3), "arm.payloadKg", 0.0));

  /** Errors of all joints every 20 ms of the second that begins with the push, rad, by [time][joint]. */
  private double[][] second(int hertz, String pushes) throws Exception {
    ConfigLoader loader = new ConfigLoader();
    keys.forEach((key, value) -> set(loader, key, value));
    StatewiseConfig config = loader.set("arm.pushes", pushes).load().resolved();
    double[][] shown = new double[SHOWN][];
    try (ArmLink link = new VirtualTimeLink(Links.simulated(config, ARM,
        arm -> arm.withTiming(SimulatedArmConfig.Timing.every(1_000_000_000L / hertz))))) {
      TickRing ring = new TickRing(JOINTS, 4);
      ControlTick tick = tick(config, link, ring);
      while (shown[SHOWN - 1] == null) {
        assertThat(tick.run(link).isFinal()).as("%s", tick.stoppedBy()).isFalse();
        ring.drain(record -> show(record, shown), 4);
      }
    }
    return shown;
  }

  private static void set(ConfigLoader loader, String key, Object value) {
    try {
      loader.set(key, value);
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ControlTick tick(StatewiseConfig config, ArmLink link, TickRing ring)
      throws Exception {
    ArmInfo info = link.info();
    JointState state = new JointState(JOINTS);
    link.awaitState(state, Long.MAX_VALUE);
    PlannedTask plan = PlannedTask.first(Tasks.of(config.task(), "").plan(info, state.q.clone()));
    return Wiring.tick(config, new Wiring.Parts(info, Optional.of(ARM),
        RecordedArm.torqueLimits(info), LearnedModels.forJoints(JOINTS), plan, List.of(ring),
        () -> false, CommandSource.NONE, false, true, false), () -> 0);
  }

  private static void show(TickRecord record, double[][] shown) {
    long sinceNs = record.state.armTimeNs - PUSHED_NS;
    int at = (int) (sinceNs / SHOWN_NS) - 1;
    if (sinceNs % SHOWN_NS == 0 && at >= 0 && at < SHOWN) {
      shown[at] = new double[JOINTS];
      for (int j = 0; j < JOINTS; j++) {
        shown[at][j] = record.state.q[j] - record.qDes[j];
      }
    }
  }

  /** What a push on each joint does to it, rad, by [joint][time]. */
  private double[][] responses(int hertz) throws Exception {
    double[][] free = second(hertz, "");
    double[][] responses = new double[JOINTS][SHOWN];
    for (int j = 0; j < JOINTS; j++) {
      double[][] pushed = second(hertz, String.format(Locale.ROOT, "joint=%d,nm=%s,at=%ss,for=0.5s",
          j + 1, PUSH_NM - LESS_A_JOINT_NM * j, PUSHED_NS * 1e-9));
      for (int i = 0; i < SHOWN; i++) {
        responses[j][i] = pushed[i][j] - free[i][j];
      }
    }
    return responses;
  }

  /** How far two responses are apart at most, as a part of the first one's peak. */
  private static double apart(double[] usual, double[] other) {
    double peak = Arrays.stream(usual).map(Math::abs).max().orElseThrow();
    double most = 0;
    for (int i = 0; i < SHOWN; i++) {
      most = Math.max(most, Math.abs(other[i] - usual[i]));
    }
    return most / peak;
  }

  /**
   * The slower pole of a joint that is let go, 1/s: least squares over x_k+1 = a x_k + b x_k-1, whose poles z are those
   * of z^2 = a z + b, and s = ln|z| / 20 ms.
   */
  private static double pole(double[] response) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double xz = 0;
    double yz = 0;
    for (int k = RELEASED + 1; k + 1 < SHOWN; k++) {
      double x = response[k];
      double y = response[k - 1];
      double z = response[k + 1];
      xx += x * x;
      xy += x * y;
      yy += y * y;
      xz += x * z;
      yz += y * z;
    }
    double det = xx * yy - xy * xy;
    double a = (xz * yy - yz * xy) / det;
    double b = (yz * xx - xz * xy) / det;
    double square = a * a / 4 + b;
    double z = square < 0 ? Math.sqrt(-b) : Math.abs(a / 2) + Math.sqrt(square);
    return Math.log(z) / (SHOWN_NS * 1e-9);
  }

  /** The largest of what joints are apart at a rate. */
  private static double apart(double[][] usual, double[][] other) {
    double most = 0;
    for (int j = 0; j < JOINTS; j++) {
      most = Math.max(most, apart(usual[j], other[j]));
    }
    return most;
  }

  /** A command that is held for 10 ms in place of 4 is 3 ms later in the mean, which is a part of any pole. */
  @Test
  void shouldHaveTheSamePolesWithoutAModel() throws Exception {
    keys.put("adaptation.model", "none");
    keys.put("adaptation.observer", "none");
    double[][] usual = responses(USUAL);
    for (int hertz : RATES) {
      double[][] other = responses(hertz);
      assertThat(apart(usual, other)).as("%d Hz", hertz).isLessThan(hertz < USUAL ? 0.06 : 0.03);
      for (int j = 0; j < JOINTS; j++) {
        assertThat(pole(other[j])).as("joint %d at %d Hz", j, hertz).isNegative()
            .isCloseTo(pole(usual[j]), withPercentage(hertz < USUAL ? 20 : 10));
      }
    }
  }

  @Test
  void shouldAnswerAPushAlikeWithEverythingThatARunHas() throws Exception {
    double[][] usual = responses(USUAL);
    for (int hertz : RATES) {
      assertThat(apart(usual, responses(hertz))).as("%d Hz", hertz)
          .isLessThan(hertz < USUAL ? 0.25 : 0.15);
    }
  }

  /** So the test above would notice constants that are not converted. */
  @Test
  void shouldAnswerOtherwiseWhereAModelsConstantsAreOfOneSample() throws Exception {
    double[][] usual = responses(USUAL);
    keys.put("adaptation.samplePeriodMillis", 0.0);
    assertThat(apart(usual, responses(100))).isGreaterThan(0.4);
    assertThat(apart(usual, responses(1000))).isGreaterThan(0.25);
  }
}
