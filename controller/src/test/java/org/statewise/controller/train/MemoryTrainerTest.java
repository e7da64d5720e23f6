package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.LinkInertia;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.dynamics.RigidBody;
import org.statewise.models.meta.TaughtSamples;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.Scaling;

/** Arms of one joint whose torque is a line over position and direction of motion, with slopes of their own. */
final class MemoryTrainerTest {
  private static final Scaling SCALING = Scaling.uniform(1, 1, 10, new double[]{50});
  private static final MemoryOptions OPTIONS = new MemoryOptions(List.of(16), 30, 64, 0.01, 3, 1, 1,
      1e-5, 3);

  private static List<TaughtRun> arms(long seed, int count) {
    SplittableRandom rng = new SplittableRandom(seed);
    List<TaughtRun> runs = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      double slope = 0.1 + 0.03 * rng.nextGaussian();
      double friction = 0.2 + 0.05 * rng.nextGaussian();
      TaughtSamples samples = new TaughtSamples(4, 1);
      for (int i = 0; i < 120; i++) {
        double q = rng.nextDouble(-1, 1);
        double qd = rng.nextDouble(-1, 1);
        samples.add(new double[]{q, qd, rng.nextDouble(-1, 1), i % 2},
            new double[]{slope * q + friction * Math.max(-1, Math.min(1, 4 * qd))});
      }
      runs.add(new TaughtRun("toy", r, samples));
    }
    return runs;
  }

  private static MemoryTrainer.Outcome train() {
    return new MemoryTrainer(OPTIONS, SCALING, Optional.empty(), arms(1, 12)).train(arms(2, 4),
        (epoch, left) -> {});
  }

  @Test
  void shouldKnowOtherArmsBeforeAndBetterAfterTheyTaught() {
    MemoryScore score = train().scores().getFirst();
    assertThat(score.runs()).isEqualTo(4);
    assertThat(score.left().get(0)).isLessThan(0.6);
    assertThat(score.left().get(3)).isLessThan(0.35).isLessThan(0.7 * score.left().get(0));
    assertThat(score.constant()).isBetween(0.9, 1.1);
  }

  @Test
  void shouldSayHowMuchIsLeft() {
    MemoryTrainer.Outcome outcome = train();
    assertThat(outcome.after().mseNm2()).isLessThan(0.1 * outcome.before().mseNm2());
    assertThat(outcome.before().mseNm2() / outcome.before().mse()).isBetween(2499.0, 2501.0);
  }

  @Test
  void shouldMakeTheSameBytesTwice() {
    assertThat(file(train()).toBytes()).isEqualTo(file(train()).toBytes());
  }

  @Test
  void shouldMakeAModelThatRunsAndLearnsOnAnArm() throws TrainingException {
    MemoryFile file = MemoryFile.parse("toy", file(train()).toBytes());
    OnlineModel model = file.forJoints(1).build(1, SCALING, new SplittableRandom(1));
    TaughtSamples arm = arms(5, 1).getFirst().samples();
    for (int pass = 0; pass < 20; pass++) {
      for (int i = 0; i < arm.count(); i++) {
        model.carry(arm.input(i, 3));
        model.learn(new double[]{arm.input(i, 0)}, new double[]{arm.input(i, 1)},
            new double[]{10 * arm.input(i, 2)}, new double[]{50 * arm.target(i, 0)});
      }
    }
    double[] u = new double[1];
    model.carry(0);
    model.predictInto(new double[]{0.5}, new double[]{0.9}, new double[]{0}, u);
    double expected = 0;
    for (int i = 0; i < arm.count(); i++) {
      if (Math.abs(arm.input(i, 0) - 0.5) < 0.1 && arm.input(i, 1) > 0.5) {
        expected = 50 * arm.target(i, 0);
      }
    }
    assertThat(u[0]).isBetween(0.7 * expected, 1.3 * expected);
  }

  /** An arm of one joint, across which gravity pulls. */
  private static ArmModel lever(double extraKg) {
    ArmModel whole = ShippedArms.load("iiwa7");
    JointModel joint = whole.joints().get(1);
    LinkInertia link = joint.link();
    return new ArmModel("lever", whole.gravity(), List.of(joint.withLink(new LinkInertia(
        link.massKg() + extraKg, link.comM(), link.ixx(), link.iyy(), link.izz(), link.ixy(),
        link.ixz(), link.iyz()))));
  }

  /** Arms whose links weigh what nobody knows; they are seen at one side, and judged at the other. */
  private static List<TaughtRun> levers(long seed, int count) {
    SplittableRandom rng = new SplittableRandom(seed);
    RigidBody known = new RigidBody(lever(0));
    List<TaughtRun> runs = new ArrayList<>();
    double[][] state = new double[3][1];
    double[] more = new double[1];
    double[] tau = new double[1];
    for (int r = 0; r < count; r++) {
      RigidBody body = new RigidBody(lever(rng.nextDouble(-1, 1)));
      TaughtSamples samples = new TaughtSamples(4, 1);
      for (int i = 0; i < 120; i++) {
        state[0][0] = i < 80 ? rng.nextDouble(-1.5, 0) : rng.nextDouble(0.3, 1.5);
        state[1][0] = rng.nextDouble(-1, 1);
        state[2][0] = 10 * rng.nextDouble(-1, 1);
        body.inverseDynamicsInto(state[0], state[1], state[2], more);
        known.inverseDynamicsInto(state[0], state[1], state[2], tau);
        samples.add(new double[]{state[0][0], state[1][0], state[2][0] / 10, 0},
            new double[]{(more[0] - tau[0]) / 50 + 1e-4 * rng.nextGaussian()});
      }
      runs.add(new TaughtRun("lever", r, samples));
    }
    return runs;
  }

  @Test
  void shouldKnowWhatLinksWeighWhereAnArmHasNotBeen() {
    List<TaughtRun> train = levers(1, 12);
    List<TaughtRun> others = levers(2, 4);
    double with = new MemoryTrainer(OPTIONS, SCALING, Optional.of(lever(0)), train)
        .train(others, (epoch, left) -> {}).scores().getFirst().left().get(3);
    double without = new MemoryTrainer(OPTIONS, SCALING, Optional.empty(), train)
        .train(others, (epoch, left) -> {}).scores().getFirst().left().get(3);
    assertThat(with).isLessThan(0.2).isLessThan(0.85 * without);
  }

  @Test
  void shouldStoreTheRangeOfTheTrainingWithoutItsOutermostSamples() {
    double[] low = train().memory().range().low();
    assertThat(Arrays.stream(low).allMatch(x -> x > -1 && x < -0.9)).isTrue();
  }

  @Test
  void shouldRefuseOptionsThatCannotBe() {
    assertThatThrownBy(
        () -> new MemoryOptions(List.of(16), 30, 64, 0.01, 18, 1, 1, 1e-5, 3))
        .hasMessage(
            "directions must be from 1 to one more than the last hidden layer has, but is 18");
    assertThatThrownBy(() -> new MemoryOptions(List.of(), 30, 64, 0.01, 3, 1, 1, 1e-5, 3))
        .hasMessage("hidden must be one positive width or several, but is []");
  }

  private static MemoryFile file(MemoryTrainer.Outcome outcome) {
    return new MemoryFile(outcome.memory(), outcome.loss(), 1e-5, List.of("A1"), "toy",
        new TrainingRecord(List.of(), List.of(), Map.of(), 3, "test", Instant.EPOCH,
            outcome.before(), outcome.after()));
  }
}
