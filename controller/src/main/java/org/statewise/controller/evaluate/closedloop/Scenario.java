package org.statewise.controller.evaluate.closedloop;

import java.util.List;
import org.statewise.controller.evaluate.closedloop.Plant.Drive;
import org.statewise.controller.evaluate.closedloop.Plant.Sensing;
import org.statewise.controller.evaluate.closedloop.Plant.Task;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.Payload;

/** The streams of the benchmark. Each changes one thing of the plain one. */
public enum Scenario {
  /** Pick and place with 0.857 kg at half of the speed limits. */
  PLAIN("plain"),
  /** Wide swings at 90 % of the speed limits; a guard acts at 95 %. */
  FAST("fast"),
  /** Pick and place at 90 % of the speed limits: so short that the torque rate guard bites. */
  HASTY("hasty"),
  HEAVY("3-kg"),
  DROP("drop"),
  REVERSALS("reversals"),
  SINGULAR("near-singular"),
  TORQUE_BIAS("torque-bias"),
  DROPPED_STATES("30%-dropped"),
  LATENCY_2("latency-2ms"),
  LATENCY_4("latency-4ms"),
  LAG("lag-3ms"),
  NOISE("noise-5x"),
  RIPPLE("ripple");

  private static final double PLAIN_SPEED = 0.5;
  /** Minimum-jerk motions at this part of the speed limits: the arm's own limits are next. */
  private static final double FAST_SPEED = 0.9;
  private static final double LAG_SECONDS = 0.003;
  private static final double RIPPLE_FRACTION = 0.003;
  private static final double BIAS_FRACTION = 0.02;
  private static final double HEAVY_KG = 3;
  private static final double DROP_SECONDS = 1.5;

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
    DomainRandomisation draw = new DomainRandomisation(nominal, seed);
    Payload payload = this == HEAVY
        ? new Payload(HEAVY_KG, draw.payload().comM())
        : draw.payload();
    return new Plant(word, seed, nominal, draw.arm(), payload,
        this == DROP ? DROP_SECONDS : Double.POSITIVE_INFINITY, drive(draw.drive()),
        sensing(draw.sensing()), task(), gainScale);
  }

  private Drive drive(Drive plain) {
    return switch (this) {
      case LATENCY_2 -> new Drive(plain.lagSeconds(), plain.latencySeconds() + 0.002, 0);
      case LATENCY_4 -> new Drive(plain.lagSeconds(), plain.latencySeconds() + 0.004, 0);
      case LAG -> new Drive(LAG_SECONDS, plain.latencySeconds(), 0);
      case RIPPLE -> new Drive(plain.lagSeconds(), plain.latencySeconds(), RIPPLE_FRACTION);
      default -> plain;
    };
  }

  private Sensing sensing(Sensing plain) {
    return switch (this) {
      case NOISE -> new Sensing(5 * plain.velocityNoiseRadPerS(), 0, 0);
      case TORQUE_BIAS -> new Sensing(plain.velocityNoiseRadPerS(), BIAS_FRACTION, 0);
      case DROPPED_STATES -> new Sensing(plain.velocityNoiseRadPerS(), 0, 0.3);
      default -> plain;
    };
  }

  private Task task() {
    return switch (this) {
      case FAST -> new Task.Poses(List.of(
          List.of(0.8, 0.9, 0.5, -0.9, 0.6, 0.9, 0.9),
          List.of(-0.8, -0.1, -0.5, -1.7, -0.6, -0.3, -0.9),
          List.of(0.0, 0.5, 0.0, -1.2, 0.0, 0.8, 0.0)), FAST_SPEED);
      case HASTY -> new Task.PickAndPlace(FAST_SPEED);
      case REVERSALS -> new Task.Reversals();
      case SINGULAR -> new Task.Poses(List.of(
          // The arm is stretched and folded: the elbow passes within 0.03 rad of straight.
          List.of(0.0, 0.4, 0.0, -0.03, 0.0, 0.05, 0.0),
          List.of(0.5, 0.9, 0.2, -0.03, 0.2, 0.4, 0.3),
          List.of(-0.3, 0.7, -0.2, -0.8, -0.2, 0.03, -0.3)), PLAIN_SPEED);
      default -> new Task.PickAndPlace(PLAIN_SPEED);
    };
  }
}
