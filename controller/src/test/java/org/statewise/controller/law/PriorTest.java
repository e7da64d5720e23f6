package org.statewise.controller.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.TestArms;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.Vec3;
import org.statewise.models.dynamics.RigidBody;

final class PriorTest {
  private static final int N = 7;

  private final ArmModel arm = TestArms.model("iiwa7");
  private final RigidBody body = new RigidBody(arm);
  private final double[] q = new double[N];
  private final double[] qd = new double[N];
  private final double[] qdd = new double[N];
  private final double[] u = new double[N];
  private final double[] expected = new double[N];
  private final double[] gravity = new double[N];

  @BeforeEach
  void move() {
    SplittableRandom random = new SplittableRandom(4);
    for (int j = 0; j < N; j++) {
      q[j] = random.nextDouble(-1.5, 1.5);
      qd[j] = random.nextDouble(-1, 1);
      qdd[j] = random.nextDouble(-3, 3);
    }
    body.gravityInto(q, gravity);
  }

  private Prior build(String word, boolean compensated) {
    return PriorSpec.parse(word).build(Optional.of(arm), N, compensated);
  }

  @Test
  void shouldBeTheInverseDynamicsOfTheRigidBody() {
    build("rigid-body", false).computeInto(q, qd, qdd, u);
    body.inverseDynamicsInto(q, qd, qdd, expected);
    assertThat(u).containsExactly(expected);
  }

  @Test
  void shouldLeaveOutWhatRotorsNeedBehindTheGears() {
    RigidBody links = new RigidBody(arm.withoutRotors());
    links.inverseDynamicsInto(q, qd, qdd, expected);
    build("rigid-body", false).computeBehindGearsInto(q, qd, qdd, u);
    assertThat(u).containsExactly(expected, within(1e-9));
    FadingPrior fading = new FadingPrior(build("none", false), N, 2);
    fading.fadeTo(build("rigid-body", false));
    fading.advance();
    fading.computeBehindGearsInto(q, qd, qdd, u);
    for (int j = 0; j < N; j++) {
      assertThat(u[j]).isCloseTo(0.5 * expected[j], within(1e-9));
    }
    build("gravity", false).computeBehindGearsInto(q, qd, qdd, u);
    assertThat(u).containsExactly(gravity);
  }

  @Test
  void shouldLeaveOutTheGravityThatTheArmAddsItself() {
    build("rigid-body", true).computeInto(q, qd, qdd, u);
    body.inverseDynamicsInto(q, qd, qdd, expected);
    for (int j = 0; j < N; j++) {
      assertThat(u[j]).isCloseTo(expected[j] - gravity[j], within(1e-12));
    }
    build("rigid-body", true).computeInto(q, new double[N], new double[N], u);
    assertThat(u).containsOnly(new double[]{0}, within(1e-12));
  }

  @Test
  void shouldBeGravityAloneOrNothingWhereTheArmCompensates() {
    build("gravity", false).computeInto(q, qd, qdd, u);
    assertThat(u).containsExactly(gravity);
    build("gravity", true).computeInto(q, qd, qdd, u);
    assertThat(u).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gravity", "rigid-body"})
  void shouldHoldAnArmAgainstItsWeightUnlessItDoesThatItself(String word) {
    build(word, false).holdInto(q, u);
    assertThat(u).containsExactly(gravity);
    build(word, true).holdInto(q, u);
    assertThat(u).containsOnly(0);
  }

  /** The arm's own compensation does not know the load: its weight is the prior's. */
  @ParameterizedTest
  @ValueSource(strings = {"gravity", "rigid-body"})
  void shouldCarryAPayloadThatTheArmDoesNotKnow(String word) {
    Payload payload = new Payload(2, new Vec3(0, 0.01, 0.1));
    RigidBody loaded = new RigidBody(arm);
    loaded.setPayload(payload);
    loaded.gravityInto(q, expected);
    PriorSpec spec = PriorSpec.parse(word);
    spec.carrying(payload, Optional.of(arm), N, false).holdInto(q, u);
    assertThat(u).containsExactly(expected, within(1e-12));
    Prior compensated = spec.carrying(payload, Optional.of(arm), N, true);
    compensated.holdInto(q, u);
    for (int j = 0; j < N; j++) {
      assertThat(u[j]).isCloseTo(expected[j] - gravity[j], within(1e-12));
    }
    compensated.computeInto(q, new double[N], new double[N], u);
    for (int j = 0; j < N; j++) {
      assertThat(u[j]).isCloseTo(expected[j] - gravity[j], within(1e-12));
    }
    assertThatThrownBy(() -> PriorSpec.parse("none").carrying(payload, Optional.of(arm), N, true))
        .hasMessageContaining("knows no masses");
  }

  @Test
  void shouldAddNothingWhereNothingIsKnown() {
    u[0] = 5;
    PriorSpec.parse("none").build(Optional.empty(), N, false).computeInto(q, qd, qdd, u);
    assertThat(u).containsOnly(0);
    u[0] = 5;
    PriorSpec.parse("none").build(Optional.empty(), N, false).holdInto(q, u);
    assertThat(u).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gravity", "rigid-body"})
  void shouldAllocateNothing(String word) {
    Prior prior = build(word, true);
    Prior whole = build(word, false);
    assertThat(PriorSpec.parse(word).word()).isEqualTo(word);
    assertThat(AllocationProbe.bytesPerCall(2000, 500, () -> {
      prior.computeInto(q, qd, qdd, u);
      prior.holdInto(q, u);
      whole.computeInto(q, qd, qdd, u);
      whole.holdInto(q, u);
    })).isZero();
  }

  @Test
  void shouldRefuseAWordThatIsNoPriorAndAPriorWithoutItsArm() {
    assertThatThrownBy(() -> PriorSpec.parse("magic")).hasMessage(
        "prior must be one of none, gravity, rigid-body, but is 'magic'");
    assertThatThrownBy(() -> PriorSpec.parse("rigid-body").build(Optional.empty(), N, true))
        .isInstanceOf(IllegalArgumentException.class).hasMessage(
            "prior 'rigid-body' needs an arm model, but there is none: name one with --arm-model");
    assertThatThrownBy(() -> PriorSpec.parse("gravity").build(Optional.empty(), N, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
