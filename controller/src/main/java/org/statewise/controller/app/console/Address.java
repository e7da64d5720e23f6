package org.statewise.controller.app.console;

import java.net.InetSocketAddress;

/** HOST:PORT on the command line. */
public final class Address {
  private Address() {}

  /**
   * Reads one.
   *
   * @param key the option or key, for messages
   */
  public static InetSocketAddress parse(String key, String text) throws UsageException {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && port >= 0 && port <= 65535) {
        InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), port);
        if (address.isUnresolved()) {
          throw new UsageException(key + ": the host of '" + text + "' is not known");
        }
        return address;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new UsageException(
        key + " must be HOST:PORT with a port from 0 to 65535, but is '" + text + "'");
  }
}
