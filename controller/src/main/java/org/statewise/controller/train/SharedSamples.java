package org.statewise.controller.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds samples that two sets have in common, whatever their files are called and wherever one was
 * cut: a sample is known by the bits of its q and qd. Samples at rest are passed over, since two
 * recordings of one arm may well rest at the same place.
 */
final class SharedSamples {
  /** Fewer may be a coincidence: two simulated runs start alike until their models differ. */
  static final int MIN_SHARED = 10;
  private static final double MOVING_RAD_PER_S = 0.01;

  private final DataSet train;
  private final Map<Long, Integer> rowOfHash = new HashMap<>();
  private final double[] q;
  private final double[] qd;
  private final double[] rest;

  /** Which file shares samples with which. */
  private record Files(String test, String train) {}

  SharedSamples(DataSet train) {
    this.train = train;
    q = new double[train.joints()];
    qd = new double[train.joints()];
    rest = new double[train.joints()];
    for (int row = 0; row < train.samples(); row++) {
      if (moves(train, row)) {
        rowOfHash.putIfAbsent(hash(), row);
      }
    }
  }

  /**
   * Checks that a set has no recorded motion in common with the known one.
   *
   * @param test of the same joint count
   * @throws TrainingException naming two files that share samples, and how many
   */
  void requireNoneIn(DataSet test) throws TrainingException {
    Map<Files, Integer> shared = new LinkedHashMap<>();
    for (int row = 0; row < test.samples(); row++) {
      Integer known = moves(test, row) ? rowOfHash.get(hash()) : null;
      if (known != null) {
        shared.merge(new Files(test.fileOf(row).name(), train.fileOf(known).name()), 1,
            Integer::sum);
      }
    }
    for (Map.Entry<Files, Integer> entry : shared.entrySet()) {
      if (entry.getValue() >= MIN_SHARED) {
        throw new TrainingException("a sample must be for training or for testing, but '"
            + entry.getKey().test() + "' shares " + entry.getValue() + " samples with '"
            + entry.getKey().train() + "'");
      }
    }
  }

  /** Whether the arm moves in a sample, which is kept for {@link #hash}. */
  private boolean moves(DataSet set, int row) {
    set.physicalInto(row, q, qd, rest, rest);
    for (double speed : qd) {
      if (Math.abs(speed) > MOVING_RAD_PER_S) {
        return true;
      }
    }
    return false;
  }

  private long hash() {
    // Two independent hashes of 32 bits: among a million samples a collision is unlikely.
    return ((long) Arrays.hashCode(q) << 32) | (Arrays.hashCode(qd) & 0xffffffffL);
  }
}
