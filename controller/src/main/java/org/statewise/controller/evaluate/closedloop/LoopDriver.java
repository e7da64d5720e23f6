package org.statewise.controller.evaluate.closedloop;

import java.util.List;

/** Drives the plants of a training for the loop: here, or on many machines. */
@FunctionalInterface
public interface LoopDriver {
  /** What each run came to, in their order. */
  List<LoopFigures> drive(List<LoopJob> jobs) throws InterruptedException;
}
