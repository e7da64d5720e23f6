package org.statewise.bridge.fri;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a person should know while a cabinet is waited for or listened to: who else sends, why the
 * cabinet's own messages are of no use, or that nothing comes at all. One sentence after the first second,
 * and at most one every ten seconds from then on.
 */
final class ConnectionHints {
  static final long FIRST_NS = 1_000_000_000;
  static final long EVERY_NS = 10_000_000_000L;

  private final FriClientConfig config;
  private FriStatistics told = new FriCounters().snapshot();
  private long nextNs;

  ConnectionHints(FriClientConfig config, long nowNs) {
    this.config = config;
    nextNs = nowNs + FIRST_NS;
  }

  /**
   * The sentence that is due now.
   *
   * @param stranger who sent the last foreign datagram; null for nobody
   * @param refusal which number was refused last
   */
  Optional<String> due(long nowNs, FriStatistics counted, InetSocketAddress stranger,
      String refusal) {
    if (nowNs - nextNs < 0) {
      return Optional.empty();
    }
    nextNs = nowNs + EVERY_NS;
    String sentence = sentence(counted, stranger, refusal);
    told = counted;
    return sentence.isEmpty() ? Optional.empty() : Optional.of(sentence);
  }

  /** The worst that happened since the last sentence; empty if all is well. */
  String sentence(FriStatistics counted, InetSocketAddress stranger, String refusal) {
    long foreign = counted.foreign() - told.foreign();
    if (foreign > 0 && stranger != null) {
      return "%d datagrams came from %s:%d and were ignored, since peer is %s: %s".formatted(
          foreign,
          stranger.getAddress().getHostAddress(), stranger.getPort(), peer(), advice(stranger));
    }
    if (counted.undecodable() > told.undecodable()) {
      return "%d datagrams of the cabinet are no FRI messages%s".formatted(
          counted.undecodable() - told.undecodable(),
          config.dialect().map(dialect -> " of " + dialect.version()
              + ": leave dialect= out, or set it to the cabinet's version").orElse(""));
    }
    if (counted.outOfRange() > told.outOfRange()) {
      return "%d messages of the cabinet were refused: %s".formatted(
          counted.outOfRange() - told.outOfRange(),
          refusal.isEmpty() ? "their count is further ahead than time allows" : refusal);
    }
    if (counted.malformed() > told.malformed()) {
      return ("%d messages of the cabinet were refused: they are not of an arm with %d joints, or have"
          + " a number that is none").formatted(counted.malformed() - told.malformed(),
              config.arm().jointCount());
    }
    return counted.accepted() > told.accepted() ? "" : silence();
  }

  /** Nothing of any use came. */
  private String silence() {
    String where = config.listenHost().equals("0.0.0.0")
        ? ""
        : ", that " + config.listenHost() + " is this machine's address there (0.0.0.0 listens on"
            + " every one),";
    return "nothing comes from %s to %s:%d: check that the cabinet sends to this machine%s and that no"
        .formatted(peer(), config.listenHost(), config.listenPort(), where)
        + " firewall drops UDP";
  }

  private String peer() {
    return config.peerHost() + (config.peerPort() == 0 ? "" : ":" + config.peerPort());
  }

  private String advice(InetSocketAddress stranger) {
    if (config.peerPort() == 0
        && config.peerHost().equals(stranger.getAddress().getHostAddress())) {
      return "another port of it is the one that is answered";
    }
    return "set peer=" + stranger.getAddress().getHostAddress()
        + (config.peerPort() == 0 ? "" : ":" + stranger.getPort()) + " if that is the cabinet";
  }
}
