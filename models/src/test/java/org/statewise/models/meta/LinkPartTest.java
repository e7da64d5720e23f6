package org.statewise.models.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.statewise.models.Draw;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;
import org.statewise.models.dynamics.RigidBody;
import org.statewise.models.online.LinkFeatures;
import org.statewise.models.online.Scaling;

/** An arm that carries what its description does not know, with friction of the plainest kind. */
final class LinkPartTest {
  private static final int N = 7;
  private static final double FRICTION = 0.03;

  private final ArmModel arm = ShippedArms.load("iiwa7");
  private final double[] tauMax = arm.joints().stream()
      .mapToDouble(joint -> joint.limits().tauMaxNm()).toArray();
  private final Scaling scaling = Scaling.uniform(1, 1, 10, tauMax);
  private final double[] unit = new double[N];
  private final Draw draw = new Draw(5);

  private TaughtSamples taught(double friction) {
    RigidBody plain = new RigidBody(arm);
    RigidBody loaded = new RigidBody(arm);
    loaded.setPayload(new Payload(1.5, new Vec3(0.02, 0, 0.1)));
    TaughtSamples samples = new TaughtSamples(3 * N + 1, N);
    double[] zero = new double[N];
    double[] without = new double[N];
    double[] with = new double[N];
    double[] target = new double[N];
    for (int i = 0; i < 400; i++) {
      double[] x = draw.array(3 * N + 1);
      x[3 * N] = 0;
      // Nothing moves but for friction: then links are all that there is.
      Arrays.fill(x, 2 * N, 3 * N, 0);
      double[] q = Arrays.copyOf(x, N);
      plain.inverseDynamicsInto(q, zero, zero, without);
      loaded.inverseDynamicsInto(q, zero, zero, with);
      for (int j = 0; j < N; j++) {
        x[N + j] = i % 2 == 0 ? 1e-3 : -1e-3;
        double way = StrictMath.tanh(x[N + j] / 0.02);
        target[j] = (with[j] - without[j]) / tauMax[j] + friction * way;
      }
      samples.add(x, target);
    }
    return samples;
  }

  private TaughtSamples rest(double friction) {
    Arrays.fill(unit, 0.02);
    return new LinkPart(new LinkFeatures(arm, scaling, unit), unit, scaling.qd())
        .without(taught(friction));
  }

  @Test
  void shouldTakeAwayWhatLinksExplain() {
    TaughtSamples rest = rest(0);
    assertThat(rest.count()).isEqualTo(400);
    for (int i = 0; i < rest.count(); i++) {
      for (int j = 0; j < N; j++) {
        assertThat(rest.target(i, j)).isCloseTo(0, within(1e-4));
      }
    }
  }

  @Test
  void shouldLeaveFriction() {
    TaughtSamples rest = rest(FRICTION);
    for (int i = 0; i < rest.count(); i++) {
      double way = StrictMath.tanh((i % 2 == 0 ? 1e-3 : -1e-3) / 0.02);
      for (int j = 0; j < N; j++) {
        assertThat(rest.target(i, j)).isCloseTo(FRICTION * way, within(2e-4));
      }
    }
  }

  @Test
  void shouldKeepTheInputs() {
    TaughtSamples rest = rest(0);
    Draw again = new Draw(5);
    double[] x = again.array(3 * N + 1);
    assertThat(rest.input(0, 0)).isEqualTo((float) x[0]);
    assertThat(rest.inputs()).isEqualTo(3 * N + 1);
  }
}
