package org.statewise.controller.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.statewise.controller.app.console.ConfigSources;
import org.statewise.controller.app.console.Duration;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.run.RunMqtt;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.mqtt.CommandClient;
import org.statewise.controller.mqtt.MqttSettings;
import picocli.CommandLine.Option;

/** Which run {@code ctl} talks to, and how. Unset ones stay null. */
final class CtlOptions {
  private static final String USUAL_BROKER = "mqtt://127.0.0.1:1883";

  @Option(names = "--broker", paramLabel = "URL",
      description = "mqtt://HOST[:PORT] or mqtts://HOST[:PORT] (default: mqtt.broker of the"
          + " configuration, else " + USUAL_BROKER + ").")
  private String broker;

  @Option(names = "--robot", paramLabel = "NAME",
      description = "Whose topics (default: mqtt.robot, else the name of the arm of arm.model).")
  private String robot;

  @Option(names = "--timeout", paramLabel = "TIME", converter = Duration.Converter.class,
      defaultValue = "5s", description = "How long to wait for broker and reply"
          + " (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Option(names = "--json", description = "Prints the message itself, one JSON object.")
  boolean json;

  @Option(names = "--config", paramLabel = "FILE",
      description = "YAML file with the keys mqtt.*, as run takes it: user, password and TLS, too.")
  private Path config;

  @Option(names = "--set", paramLabel = "KEY=VALUE",
      description = "Any other key of the configuration, for example mqtt.user=operator.")
  private Map<String, String> keys = Map.of();

  /** What is asked of a run. */
  @FunctionalInterface
  interface Talk<T> {
    T with(CommandClient client) throws IOException, InterruptedException;
  }

  /** Connects, asks and disconnects. */
  <T> T talk(Talk<T> talk)
      throws UsageException, ConfigException, WorkException, InterruptedException {
    try (CommandClient client = new CommandClient(settings(),
        Math.round(timeout.seconds() * 1e9), System::currentTimeMillis)) {
      client.connect();
      return talk.with(client);
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private MqttSettings settings() throws UsageException, ConfigException {
    ConfigLoader loader = new ConfigLoader();
    new ConfigSources().applyTo(loader, config);
    loader.setIfGiven("mqtt.robot", robot);
    for (Map.Entry<String, String> entry : keys.entrySet()) {
      loader.setText(entry.getKey(), entry.getValue());
    }
    loader.setIfGiven("mqtt.broker", broker);
    if (!loader.load().mqtt().wanted()) {
      loader.set("mqtt.broker", USUAL_BROKER);
    }
    StatewiseConfig all = loader.load();
    return RunMqtt.settings(all.mqtt(),
        Links.simulated(all, Arms.load(all.arm())).info());
  }
}
