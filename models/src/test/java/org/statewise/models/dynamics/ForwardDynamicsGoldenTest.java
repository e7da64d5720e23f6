package org.statewise.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;

/** The shipped arms with their rotors against MuJoCo ({@code robot-bridge/golden/rigid.mjs}). */
class ForwardDynamicsGoldenTest {
  private static final int N = 7;

  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldAccelerateAsInMuJoCo(String name) throws IOException {
    JsonNode golden = read(name);
    RigidBody body = new RigidBody(arm(golden));
    double[] qdd = new double[N];
    double largest = 0;

    for (JsonNode state : golden.get("samples")) {
      double[] expected = numbers(state.get("qdd"));
      body.forwardDynamicsInto(numbers(state.get("q")), numbers(state.get("qd")),
          numbers(state.get("tau")), qdd);

      assertThat(qdd).containsExactly(expected, within(1e-8));
      largest = Math.max(largest, Math.abs(expected[0]));
    }
    assertThat(golden.get("samples")).hasSize(8);
    assertThat(largest).isGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iiwa7", "iiwa14"})
  void shouldTurnTheInertiaThatMuJoCoTurnsRotorsIncluded(String name) throws IOException {
    JsonNode golden = read(name);
    RigidBody body = new RigidBody(arm(golden));
    double[] mass = new double[N * N];
    double[] bias = new double[N];

    for (JsonNode state : golden.get("samples")) {
      body.equationOfMotionInto(numbers(state.get("q")), new double[N], mass, bias);
      for (int row = 0; row < N; row++) {
        for (int column = 0; column < N; column++) {
          assertThat(mass[row * N + column]).as("M[%d][%d]", row, column)
              .isCloseTo(state.get("mass").get(row).get(column).doubleValue(), within(1e-10));
        }
      }
    }
  }

  /** The shipped arm, which must have the rotors that the golden values were made with. */
  private static ArmModel arm(JsonNode golden) {
    ArmModel arm = ShippedArms.load(golden.get("arm").textValue());
    List<Double> rotors = arm.joints().stream().map(JointModel::rotorInertiaKgM2).toList();
    assertThat(rotors.stream().mapToDouble(Double::doubleValue).toArray())
        .containsExactly(numbers(golden.get("rotorInertiaKgM2")));
    return arm;
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in = ForwardDynamicsGoldenTest.class
        .getResourceAsStream("/golden/forward_" + name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static double[] numbers(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).doubleValue();
    }
    return values;
  }
}
