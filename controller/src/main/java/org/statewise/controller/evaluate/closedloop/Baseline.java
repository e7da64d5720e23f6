package org.statewise.controller.evaluate.closedloop;

import java.util.Optional;
import org.statewise.controller.adapt.CompositeGain;
import org.statewise.controller.adapt.SampleSettings.Acceleration;
import org.statewise.models.online.OnlineModelSpec;

/**
 * A row of the benchmark: what is put between prior and feedback.
 *
 * @param name in tables
 * @param model what learns
 * @param knowledge what it starts from
 * @param handling how samples are made and torques are led
 * @param rival a rule in the place of the model; empty for none
 * @param supervised whether output bound, sample filter and supervisor are there
 */
public record Baseline(String name, OnlineModelSpec model, Optional<Rival> rival,
    Knowledge knowledge, Handling handling, boolean supervised) {
  /** A row with a model that runs, too. */
  public Baseline(String name, OnlineModelSpec model, Knowledge knowledge, Handling handling,
      boolean supervised) {
    this(name, model, Optional.empty(), knowledge, handling, supervised);
  }

  /** What is known before anything is learned. */
  public enum Knowledge {
    /** Nothing. */
    NOTHING,
    /** The nominal arm without friction and payload. */
    NOMINAL,
    /** The very arm with its friction, and the payload as soon as it is held. */
    EXACT
  }

  /**
   * How samples are made and torques are led.
   *
   * @param acceleration where samples get it from
   * @param delaySeconds that commands are taken to have
   * @param leadSeconds that the feed-forward's acceleration lies ahead
   * @param lowPassHz corner of the low-pass that samples go through, Hz; 0 for none
   * @param composite how much the tracking error teaches, too
   * @param samplePeriodSeconds how far apart the samples are that a model's constants are meant for; 0
   *     for those of the arm, whatever its period
   */
  public record Handling(Acceleration acceleration, double delaySeconds, double leadSeconds,
      double lowPassHz, CompositeGain composite, double samplePeriodSeconds) {
    /** Those of a 250 Hz arm, as every published row has them. */
    private static final double USUAL_PERIOD_SECONDS = 0.004;

    /** With a model whose constants are meant for the samples of a 250 Hz arm, and which errors of prediction teach. */
    public Handling(Acceleration acceleration, double delaySeconds, double leadSeconds,
        double lowPassHz) {
      this(acceleration, delaySeconds, leadSeconds, lowPassHz, CompositeGain.NONE,
          USUAL_PERIOD_SECONDS);
    }

    /** Velocities, and commands that act at once: as the paper and most others do it. */
    public static final Handling PLAIN = new Handling(Acceleration.VELOCITY, 0, 0, 0);
  }

  /** The same on other knowledge, under another name. */
  Baseline on(Knowledge other, String otherName) {
    return new Baseline(otherName, model, rival, other, handling, supervised);
  }

  /** Whether it is the same as another but for its name. */
  boolean isLike(Baseline other) {
    return other.on(other.knowledge(), name).equals(this);
  }

  /** Whether there is something that learns. */
  boolean adapts() {
    return rival.isPresent() || !(model instanceof OnlineModelSpec.None);
  }
}
