package org.statewise.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;

/** A tool that is part of the last link, beside a payload that the dynamics add to it. */
final class ToolTest {
  private final ArmModel arm = ShippedArms.load("iiwa7");
  private final Payload load = new Payload(1.7, new Vec3(0.03, -0.05, 0.14));

  @Test
  void shouldMoveAnArmAsAPayloadOfTheSameMassAndPlaceDoes() {
    RigidBody carrying = new RigidBody(arm);
    carrying.setPayload(load);
    RigidBody tooled = new RigidBody(arm.withTool(load));
    SplittableRandom random = new SplittableRandom(3);
    double[] expected = new double[7];
    double[] tau = new double[7];
    for (int i = 0; i < 50; i++) {
      double[] q = random.doubles(7, -2, 2).toArray();
      double[] qd = random.doubles(7, -2, 2).toArray();
      double[] qdd = random.doubles(7, -5, 5).toArray();
      carrying.inverseDynamicsInto(q, qd, qdd, expected);
      tooled.inverseDynamicsInto(q, qd, qdd, tau);
      assertThat(tau).containsExactly(expected, within(1e-10));
    }
  }

  @Test
  void shouldLeaveALinkAsItIsWithoutMass() {
    LinkInertia link = arm.joints().getLast().link();
    assertThat(link.plus(new Payload(0, new Vec3(0.1, 0, 0)))).isEqualTo(link);
    LinkInertia nothing = new LinkInertia(0, Vec3.ZERO, 0, 0, 0, 0, 0, 0);
    assertThat(nothing.plus(new Payload(0, new Vec3(0.1, 0, 0)))).isEqualTo(nothing);
    assertThat(nothing.plus(load).comM()).isEqualTo(load.comM());
  }
}
