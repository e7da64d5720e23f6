package org.statewise.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;

/** Against the inverse dynamics of an independent simulator. */
class GoldenDynamicsTest {
  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa7_payload", "iiwa14", "iiwa14_payload"})
  void shouldGiveTheTorquesOfAnotherSimulator(String name) throws IOException {
    JsonNode golden = read("golden/dynamics_" + name + ".json");
    ArmModel arm = ShippedArms.load(golden.get("arm").textValue());
    if (arm.name().equals("iiwa14")) {
      // The golden values are of its links alone; those of the iiwa 7 have rotors.
      arm = withoutRotors(arm);
    }
    JsonNode payload = golden.get("payload");
    RigidBody body = new RigidBody(payload.isNull() ? arm : withSpeck(arm));
    if (!payload.isNull()) {
      double[] com = array(payload.get("com"));
      body.setPayload(
          new Payload(payload.get("mass").doubleValue(), new Vec3(com[0], com[1], com[2])));
    }
    double[] tau = new double[7];
    double[] qdd = new double[7];
    for (JsonNode sample : golden.get("samples")) {
      double[] q = array(sample.get("q"));
      double[] qd = array(sample.get("qd"));
      body.inverseDynamicsInto(q, qd, array(sample.get("qdd")), tau);
      assertThat(tau).containsExactly(array(sample.get("tau")), within(1e-9));
      body.forwardDynamicsInto(q, qd, array(sample.get("tau")), qdd);
      assertThat(qdd).containsExactly(array(sample.get("qdd")), within(1e-6));
    }
  }

  private static ArmModel withoutRotors(ArmModel arm) {
    return new ArmModel(arm.name(), arm.gravity(), arm.joints().stream()
        .map(joint -> joint.withRotorInertiaKgM2(0))
        .toList());
  }

  /** That simulator knows no point masses: its payload has the least inertia that it accepts. */
  private static ArmModel withSpeck(ArmModel arm) {
    double speck = 1e-9;
    List<JointModel> joints = new ArrayList<>(arm.joints());
    JointModel last = joints.removeLast();
    LinkInertia l = last.link();
    LinkInertia heavier = new LinkInertia(l.massKg(), l.comM(),
        l.ixx() + speck, l.iyy() + speck, l.izz() + speck, l.ixy(), l.ixz(), l.iyz());
    joints.add(last.withLink(heavier));
    return new ArmModel(arm.name(), arm.gravity(), joints);
  }

  private static JsonNode read(String file) throws IOException {
    Path path = Path.of(System.getProperty("statewise.shared", "missing"), file);
    assumeTrue(Files.isRegularFile(path), () -> "no golden values at " + path);
    return new ObjectMapper().readTree(path.toFile());
  }

  private static double[] array(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).doubleValue();
    }
    return values;
  }
}
