package org.statewise.controller.app.run;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.CommandBuilder;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.CommandMailbox;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.mqtt.MqttFeed;
import org.statewise.controller.mqtt.MqttMetrics;
import org.statewise.controller.mqtt.MqttService;
import org.statewise.controller.mqtt.MqttSettings;
import org.statewise.controller.setpoint.TaskRegistry;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.controller.warm.StateSaver;
import org.statewise.models.arm.ArmModel;

/** What others see of a run and may command by MQTT; nothing where no broker is configured. */
public final class RunRemote implements AutoCloseable {
  private final CommandMailbox mailbox = new CommandMailbox();
  private final MqttMetrics metrics = new MqttMetrics();
  private final Optional<Parts> parts;

  /** What there is where a broker is configured. */
  private record Parts(MqttFeed feed, RunCommands commands, MqttService service) {}

  /**
   * What it needs to know of the run.
   *
   * @param losses finds the loss that is named
   * @param tasks gets the tasks that are commanded
   * @param pathText content of the configured task's file; empty if there is none
   * @param stop brings the arm to rest and ends the run
   */
  record Subject(StatewiseConfig config, ArmInfo arm, Optional<ArmModel> model,
      LearnedModels losses, TaskRegistry tasks, String pathText, Runnable stop) {}

  private RunRemote(Optional<MqttSettings> settings, Subject subject) {
    parts = settings.map(known -> parts(known, subject));
  }

  private Parts parts(MqttSettings settings, Subject subject) {
    StatewiseConfig config = subject.config();
    MqttFeed feed = new MqttFeed(subject.arm().jointCount(), settings);
    CommandTranslator translator = new CommandTranslator(config,
        new CommandBuilder(config, subject.arm(), subject.model(), subject.tasks()),
        subject.losses());
    RunCommands commands = new RunCommands(translator, mailbox, feed,
        CommandTranslator.task(config.task(), subject.pathText()), subject.stop(),
        System::nanoTime);
    return new Parts(feed, commands, new MqttService(settings, feed, commands,
        subject.tasks()::motion, metrics, System::currentTimeMillis, System::nanoTime));
  }

  /**
   * Reads the configuration and its files; {@link #start} connects.
   *
   * @throws UsageException in one sentence if they cannot be used
   */
  static RunRemote open(Subject subject) throws UsageException {
    StatewiseConfig config = subject.config();
    check(config);
    if (!config.mqtt().wanted()) {
      return new RunRemote(Optional.empty(), subject);
    }
    return new RunRemote(Optional.of(RunMqtt.settings(config.mqtt(), subject.arm())), subject);
  }

  /** Fails in one sentence if a run would wait for a command that cannot come. */
  public static void check(StatewiseConfig config) throws UsageException {
    if (config.run().onCommand() && !config.mqtt().wanted()) {
      throw new UsageException(
          "run.start must be now where mqtt.broker is empty, since nobody could"
              + " command a start, but is command");
    }
  }

  /** Where commands come from. */
  CommandMailbox mailbox() {
    return mailbox;
  }

  MqttMetrics metrics() {
    return metrics;
  }

  /** Who wants to see every tick, in this order. */
  List<Consumer<TickRecord>> tickConsumers() {
    return parts.<List<Consumer<TickRecord>>>map(
        known -> List.of(known.feed()::tick, known.commands()::tick)).orElse(List.of());
  }

  /** Who wants to hear of every event. */
  List<Consumer<RunEvent>> eventListeners() {
    return parts.<List<Consumer<RunEvent>>>map(known -> List.of(known.feed()::event))
        .orElse(List.of());
  }

  /** Whoever may command may have the model's state saved from now on. */
  void saveBy(StateSaver saver) {
    parts.ifPresent(known -> known.commands().saveBy(saver::saveNow));
  }

  /** Begins to connect. */
  void start(StatewiseConfig config, PrintWriter out) {
    parts.ifPresent(known -> {
      known.service().start();
      out.println("mqtt: " + config.mqtt().broker()
          + (config.run().onCommand() ? ", waiting for a command to start" : ""));
      out.flush();
    });
  }

  @Override
  public void close() {
    parts.ifPresent(known -> known.service().close());
  }
}
