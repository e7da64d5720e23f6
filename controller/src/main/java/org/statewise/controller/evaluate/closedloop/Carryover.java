package org.statewise.controller.evaluate.closedloop;

import org.statewise.controller.adapt.CompositeGain;
import org.statewise.models.online.OnlineModel;

/**
 * What a memory knows that learns no more: it learns a few rounds of random motions, is frozen, and is asked at the
 * samples of other random motions of the same arm what the prior leaves of their torques. No observer helps it.
 *
 * @param seed of the arm
 * @param left RMS of tau - f over that of tau, joints in parts of their torque limits, in motions as fast as those
 *     that taught it
 * @param leftFaster the same in motions {@link #FASTER} times as fast
 * @param held whether all runs came to their end
 */
public record Carryover(long seed, double left, double leftFaster, boolean held) {
  /** How much faster the motions are that it has to carry over to. */
  public static final double FASTER = 1.3;
  private static final double SPEED = 0.5;
  private static final int MOTIONS = 5;
  /** Far from the seeds of motions that teach. */
  private static final long OTHER_MOTIONS = 1_000_003;

  /**
   * Teaches and asks.
   *
   * @param learning the rounds that teach
   * @param asking as many as ask
   * @param plant which drives random motions
   */
  static Carryover of(ClosedLoop learning, ClosedLoop asking, Plant plant, Baseline standard) {
    OnlineModel[] learned = new OnlineModel[1];
    RunMeasures taught = learning.run(plant, standard, model -> {
      learned[0] = model;
      return model;
    }, tick -> {});
    OnlineModel memory = learned[0].memory();
    double[] left = new double[2];
    boolean held = taught.held();
    for (int i = 0; i < left.length; i++) {
      FrozenMemory frozen = new FrozenMemory(memory, plant.nominal());
      RunMeasures asked = asking.run(other(plant, i == 0 ? SPEED : FASTER * SPEED),
          unaided(standard), frozen::beside, tick -> {});
      held &= asked.held();
      left[i] = frozen.left();
    }
    return new Carryover(plant.seed(), left[0], left[1], held);
  }

  /** The same arm with motions that the memory never saw. */
  private static Plant other(Plant plant, double speed) {
    return plant.with(new Plant.Task.RandomPoses(plant.seed() + OTHER_MOTIONS, MOTIONS, speed,
        Plant.Reach.NEARBY));
  }

  /** Its samples hold the torque that acted, and nothing of tracking errors. */
  private static Baseline unaided(Baseline standard) {
    Baseline.Handling usual = standard.handling();
    return new Baseline(standard.name(), standard.model(), standard.rival(), standard.knowledge(),
        new Baseline.Handling(usual.acceleration(), usual.delaySeconds(), usual.leadSeconds(),
            usual.lowPassHz(), CompositeGain.NONE, usual.samplePeriodSeconds()),
        standard.supervised());
  }
}
