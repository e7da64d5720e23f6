package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.Draw;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;
import org.statewise.models.dynamics.RigidBody;
import org.statewise.models.dynamics.RigidBodyRegressor;

/** Against inverse dynamics of arms whose links are others. */
final class LinkFeaturesTest {
  private static final int N = 7;
  private static final int COUNT = LinkFeatures.count(N);
  private static final double[] UNIT = {0.02, 0.03, 0.02, 0.04, 0.01, 0.02, 0.005};

  private final ArmModel arm = ShippedArms.load("iiwa7");
  private final double[] tauMax = arm.joints().stream()
      .mapToDouble(joint -> joint.limits().tauMaxNm()).toArray();
  private final Scaling scaling = Scaling.uniform(2, 1.5, 10, tauMax);
  private final LinkFeatures links = new LinkFeatures(arm, scaling, UNIT);
  private final Draw draw = new Draw(5);
  private final double[] q = draw.array(N);
  private final double[] qd = draw.array(N);
  private final double[] qdd = draw.array(N);
  private final double[] rows = new double[N * COUNT];

  private double[] torques(ArmModel of, Payload payload) {
    RigidBody body = new RigidBody(of);
    body.setPayload(payload);
    double[] tau = new double[N];
    body.inverseDynamicsInto(q, qd, qdd, tau);
    return tau;
  }

  /** P d of all joints, Nm. */
  private double[] by(double[] d, double load) {
    double[] x = new double[3 * N + 1];
    scaling.inputInto(q, qd, qdd, x, 0);
    x[3 * N] = load;
    links.into(x, rows, 0, COUNT);
    double[] tau = new double[N];
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < COUNT; i++) {
        tau[j] += tauMax[j] * UNIT[j] * rows[j * COUNT + i] * d[i];
      }
    }
    return tau;
  }

  @Test
  void shouldTellThePullOfALinkThatWeighsMoreExactlyWhereNothingMoves() {
    Arrays.fill(qd, 0);
    Arrays.fill(qdd, 0);
    double[] plain = torques(arm, new Payload(0, Vec3.ZERO));
    for (int l = 0; l < N; l++) {
      JointModel joint = arm.joints().get(l);
      LinkInertia link = joint.link();
      LinkInertia near = new LinkInertia(link.massKg() + 0.5, link.comM(), link.ixx(), link.iyy(),
          link.izz(), link.ixy(), link.ixz(), link.iyz());
      List<JointModel> joints = new ArrayList<>(arm.joints());
      joints.set(l, joint.withLink(near));
      double[] heavier = torques(new ArmModel("other", arm.gravity(), joints),
          new Payload(0, Vec3.ZERO));
      double[] d = new double[COUNT];
      d[4 * l] = 0.5;
      d[4 * l + 1] = 10 * 0.5 * link.comM().x();
      d[4 * l + 2] = 10 * 0.5 * link.comM().y();
      d[4 * l + 3] = 10 * 0.5 * link.comM().z();
      double[] told = by(d, 0);
      for (int j = 0; j < N; j++) {
        assertThat(told[j]).as("joint %d, link %d", j, l)
            .isCloseTo(heavier[j] - plain[j], within(1e-9));
      }
    }
  }

  @Test
  void shouldTellThePullOfALoadExactlyWhereNothingMoves() {
    Arrays.fill(qd, 0);
    Arrays.fill(qdd, 0);
    Payload payload = new Payload(0.8, new Vec3(0.01, -0.02, 0.12));
    double[] plain = torques(arm, new Payload(0, Vec3.ZERO));
    double[] loaded = torques(arm, payload);
    double[] d = new double[COUNT];
    d[4 * N] = 0.8;
    d[4 * N + 1] = 10 * 0.8 * 0.01;
    d[4 * N + 2] = 10 * 0.8 * -0.02;
    d[4 * N + 3] = 10 * 0.8 * 0.12;
    double[] told = by(d, 1);
    for (int j = 0; j < N; j++) {
      assertThat(told[j]).isCloseTo(loaded[j] - plain[j], within(1e-9));
    }
    assertThat(by(d, 0)).containsOnly(0);
  }

  @Test
  void shouldBeTheRegressorOfTheUnscaledMotion() {
    RigidBodyRegressor regressor = new RigidBodyRegressor(arm, 1);
    double[] whole = new double[N * regressor.columns()];
    regressor.regressorInto(q, qd, qdd, whole);
    double[] d = new double[COUNT];
    for (int l = 0; l < N; l++) {
      for (int i = 0; i < 4; i++) {
        Arrays.fill(d, 0);
        d[4 * l + i] = i == 0 ? 1 : 10;
        double[] told = by(d, 0);
        for (int j = 0; j < N; j++) {
          assertThat(told[j]).as("joint %d, link %d, number %d", j, l, i).isCloseTo(
              whole[j * regressor.columns() + RigidBodyRegressor.PER_JOINT * l + i],
              within(1e-9));
        }
      }
    }
  }

  @Test
  void shouldWriteRowsWhereItIsTold() {
    double[] x = draw.array(3 * N + 1);
    links.into(x, rows, 0, COUNT);
    double[] wide = new double[3 + N * (COUNT + 2)];
    links.into(x, wide, 3, COUNT + 2);
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < COUNT; i++) {
        assertThat(wide[3 + j * (COUNT + 2) + i]).isEqualTo(rows[j * COUNT + i]);
      }
    }
    assertThat(wide[3 + COUNT]).isZero();
  }

  @Test
  void shouldAllocateNothing() {
    double[] x = draw.array(3 * N + 1);
    assertThat(AllocationProbe.bytesPerCall(3000, 300, () -> links.into(x, rows, 0, COUNT)))
        .isZero();
  }

  @Test
  void shouldRefuseAnArmOfOtherJoints() {
    assertThatThrownBy(() -> new LinkFeatures(Peers.arm(), scaling, UNIT))
        .hasMessage("Link features: the arm must have 7 joints, but has 3.");
  }
}
