package org.statewise.controller.loop;

/**
 * Something that the control thread is asked to do, with all that it needs made beforehand, so that
 * taking it up allocates nothing. What it refers to belongs to the control thread from the moment it is
 * handed over.
 */
public final class LoopCommand {
  private final long number;
  private final byte[] recorded;
  private final CommandAction action;

  /**
   * @param number counts the commands of a run from 1
   * @param recorded the same command as a recording keeps it; shared with every reader of the tick, and
   *     changed by nobody
   */
  public LoopCommand(long number, byte[] recorded, CommandAction action) {
    this.number = number;
    this.recorded = recorded;
    this.action = action;
  }

  /** Counts from 1. */
  public long number() {
    return number;
  }

  byte[] recorded() {
    return recorded;
  }

  CommandAction action() {
    return action;
  }
}
