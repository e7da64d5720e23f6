package org.statewise.controller.evaluate.closedloop;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.statewise.controller.evaluate.closedloop.Plant.Cabinet;
import org.statewise.controller.evaluate.closedloop.Plant.Drive;
import org.statewise.controller.evaluate.closedloop.Plant.Load;
import org.statewise.controller.evaluate.closedloop.Plant.Sensing;
import org.statewise.controller.evaluate.closedloop.Plant.Task;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.Vec3;

/** The streams of the benchmark. Each changes one thing of the plain one. */
public enum Scenario {
  /** Pick and place with a load of about 0.857 kg at half of the speed limits, an elastic arm. */
  PLAIN("plain"),
  /** The same with a rigid arm whose encoders sit on the links, and which the prior knows well. */
  TIDY("tidy"),
  /** Wide swings at 90 % of the speed limits; a guard acts at 95 %. */
  FAST("fast"),
  /** Pick and place at 90 % of the speed limits: so short that the torque rate guard bites. */
  HASTY("hasty"),
  HEAVY("3-kg"),
  DROP("drop"),
  REVERSALS("reversals"),
  SINGULAR("near-singular"),
  /** Way-points that never come again. */
  RANDOM("random"),
  /** The same anywhere between the joints' stops. */
  WORKSPACE("workspace"),
  /** Somebody pushes the arm while it moves. */
  PUSH("push"),
  /** The arm stands for long at the first way-point of each round. */
  STANDSTILL("standstill"),
  TORQUE_BIAS("torque-bias"),
  DROPPED_STATES("30%-dropped"),
  /** A command acts this many periods after its state. */
  DEAD_TIME_1("dead-time-1"),
  DEAD_TIME_2("dead-time-2"),
  DEAD_TIME_3("dead-time-3"),
  LAG("lag-3ms"),
  NOISE("noise-5x"),
  RIPPLE("ripple"),
  /** A state each millisecond. */
  KILOHERTZ("1-khz"),
  /** The cabinet bears a load that is not there, and adds a torque at the first joint. */
  WRONG_LOAD_DATA("wrong-load-data"),
  /** The cabinet takes the motors' friction away. */
  FRICTION_OBSERVER("friction-observer"),
  /** Every other grasp takes something heavier. */
  SECOND_PAYLOAD("second-payload"),
  /** Springs of half the stiffness. */
  SOFT("soft"),
  /** Springs of twice the stiffness. */
  STIFF("stiff"),
  /** Joints that are cold at first, where those of the other streams are warm. */
  COLD("cold");

  private static final double PLAIN_SPEED = 0.5;
  /** Minimum-jerk motions at this part of the speed limits: the arm's own limits are next. */
  private static final double FAST_SPEED = 0.9;
  private static final double LAG_SECONDS = 0.003;
  private static final double RIPPLE_FRACTION = 0.003;
  private static final double BIAS_FRACTION = 0.02;
  private static final double HEAVY_KG = 3;
  private static final double DROP_SECONDS = 1.5;
  private static final double PERIOD_SECONDS = 0.004;
  private static final double STAND_SECONDS = 8;
  /** What has been seen in the field: 0.3 kg and 20 mm, 2.5 Nm. */
  private static final Payload NOT_THERE = new Payload(0.3, new Vec3(0.02, 0, 0.12));
  private static final double OFFSET_NM = 2.5;
  private static final double SECOND_KG = 2;
  private static final double SOFTER = 0.5;
  private static final double STIFFER = 2;
  private static final double COLD_FRACTION = 0.3;
  private static final int RANDOM_MOTIONS = 5;
  private static final String PUSHES = "joint=2,nm=25,at=3s,for=0.3s;joint=4,nm=-15,at=6s,for=1s";
  private static final List<List<Double>> SWINGS = List.of(
      List.of(0.8, 0.9, 0.5, -0.9, 0.6, 0.9, 0.9),
      List.of(-0.8, -0.1, -0.5, -1.7, -0.6, -0.3, -0.9),
      List.of(0.0, 0.5, 0.0, -1.2, 0.0, 0.8, 0.0));

  private final String word;

  Scenario(String word) {
    this.word = word;
  }

  /** Its name in tables and on the command line. */
  public String word() {
    return word;
  }

  /** The plant of a seed. */
  public Plant plant(ArmModel nominal, long seed, double gainScale) {
    DomainRandomisation draw = this == TIDY
        ? DomainRandomisation.tidy(nominal, seed)
        : ElasticRandomisation.draw(nominal, seed);
    return new Plant(word, seed, nominal, draw.arm(), load(draw.payload()), drive(draw.drive()),
        cabinet(nominal.jointCount()), sensing(draw.sensing()), this == PUSH ? PUSHES : "",
        task(seed), gainScale);
  }

  private Load load(Payload plain) {
    return switch (this) {
      case HEAVY -> new Load(new Payload(HEAVY_KG, plain.comM()));
      case SECOND_PAYLOAD -> new Load(plain, Optional.of(new Payload(SECOND_KG, plain.comM())),
          Double.POSITIVE_INFINITY);
      case DROP -> new Load(plain, Optional.empty(), DROP_SECONDS);
      default -> new Load(plain);
    };
  }

  private Cabinet cabinet(int joints) {
    Cabinet usual = Cabinet.USUAL;
    return switch (this) {
      case KILOHERTZ -> new Cabinet(0.001, usual.believedLoad(), usual.gravityOffsetNm(), false);
      case WRONG_LOAD_DATA -> new Cabinet(usual.periodSeconds(), Optional.of(NOT_THERE),
          IntStream.range(0, joints).mapToObj(j -> j == 0 ? OFFSET_NM : 0).toList(), false);
      case FRICTION_OBSERVER -> new Cabinet(usual.periodSeconds(), usual.believedLoad(),
          usual.gravityOffsetNm(), true);
      default -> usual;
    };
  }

  private Drive drive(Drive plain) {
    return switch (this) {
      case DEAD_TIME_1 -> plain.withLatency(PERIOD_SECONDS);
      case DEAD_TIME_2 -> plain.withLatency(2 * PERIOD_SECONDS);
      case DEAD_TIME_3 -> plain.withLatency(3 * PERIOD_SECONDS);
      case LAG -> new Drive(LAG_SECONDS, plain.latencySeconds(), 0, plain.elasticity());
      case RIPPLE -> new Drive(plain.lagSeconds(), plain.latencySeconds(), RIPPLE_FRACTION,
          plain.elasticity());
      case SOFT -> plain.with(springs -> springs.withSpringsTimes(SOFTER));
      case STIFF -> plain.with(springs -> springs.withSpringsTimes(STIFFER));
      case COLD -> plain.with(springs -> springs.cold(COLD_FRACTION));
      default -> plain;
    };
  }

  private Sensing sensing(Sensing plain) {
    double noise = plain.velocityNoiseRadPerS();
    double quantum = plain.encoderQuantumRad();
    return switch (this) {
      case NOISE -> new Sensing(5 * noise, 0, 0, quantum);
      case TORQUE_BIAS -> new Sensing(noise, BIAS_FRACTION, 0, quantum);
      case DROPPED_STATES -> new Sensing(noise, 0, 0.3, quantum);
      default -> plain;
    };
  }

  private Task task(long seed) {
    return switch (this) {
      case FAST -> new Task.Poses(SWINGS, FAST_SPEED, 0);
      case STANDSTILL -> new Task.Poses(SWINGS, PLAIN_SPEED, STAND_SECONDS);
      case RANDOM -> new Task.RandomPoses(seed, RANDOM_MOTIONS, PLAIN_SPEED, Plant.Reach.NEARBY);
      case WORKSPACE -> new Task.RandomPoses(seed, RANDOM_MOTIONS, PLAIN_SPEED,
          Plant.Reach.WORKSPACE);
      case HASTY -> new Task.PickAndPlace(FAST_SPEED);
      case REVERSALS -> new Task.Reversals();
      case SINGULAR -> new Task.Poses(List.of(
          // The arm is stretched and folded: the elbow passes within 0.03 rad of straight.
          List.of(0.0, 0.4, 0.0, -0.03, 0.0, 0.05, 0.0),
          List.of(0.5, 0.9, 0.2, -0.03, 0.2, 0.4, 0.3),
          List.of(-0.3, 0.7, -0.2, -0.8, -0.2, 0.03, -0.3)), PLAIN_SPEED, 0);
      default -> new Task.PickAndPlace(PLAIN_SPEED);
    };
  }
}
