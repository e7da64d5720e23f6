package org.statewise.controller.mqtt;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a run needs to know to talk to a broker.
 *
 * @param tls how to speak TLS, where the address asks for it
 * @param protobuf whether what is published is protobuf and not JSON
 */
public record MqttSettings(BrokerAddress broker, Optional<SSLContext> tls, Login login,
    Version version, boolean protobuf, Robot robot, Limits limits) {

  /** The same as somebody else of the same user: a broker knows one connection a client id. */
  MqttSettings withClientId(String clientId) {
    return new MqttSettings(broker, tls, new Login(clientId, login.user(), login.password()),
        version, protobuf, robot, limits);
  }

  /** Which MQTT is spoken. */
  public enum Version {
    V5, V3_1_1,
    /** 5 where the broker speaks it. */
    AUTO
  }

  /**
   * Who we are to the broker.
   *
   * @param user empty for nobody
   */
  public record Login(String clientId, String user, Secret password) {}

  /**
   * Whose topics these are.
   *
   * @param name the level after {@code statewise/}
   * @param arm its name
   * @param joints from base to flange
   * @param version of the program
   */
  public record Robot(String name, String arm, List<String> joints, String version) {
    public Robot {
      joints = List.copyOf(joints);
    }
  }

  /**
   * Bounds.
   *
   * @param telemetryHz how often telemetry is published, on the arm's clock
   * @param commands whether commands are listened to
   * @param oldestCommandMillis a command sent longer ago is refused, and one sent later than now by
   *     more than this
   * @param eventBuffer how many events wait for the broker at most
   */
  public record Limits(double telemetryHz, boolean commands, long oldestCommandMillis,
      int eventBuffer) {}
}
