package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.sim.ElasticJoint;
import org.statewise.bridge.sim.SimulatedArmConfig;
import org.statewise.controller.adapt.SampleSettings.Acceleration;
import org.statewise.controller.evaluate.closedloop.Baseline;
import org.statewise.controller.evaluate.closedloop.Baseline.Handling;
import org.statewise.controller.evaluate.closedloop.Baseline.Knowledge;
import org.statewise.controller.evaluate.closedloop.ClosedLoop;
import org.statewise.controller.evaluate.closedloop.Plant;
import org.statewise.controller.evaluate.closedloop.RunMeasures;
import org.statewise.controller.evaluate.closedloop.Scenario;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.OnlineModelSyntax;

/** Each stream's plant is the plain one but for the number that gives the stream its name. */
final class SimulatedPlantsTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final int N = ARM.jointCount();
  private static final long SEED = 3;

  private final Plant plainPlant = Scenario.PLAIN.plant(ARM, SEED, 1);
  private final SimulatedArmConfig plain = SimulatedPlants.config(plainPlant);

  private static SimulatedArmConfig arm(Scenario scenario) {
    return SimulatedPlants.config(scenario.plant(ARM, SEED, 1));
  }

  /** The arm of a stream after so many seconds under one torque at the first joint. */
  private static JointState pushed(Scenario scenario, double nm, double seconds) {
    JointState state = new JointState(N);
    TorqueCommand command = new TorqueCommand(N);
    command.tau[0] = nm;
    try (ArmLink link = SimulatedPlants.open(scenario.plant(ARM, SEED, 1))) {
      do {
        link.awaitState(state, Long.MAX_VALUE);
        link.send(command);
      } while (state.armTimeNs < seconds * 1e9);
    }
    return state;
  }

  @Test
  void shouldHalveAndDoubleTheStiffnessWithoutChangingTheRestOfTheDraw() {
    SimulatedArmConfig soft = arm(Scenario.SOFT);
    SimulatedArmConfig stiff = arm(Scenario.STIFF);

    for (int j = 0; j < N; j++) {
      double stiffness = plain.drives().get(j).stiffnessNmPerRad();
      assertThat(soft.drives().get(j).stiffnessNmPerRad()).isCloseTo(stiffness / 2, within(1e-9));
      assertThat(stiff.drives().get(j).stiffnessNmPerRad()).isCloseTo(2 * stiffness, within(1e-9));
      assertThat(soft.drives().get(j).friction()).isEqualTo(plain.drives().get(j).friction());
    }
    assertThat(soft.withDrives(plain.drives())).isEqualTo(plain);
    assertThat(stiff.withDrives(plain.drives())).isEqualTo(plain);
  }

  @Test
  void shouldBeginWithMoreFrictionWhichTheWarmJointHasLost() {
    SimulatedArmConfig cold = arm(Scenario.COLD);

    for (int j = 0; j < N; j++) {
      ElasticJoint joint = cold.drives().get(j);
      ElasticJoint warm = plain.drives().get(j);
      assertThat(joint.warming().atStart()).isZero();
      assertThat((1 - joint.warming().fraction()) * joint.friction().coulombNm())
          .isCloseTo(warm.friction().coulombNm(), within(1e-9));
      assertThat((1 - joint.warming().fraction()) * joint.friction().viscousNmSPerRad())
          .isCloseTo(warm.friction().viscousNmSPerRad(), within(1e-9));
      assertThat(joint.friction().coulombNm()).isGreaterThan(1.4 * warm.friction().coulombNm());
    }
    assertThat(cold.withDrives(plain.drives())).isEqualTo(plain);
  }

  @Test
  void shouldBearALoadThatIsNotThere() {
    SimulatedArmConfig mistaken = arm(Scenario.WRONG_LOAD_DATA);

    assertThat(mistaken.flaws().loadData().load()).map(Payload::massKg).contains(0.3);
    assertThat(mistaken.flaws().loadData().offsetNm()).hasSize(N).startsWith(2.5);
    assertThat(mistaken.withFlaws(plain.flaws())).isEqualTo(plain);
    assertThat(pushed(Scenario.WRONG_LOAD_DATA, 0, 0.5).q[1])
        .isLessThan(pushed(Scenario.PLAIN, 0, 0.5).q[1] - 1e-4);
  }

  @Test
  void shouldGiveWayToATorqueBelowFrictionWhereTheCabinetTakesThatAway() {
    double below = 0.7 * plainPlant.arm().joints().getFirst().friction().coulombNm();

    assertThat(arm(Scenario.FRICTION_OBSERVER)).isEqualTo(plain);
    assertThat(pushed(Scenario.PLAIN, below, 1).q[0]).isCloseTo(0, within(2e-3));
    assertThat(pushed(Scenario.FRICTION_OBSERVER, below, 1).q[0]).isGreaterThan(0.02);
  }

  @Test
  void shouldTakeTwoKilogramsEveryOtherTime() {
    SimulatedArmConfig two = arm(Scenario.SECOND_PAYLOAD);

    assertThat(two.payload().payload()).isEqualTo(plain.payload().payload());
    assertThat(two.payload().second()).map(Payload::massKg).contains(2.0);
    assertThat(two.withPayload(plain.payload())).isEqualTo(plain);
  }

  @Test
  void shouldTickEachMillisecondAndTakeAsLongForTheSameTask() {
    ClosedLoop loop = new ClosedLoop(SimulatedPlants::open, BenchmarkTicks::tick, 1);
    Baseline row = new Baseline("local", new OnlineModelSyntax(Optional.of(ARM)).parse("local"),
        Knowledge.NOMINAL, new Handling(Acceleration.POSITION, 0.006, 0.0035, 4), true);
    List<Long> times = new ArrayList<>();
    List<Long> usual = new ArrayList<>();

    RunMeasures fast = loop.run(Scenario.KILOHERTZ.plant(ARM, SEED, 1), row, 1,
        tick -> times.add(tick.state.armTimeNs));
    RunMeasures slow = loop.run(plainPlant, row, 1, tick -> usual.add(tick.state.armTimeNs));

    for (int k = 1; k < times.size(); k++) {
      assertThat(times.get(k) - times.get(k - 1)).isEqualTo(1_000_000);
    }
    assertThat(usual.get(1) - usual.get(0)).isEqualTo(4_000_000);
    assertThat(1e-9 * times.getLast()).isCloseTo(1e-9 * usual.getLast(), within(0.1));
    assertThat(fast.motions()).hasSameSizeAs(slow.motions());
    assertThat(fast.held()).isTrue();
  }
}
