package org.statewise.bridge.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.bridge.sim.ElasticJoint.Friction;
import org.statewise.bridge.sim.ElasticJoint.TorqueLoop;
import org.statewise.bridge.sim.ElasticJoint.Wave;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Frame;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.JointGains;
import org.statewise.models.arm.JointLimits;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.arm.Vec3;

/** The elastic arm against MuJoCo's trajectories ({@code robot-bridge/golden/elastic.mjs}). */
class ElasticGoldenTest {
  private static final long STEP_NS = 250_000;

  /** The motion covers some 0.1 rad, and springs wind up by a milliradian: both sides must agree far below. */
  @ParameterizedTest
  @CsvSource({"elastic_pendulum, 1e-5", "elastic_iiwa7, 5e-5"})
  void shouldMoveAsMuJoCoMovesIt(String name, double toleranceRad) throws IOException {
    JsonNode golden = read(name);
    int n = golden.get("joints").size();
    ElasticPlant plant = new ElasticPlant(
        n == 1 ? pendulum() : ShippedArms.load("iiwa7"), joints(golden), numbers(golden.get("q0")),
        STEP_NS);
    double[] none = new double[n];
    double[] tau = new double[n];
    long periodNs = golden.get("samplePeriodNs").asLong();
    double largest = 0;
    double motion = 0;

    for (int sample = 1; sample < golden.get("samples").size(); sample++) {
      for (long i = 0; i < periodNs / STEP_NS; i++) {
        // The command of the middle of the step: MuJoCo sees it change continuously.
        double t = (sample - 1) * periodNs * 1e-9 + (i + 0.5) * STEP_NS * 1e-9;
        for (int j = 0; j < n; j++) {
          JsonNode joint = golden.get("joints").get(j);
          tau[j] = golden.get("weightNm").get(j).asDouble() + joint.get("amplitudeNm").asDouble()
              * Math.sin(2 * Math.PI * joint.get("frequencyHz").asDouble() * t);
        }
        plant.step(tau, none, none);
      }
      JsonNode expected = golden.get("samples").get(sample);
      for (int j = 0; j < n; j++) {
        double theta = expected.get("theta").get(j).asDouble();
        double q = expected.get("q").get(j).asDouble();
        motion = Math.max(motion, Math.abs(q - golden.get("q0").get(j).asDouble()));
        largest = Math.max(largest, Math.abs(plant.theta[j] - theta));
        largest = Math.max(largest, Math.abs(plant.q[j] - q));
      }
    }
    assertThat(motion).isGreaterThan(0.02);
    assertThat(largest).isLessThan(toleranceRad);
  }

  private static List<ElasticJoint> joints(JsonNode golden) {
    List<ElasticJoint> joints = new ArrayList<>();
    for (JsonNode joint : golden.get("joints")) {
      joints.add(new ElasticJoint(joint.get("inertia").asDouble(),
          joint.get("stiffness").asDouble(), joint.get("damping").asDouble(),
          new TorqueLoop(joint.get("gain").asDouble(), joint.get("rateGain").asDouble(),
              Double.POSITIVE_INFINITY),
          Friction.NONE, Wave.NONE));
    }
    return joints;
  }

  private static ArmModel pendulum() {
    JointModel joint = new JointModel("A1", Frame.IDENTITY, new Vec3(0, 1, 0),
        new LinkInertia(5, new Vec3(0.3, 0, 0), 0.05, 0.1, 0.1, 0, 0, 0), 0,
        new JointLimits(-3, 3, 10, 200), JointFriction.NONE, new JointGains(100, 20));
    return new ArmModel("pendulum", new Vec3(0, 0, -9.81), List.of(joint));
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> all = new ArrayList<>();
    array.forEach(node -> all.add(node.asDouble()));
    return all;
  }

  private static JsonNode read(String name) throws IOException {
    try (
        InputStream in = ElasticGoldenTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
