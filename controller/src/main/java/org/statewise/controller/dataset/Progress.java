package org.statewise.controller.dataset;

/** Hears how far long work has come. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (done, total) -> {};

  /** Called now and then with two counts of the same unit; {@code total} may be an estimate. */
  void at(long done, long total);
}
