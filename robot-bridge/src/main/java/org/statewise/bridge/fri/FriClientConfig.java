package org.statewise.bridge.fri;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.statewise.models.arm.ArmModel;

/**
 * How a {@link FriLink} connects to its cabinet.
 *
 * @param listenHost local address, {@code 0.0.0.0} for every one
 * @param listenPort 0 for any free one; KUKA's cabinets want 30200 to 30209
 * @param peerHost the only address whose datagrams count, and get an answer
 * @param peerPort its only port; 0 for the one that it turns out to send from
 * @param dialect empty for the first datagram to decide
 * @param arm what FRI does not transmit: names, limits, and the weight by which the start is
 *     checked
 * @param gripperOutput the cabinet's boolean output that closes the gripper; empty for none
 * @param commands whether this client ever commands
 * @param simulated the cabinet is a simulator on this machine, which waits for its client: time
 *     stands still while it does, so that a machine that is busy is not taken for an arm that is
 *     lost
 * @param ditherRad by how much the position that goes with a torque lies beside the measured one, above
 *     and below in turn, rad, from 0 to {@value #MAX_DITHER_RAD}
 * @param connectTimeoutMillis how long the cabinet may take to send its first message, positive
 */
public record FriClientConfig(String listenHost, int listenPort, String peerHost, int peerPort,
    Optional<FriDialect> dialect, ArmModel arm, String gripperOutput, boolean commands,
    boolean simulated, double ditherRad, int connectTimeoutMillis) {
  /** A fifth of a newton metre on the 200 Nm/rad of KUKA's torque example. */
  static final double MAX_DITHER_RAD = 1e-3;

  /** With it, a command is still far below what a datagram may have. */
  private static final int MAX_OUTPUT_NAME_BYTES = 200;

  public FriClientConfig {
    if (!(ditherRad >= 0 && ditherRad <= MAX_DITHER_RAD)) {
      throw new IllegalArgumentException(
          "dither must be from 0 to " + MAX_DITHER_RAD + " rad, but is " + ditherRad);
    }
    requirePort("listenPort", listenPort);
    requirePort("peerPort", peerPort);
    if (connectTimeoutMillis <= 0) {
      throw new IllegalArgumentException(
          "connectTimeoutMillis must be positive, but is " + connectTimeoutMillis);
    }
    if (simulated && !isThisMachine(peerHost)) {
      throw new IllegalArgumentException(
          "simulated=yes must name a peer on this machine, as 127.0.0.1, for a"
              + " real cabinet's silence must be noticed at once, but the peer is " + peerHost);
    }
    int bytes = gripperOutput.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_OUTPUT_NAME_BYTES) {
      throw new IllegalArgumentException("gripperOutput must have at most " + MAX_OUTPUT_NAME_BYTES
          + " bytes, but has " + bytes);
    }
  }

  /** The same with another connect timeout, ms. */
  public FriClientConfig withConnectTimeoutMillis(int other) {
    return new FriClientConfig(listenHost, listenPort, peerHost, peerPort, dialect, arm,
        gripperOutput, commands, simulated, ditherRad, other);
  }

  /** The same with another dither, rad. */
  public FriClientConfig withDitherRad(double other) {
    return new FriClientConfig(listenHost, listenPort, peerHost, peerPort, dialect, arm,
        gripperOutput, commands, simulated, other, connectTimeoutMillis);
  }

  /** The same with a cabinet that is simulated. */
  FriClientConfig withSimulated() {
    return new FriClientConfig(listenHost, listenPort, peerHost, peerPort, dialect, arm,
        gripperOutput, commands, true, ditherRad, connectTimeoutMillis);
  }

  private static boolean isThisMachine(String host) {
    return host.startsWith("127.") || host.equals("localhost") || host.equals("::1");
  }

  static void requirePort(String key, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(key + " must be within 0 and 65535, but is " + port);
    }
  }
}
