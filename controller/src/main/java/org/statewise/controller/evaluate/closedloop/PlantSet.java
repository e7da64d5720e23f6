package org.statewise.controller.evaluate.closedloop;

import java.util.List;
import java.util.stream.LongStream;

/** Plants are told apart by their seeds, so that no setting is judged on a plant that chose it. */
public enum PlantSet {
  /** Settings are chosen on these: even seeds. */
  TRAINING(0),
  /** What is reported is measured on these: odd seeds. */
  HELD_OUT(1);

  private final int parity;

  PlantSet(int parity) {
    this.parity = parity;
  }

  /** The seeds of {@code count} plants; those of another {@code first} go on behind. */
  public List<Long> seeds(long first, int count) {
    return LongStream.range(first, first + count).map(i -> 2 * i + parity).boxed().toList();
  }
}
