package org.statewise.controller.app.run;

import java.util.Optional;
import java.util.function.Consumer;
import org.statewise.controller.loop.LoopCommand;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.mqtt.CommandTarget;
import org.statewise.controller.mqtt.Verb;
import org.statewise.proto.mqtt.Command;
import org.statewise.proto.recording.TaskOrder;

/** A command that a run carries out; {@code task} is what begins once the arm rests, if it is about a task. */
final class PendingCommand {
  final Verb verb;
  final Command command;
  final Consumer<CommandTarget.Answer> answer;
  TaskOrder task;
  LoopCommand loopCommand;
  Optional<String> warning = Optional.empty();
  boolean holdsFirst;
  long deadlineNs;

  PendingCommand(Verb verb, Command command, Consumer<CommandTarget.Answer> answer) {
    this.verb = verb;
    this.command = command;
    this.answer = answer;
  }

  /** What is answered once the loop has taken it. */
  String success() {
    return switch (verb) {
      case START, TASK -> "running " + task.getKind();
      case HOLD -> "holding";
      case ADAPTATION -> "adaptation " + command.getAdaptation().getMode();
      case LOSS -> "loss exchanged" + warning.map(words -> "; " + words).orElse("");
      case PAYLOAD_HINT -> "the prior takes on the payload within a second";
      case STOP, SAVE_STATE -> "done";
    };
  }

  /** Whether the set-point rests. */
  static boolean isAtRest(TickRecord now) {
    for (int j = 0; j < now.qdDes.length; j++) {
      if (now.qdDes[j] != 0 || now.qddDes[j] != 0) {
        return false;
      }
    }
    return true;
  }
}
