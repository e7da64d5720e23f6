package org.statewise.controller.config;

import static org.statewise.controller.config.StatewiseConfig.require;

import java.util.List;
import org.statewise.models.arm.Payload;
import org.statewise.models.arm.Vec3;

/**
 * A mass at the flange.
 *
 * @param massKg its mass; 0 for none
 * @param comM where its centre is, in the last link's frame, m
 */
public record LoadConfig(double massKg, List<Double> comM) {
  /** Nothing. */
  public static final LoadConfig NONE = new LoadConfig(0, List.of(0.0, 0.0, 0.0));

  private static final double MAX_KG = 1000;
  private static final double MAX_M = 1;

  public LoadConfig {
    comM = List.copyOf(comM);
  }

  /** Whether there is one. */
  public boolean wanted() {
    return massKg > 0;
  }

  /** As dynamics take it. */
  public Payload payload() {
    return new Payload(massKg, new Vec3(comM.get(0), comM.get(1), comM.get(2)));
  }

  /** This, or nothing where a recording of an earlier version has none; checked. */
  static LoadConfig checked(String key, LoadConfig load) {
    if (load == null) {
      return NONE;
    }
    require(load.massKg >= 0 && load.massKg <= MAX_KG, key + ".massKg must be in 0 to 1000",
        load.massKg);
    require(load.comM.size() == 3 && load.comM.stream().allMatch(x -> Math.abs(x) <= MAX_M),
        key + ".comM must be 3 numbers of at most 1 m", load.comM);
    return load;
  }
}
