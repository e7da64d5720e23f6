package org.statewise.controller.page;

import java.util.function.Consumer;

/** Who checks and carries out what a page commands. Called on the page's thread. */
public interface PageCommands {
  /**
   * What became of a command.
   *
   * @param id that the command had; empty if it could not be read
   * @param reason why not, or what was done
   */
  record Answer(String id, boolean accepted, String reason) {}

  /** Brings the arm to rest and ends the run; never refuses, never waits. */
  void stop();

  /**
   * Takes a command up; a stop comes here too, for its answer, after {@link #stop}.
   *
   * @param command JSON of the message that the same command has over MQTT
   * @param answer called once, on any thread
   */
  void take(String verb, byte[] command, Consumer<Answer> answer);

  /** Goes on with what was taken up; called often. */
  void poll();
}
