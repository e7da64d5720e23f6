package org.statewise.bridge.fri;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Hints for a person while a cabinet is awaited or listened to: that another machine sends, why the
 * cabinet's own messages are unusable, or that nothing comes at all. One sentence after the first
 * second, and at most one every ten seconds from then on.
 */
final class ConnectionHints {
  static final long FIRST_NS = 1_000_000_000;
  static final long EVERY_NS = 10_000_000_000L;

  private final FriClientConfig config;
  private FriStatistics last = new FriCounters().snapshot();
  private long nextNs;

  ConnectionHints(FriClientConfig config, long nowNs) {
    this.config = config;
    nextNs = nowNs + FIRST_NS;
  }

  /**
   * The sentence that is due now.
   *
   * @param foreignSender who sent the last foreign datagram; null for nobody
   * @param refusal which number was refused last
   */
  Optional<String> due(long nowNs, FriStatistics counted, InetSocketAddress foreignSender,
      String refusal) {
    if (nowNs - nextNs < 0) {
      return Optional.empty();
    }
    nextNs = nowNs + EVERY_NS;
    String sentence = sentence(counted, foreignSender, refusal);
    last = counted;
    return sentence.isEmpty() ? Optional.empty() : Optional.of(sentence);
  }

  /** The most serious problem since the last sentence; empty if there is none. */
  String sentence(FriStatistics counted, InetSocketAddress foreignSender, String refusal) {
    long foreign = counted.foreign() - last.foreign();
    if (foreign > 0 && foreignSender != null) {
      return "%d datagrams came from %s:%d and were ignored, since peer is %s: %s".formatted(
          foreign,
          foreignSender.getAddress().getHostAddress(), foreignSender.getPort(), peer(),
          advice(foreignSender));
    }
    if (counted.undecodable() > last.undecodable()) {
      return "%d datagrams of the cabinet are no FRI messages%s".formatted(
          counted.undecodable() - last.undecodable(),
          config.dialect().map(dialect -> " of " + dialect.version()
              + ": leave dialect= out, or set it to the cabinet's version").orElse(""));
    }
    if (counted.outOfRange() > last.outOfRange()) {
      return "%d messages of the cabinet were refused: %s".formatted(
          counted.outOfRange() - last.outOfRange(),
          refusal.isEmpty() ? "their count is further ahead than time allows" : refusal);
    }
    if (counted.malformed() > last.malformed()) {
      return ("%d messages of the cabinet were refused: they are not of an arm with %d joints, or have"
          + " a number that is none").formatted(counted.malformed() - last.malformed(),
              config.arm().jointCount());
    }
    return counted.accepted() > last.accepted() ? "" : silence();
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

  private String advice(InetSocketAddress foreignSender) {
    if (config.peerPort() == 0
        && config.peerHost().equals(foreignSender.getAddress().getHostAddress())) {
      return "another port of it is the one that is answered";
    }
    return "set peer=" + foreignSender.getAddress().getHostAddress()
        + (config.peerPort() == 0 ? "" : ":" + foreignSender.getPort()) + " if that is the cabinet";
  }
}
