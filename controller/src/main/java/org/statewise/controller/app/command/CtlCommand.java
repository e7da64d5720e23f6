package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.time.Instant;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.mqtt.CommandClient;
import org.statewise.controller.mqtt.Verb;
import org.statewise.proto.mqtt.AdaptationCommand;
import org.statewise.proto.mqtt.Command;
import org.statewise.proto.mqtt.PayloadHintCommand;
import org.statewise.proto.mqtt.Reply;
import org.statewise.proto.mqtt.Status;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code statewise ctl}: the commands of MQTT from the shell. Exit code 0 if the run accepted, 1 if it refused, is over
 * or does not answer.
 */
@CommandLine.Command(name = "ctl",
    description = {
      "Asks a run that talks to an MQTT broker (run --mqtt) for its status, or commands it.",
      "Prints the reply; exit code 1 if the run refused, is over or does not answer."})
public final class CtlCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "ctl needs what to do: "
        + String.join(", ", spec.subcommands().keySet()));
  }

  @CommandLine.Command(name = "status",
      description = "Says which phase the run is in; exit code 1 if it is over.")
  int status(@Mixin CtlOptions options)
      throws UsageException, ConfigException, WorkException, InterruptedException {
    Status status = options.talk(CommandClient::status);
    print(options.json ? CommandClient.json(status) : sentence(status));
    return status.getOnline() ? 0 : 1;
  }

  private static String sentence(Status status) {
    String since = Instant.ofEpochMilli(status.getAtMillis()).toString();
    if (status.getOnline()) {
      return "%s: %s since %s".formatted(status.getRobot(), status.getPhase(), since);
    }
    String how = status.getPhase().isEmpty()
        ? "cut off from the broker; it had connected at " + since
        : "over since " + since + ", it ended " + status.getPhase();
    String why = status.getFault().isEmpty() ? "" : ", " + status.getFault();
    return "%s: the run is %s%s".formatted(status.getRobot(), how, why);
  }

  @CommandLine.Command(name = "start",
      description = "Begins the configured task, or the last one again.")
  int start(@Mixin CtlOptions options)
      throws UsageException, ConfigException, WorkException, InterruptedException {
    return command(options, Verb.START, Command.newBuilder());
  }

  @CommandLine.Command(name = "hold",
      description = "Brings the arm to rest where it is and keeps it there.")
  int hold(@Mixin CtlOptions options)
      throws UsageException, ConfigException, WorkException, InterruptedException {
    return command(options, Verb.HOLD, Command.newBuilder());
  }

  @CommandLine.Command(name = "task",
      description = "Brings the arm to rest, then begins another task.")
  int task(@Mixin CtlOptions options, @Mixin CtlTask task)
      throws UsageException, ConfigException, WorkException, InterruptedException {
    return command(options, Verb.TASK, Command.newBuilder().setTask(task.command()));
  }

  @CommandLine.Command(name = "freeze",
      description = "The model adds its torque and learns nothing, as adaptation freeze.")
  int freeze(@Mixin CtlOptions options)
      throws UsageException, ConfigException, WorkException, InterruptedException {
    return adaptation(options, "freeze");
  }

  @CommandLine.Command(name = "adaptation", description = "Switches learning.")
  int adaptation(@Mixin CtlOptions options,
      @Parameters(paramLabel = "on|freeze|off", description = "on: learns; freeze: learns nothing;"
          + " off: its torque is faded out, too.") String mode)
      throws UsageException, ConfigException, WorkException, InterruptedException {
    return command(options, Verb.ADAPTATION, Command.newBuilder()
        .setAdaptation(AdaptationCommand.newBuilder().setMode(mode)));
  }

  @CommandLine.Command(name = "payload",
      description = "Tells the prior what the tool carries from now on, when it carries it.")
  int payload(@Mixin CtlOptions options,
      @Parameters(paramLabel = "KG", description = "Its mass; 0 for nothing.") double massKg)
      throws UsageException, ConfigException, WorkException, InterruptedException {
    return command(options, Verb.PAYLOAD_HINT, Command.newBuilder()
        .setPayloadHint(PayloadHintCommand.newBuilder().setMassKg(massKg)));
  }

  @CommandLine.Command(name = "save-state",
      description = "Saves what was learned to the file of run --save-state.")
  int saveState(@Mixin CtlOptions options)
      throws UsageException, ConfigException, WorkException, InterruptedException {
    return command(options, Verb.SAVE_STATE, Command.newBuilder());
  }

  @CommandLine.Command(name = "stop",
      description = "Brings the arm to rest and ends the run, as Ctrl-C does.")
  int stop(@Mixin CtlOptions options)
      throws UsageException, ConfigException, WorkException, InterruptedException {
    return command(options, Verb.STOP, Command.newBuilder());
  }

  private int command(CtlOptions options, Verb verb, Command.Builder what)
      throws UsageException, ConfigException, WorkException, InterruptedException {
    Reply reply = options.talk(client -> client.command(verb, what));
    print(options.json
        ? CommandClient.json(reply)
        : "%s %s: %s".formatted(reply.getRobot(),
            reply.getAccepted() ? "accepted" : "refused", reply.getReason()));
    return reply.getAccepted() ? 0 : 1;
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
