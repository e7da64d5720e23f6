package org.statewise.controller.app.run;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.MqttConfig;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.mqtt.BrokerAddress;
import org.statewise.controller.mqtt.MqttSettings;
import org.statewise.controller.mqtt.Secret;

/** Reads what a configuration says of MQTT, files included. */
public final class RunMqtt {
  private RunMqtt() {}

  /**
   * What the configuration says of the broker, checked.
   *
   * @throws UsageException in one sentence that names the key
   */
  public static MqttSettings settings(MqttConfig mqtt, ArmInfo arm)
      throws UsageException {
    BrokerAddress broker;
    try {
      broker = BrokerAddress.parse("mqtt.broker", mqtt.broker());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    if (!broker.tls() && mqtt.tls().wanted()) {
      throw new UsageException(
          "mqtt.broker must begin with mqtts:// where mqtt.tls has files, but is " + broker);
    }
    Secret password = password(mqtt);
    String robot = mqtt.robot().isEmpty() ? topicLevel(arm.name()) : mqtt.robot();
    return new MqttSettings(broker, broker.tls() ? Optional.of(tls(mqtt.tls())) : Optional.empty(),
        new MqttSettings.Login("statewise-" + robot, mqtt.user(), password), version(mqtt),
        mqtt.payload().equals("protobuf"),
        new MqttSettings.Robot(robot, arm.name(),
            arm.joints().stream().map(JointInfo::name).toList(), ProgramVersion.number()),
        new MqttSettings.Limits(mqtt.telemetryHz(), mqtt.commands(),
            Math.round(mqtt.oldestCommandSeconds() * 1000), mqtt.eventBuffer()));
  }

  /** An arm may be called anything; a topic's level may not. */
  private static String topicLevel(String name) {
    String level = name.replaceAll("[^A-Za-z0-9._-]", "-");
    return level.isEmpty() ? "arm" : level;
  }

  private static MqttSettings.Version version(MqttConfig mqtt) {
    return switch (mqtt.version()) {
      case "5" -> MqttSettings.Version.V5;
      case "3.1.1" -> MqttSettings.Version.V3_1_1;
      default -> MqttSettings.Version.AUTO;
    };
  }

  private static Secret password(MqttConfig mqtt) throws UsageException {
    if (mqtt.passwordFile().isEmpty()) {
      return Secret.NONE;
    }
    if (mqtt.user().isEmpty()) {
      throw new UsageException("mqtt.passwordFile needs mqtt.user, but that is empty");
    }
    String text = TextFiles.read("mqtt.passwordFile", Path.of(mqtt.passwordFile()));
    String first = text.lines().findFirst().orElse("");
    if (first.isEmpty()) {
      throw new UsageException(
          "mqtt.passwordFile: the first line of '" + mqtt.passwordFile() + "' must be the password,"
              + " but is empty");
    }
    return new Secret(first);
  }

  private static SSLContext tls(StatewiseConfig.Tls files) throws UsageException {
    if (files.certificate().isEmpty() != files.key().isEmpty()) {
      throw new UsageException(
          "mqtt.tls.certificate and mqtt.tls.key go together, but one of them is empty");
    }
    SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
    if (!files.trusted().isEmpty()) {
      builder.trustManager(readable("mqtt.tls.trusted", files.trusted()));
    }
    if (!files.key().isEmpty()) {
      File certificate = readable("mqtt.tls.certificate", files.certificate());
      File key = readable("mqtt.tls.key", files.key());
      try {
        builder.keyManager(certificate, key);
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "mqtt.tls.certificate and mqtt.tls.key must be PEM files, the key in"
                + " PKCS #8 without a password, but: " + e.getMessage(),
            e);
      }
    }
    try {
      return ((JdkSslContext) builder.build()).context();
    } catch (SSLException | IllegalArgumentException e) {
      throw new UsageException("mqtt.tls: the files cannot be used: " + e.getMessage(), e);
    }
  }

  private static File readable(String key, String file) throws UsageException {
    TextFiles.checkReadable(key, Path.of(file));
    return new File(file);
  }
}
