package org.statewise.bridge.fri;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Whose datagrams count: those of one address, and of the one port there that spoke last unless that
 * has been silent for a second. So nobody else on the network can take an arm over, and a cabinet
 * that begins anew from another port is heard again. One thread.
 */
final class PeerPin {
  private static final long PORT_FREE_AFTER_NS = 1_000_000_000;

  private final InetAddress host;
  private final int fixedPort;
  private InetSocketAddress peer;
  private long heardNs;

  /**
   * @param port 0 for any
   * @throws FriException if the host is not known
   */
  PeerPin(String host, int port) throws FriException {
    try {
      this.host = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new FriException("the cabinet's host '" + host + "' is not known", e);
    }
    fixedPort = port;
  }

  /** Whether a datagram of this sender may be looked at. */
  boolean admits(InetSocketAddress sender, long nowNs) {
    if (!host.equals(sender.getAddress())
        || (fixedPort != 0 && fixedPort != sender.getPort())) {
      return false;
    }
    return peer == null || peer.getPort() == sender.getPort()
        || nowNs - heardNs > PORT_FREE_AFTER_NS;
  }

  /** An admitted sender has sent something usable. */
  void received(InetSocketAddress sender, long nowNs) {
    if (peer == null || peer.getPort() != sender.getPort()) {
      peer = sender;
    }
    heardNs = nowNs;
  }

  /** Where answers go; null before anything usable came. */
  InetSocketAddress peer() {
    return peer;
  }
}
