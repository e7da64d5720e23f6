package org.statewise.controller.app.run;

import java.io.PrintWriter;
import java.util.ArrayList;
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
import org.statewise.controller.mqtt.CommandIntake;
import org.statewise.controller.mqtt.MqttFeed;
import org.statewise.controller.mqtt.MqttMetrics;
import org.statewise.controller.mqtt.MqttService;
import org.statewise.controller.mqtt.MqttSettings;
import org.statewise.controller.setpoint.TaskRegistry;
import org.statewise.controller.telemetry.NewestTick;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.controller.warm.StateSaver;
import org.statewise.models.arm.ArmModel;

/**
 * What others may command of a run, by the live page or by MQTT, and what they see of it by MQTT, where a
 * broker is configured.
 */
public final class RunRemote implements AutoCloseable {
  private final CommandMailbox mailbox = new CommandMailbox();
  private final MqttMetrics metrics = new MqttMetrics();
  private final NewestTick newest;
  private final RunCommands commands;
  private final CommandIntake intake;
  private final Optional<Broker> broker;

  /** What there is where a broker is configured. */
  private record Broker(MqttFeed feed, MqttService service) {}

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
    StatewiseConfig config = subject.config();
    newest = new NewestTick(subject.arm().jointCount());
    CommandTranslator translator = new CommandTranslator(config,
        new CommandBuilder(config, subject.arm(), subject.model(), subject.tasks()),
        subject.losses());
    commands = new RunCommands(translator, mailbox, newest,
        CommandTranslator.task(config.task(), subject.pathText()), subject.stop(),
        System::nanoTime);
    intake = new CommandIntake(commands,
        Math.round(config.mqtt().oldestCommandSeconds() * 1000), System::currentTimeMillis);
    broker = settings.map(known -> broker(known, subject));
  }

  private Broker broker(MqttSettings settings, Subject subject) {
    MqttFeed feed = new MqttFeed(subject.arm().jointCount(), settings);
    return new Broker(feed, new MqttService(settings, feed, intake, subject.tasks()::motion,
        metrics, System::currentTimeMillis, System::nanoTime));
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

  /** Checks and carries out commands, whichever way they came. */
  CommandIntake intake() {
    return intake;
  }

  /** Who wants to see every tick, in this order. */
  List<Consumer<TickRecord>> tickConsumers() {
    List<Consumer<TickRecord>> consumers = new ArrayList<>();
    broker.ifPresent(known -> consumers.add(known.feed()::tick));
    consumers.add(newest);
    consumers.add(commands::tick);
    return consumers;
  }

  /** Who wants to hear of every event. */
  List<Consumer<RunEvent>> eventListeners() {
    return broker.<List<Consumer<RunEvent>>>map(known -> List.of(known.feed()::event))
        .orElse(List.of());
  }

  /** Whoever may command may have the model's state saved from now on. */
  void saveBy(StateSaver saver) {
    commands.saveBy(saver::saveNow);
  }

  /** Begins to connect. */
  void start(StatewiseConfig config, PrintWriter out) {
    broker.ifPresent(known -> {
      known.service().start();
      out.println("mqtt: " + config.mqtt().broker()
          + (config.run().onCommand() ? ", waiting for a command to start" : ""));
      out.flush();
    });
  }

  @Override
  public void close() {
    broker.ifPresent(known -> known.service().close());
  }
}
