package org.statewise.controller.mqtt;

import java.util.function.Consumer;
import org.statewise.proto.mqtt.Command;

/** Who carries commands out. */
public interface CommandTarget {
  /** What became of a command; {@code reason} is why not, or what was done. */
  record Answer(boolean accepted, String reason) {}

  /** Brings the arm to rest and ends the run. Any thread; never refuses, never waits. */
  void stop();

  /**
   * Takes a valid command up. The answer is given later, once, in a call of this or of {@link #poll}.
   */
  void submit(Verb verb, Command command, Consumer<Answer> answer);

  /** Goes on with what was taken up; called often, by the thread that submits. */
  void poll();
}
