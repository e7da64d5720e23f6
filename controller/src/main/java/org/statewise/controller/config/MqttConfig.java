package org.statewise.controller.config;

import static org.statewise.controller.config.StatewiseConfig.require;

import java.util.List;
import org.statewise.controller.config.StatewiseConfig.Tls;

/**
 * The MQTT broker that a run talks to.
 *
 * @param broker {@code mqtt://HOST[:PORT]}, or {@code mqtts://HOST[:PORT]} for TLS; empty for none
 * @param robot the level after {@code statewise/} in every topic; empty for the arm's name
 * @param version {@code 5}, {@code 3.1.1}, or {@code auto} for 5 where the broker speaks it
 * @param payload {@code json} or {@code protobuf}, of what is published
 * @param telemetryHz how often telemetry is published
 * @param commands whether to listen to commands
 * @param oldestCommandSeconds a command sent longer ago than this is refused
 * @param heaviestPayloadKg a payload hint above this is refused
 * @param eventBuffer how many events are kept while the broker is away
 * @param user name at the broker; empty for none
 * @param passwordFile file whose first line is the password; empty for none
 * @param tls {@code trusted} signs the broker, {@code certificate} and {@code key} are this side's;
 *     what is empty is the system's, or none
 */
public record MqttConfig(String broker, String robot, String version, String payload,
    double telemetryHz, boolean commands, double oldestCommandSeconds,
    double heaviestPayloadKg, int eventBuffer,
    String user, String passwordFile, Tls tls) {
  static final MqttConfig NONE = new MqttConfig("", "", "auto", "json", 20, true, 10, 7, 1000, "",
      "",
      new Tls("", "", ""));

  public MqttConfig {
    require(List.of("5", "3.1.1", "auto").contains(version),
        "mqtt.version must be '5', '3.1.1' or auto", "'" + version + "'");
    require(payload.equals("json") || payload.equals("protobuf"),
        "mqtt.payload must be json or protobuf", "'" + payload + "'");
    require(telemetryHz > 0 && telemetryHz <= 1000, "mqtt.telemetryHz must be in 0 to 1000",
        telemetryHz);
    require(oldestCommandSeconds > 0 && oldestCommandSeconds <= 3600,
        "mqtt.oldestCommandSeconds must be in 0 to 3600", oldestCommandSeconds);
    require(heaviestPayloadKg >= 0 && heaviestPayloadKg <= 1000,
        "mqtt.heaviestPayloadKg must be in 0 to 1000", heaviestPayloadKg);
    require(eventBuffer >= 1 && eventBuffer <= 100_000, "mqtt.eventBuffer must be in 1 to 100000",
        eventBuffer);
    require(robot.isEmpty() || robot.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
        "mqtt.robot must be up to 64 letters, digits, dots, dashes or underscores",
        "'" + robot + "'");
  }

  /** Whether a broker is named. */
  public boolean wanted() {
    return !broker.isEmpty();
  }
}
