package org.statewise.controller.evaluate.stream;

import java.nio.file.Path;
import java.util.List;

/**
 * The recordings along which a model learns.
 *
 * @param name of it in tables
 * @param trials recordings, one a trial, in order
 * @param freshEachTrial whether every trial begins with a fresh model, as in the paper; else one goes
 *     on where the trial before ended. From motion to motion it always goes on.
 */
public record Scenario(String name, List<Path> trials, boolean freshEachTrial) {
  public Scenario {
    trials = List.copyOf(trials);
  }
}
