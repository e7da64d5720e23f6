package org.statewise.bridge.remote;

import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** What both ends of the bridge protocol agree on; {@code docs/bridge-protocol.md} explains it. */
final class Protocol {
  /** The one version that this build speaks. */
  static final int VERSION = 1;

  /**
   * A state of seven joints has about 200 bytes: this leaves room for any arm, and bounds memory.
   */
  static final int DEFAULT_MAX_FRAME_BYTES = 64 * 1024;

  /** How long a closing end waits for its last frame to reach a peer that still sends. */
  static final int LINGER_MILLIS = 1_000;

  /**
   * How much may wait for a peer that does not read. Small, since what waits is old and a newer
   * state or command is worth more; the kernel's own buffer comes on top.
   */
  static final WriteBufferWaterMark WRITE_BOUND = new WriteBufferWaterMark(4 * 1024, 16 * 1024);

  /** The kernel's send buffer: enough for a large Welcome, but not for minutes of old states. */
  static final int SEND_BUFFER_BYTES = 64 * 1024;

  private static final int MAX_PRINTED = 200;

  private Protocol() {}

  /** Text of a peer as it may stand in a log or message: one line, printable, bounded. */
  static String printable(String text) {
    String cut = text.length() <= MAX_PRINTED ? text : text.substring(0, MAX_PRINTED) + "...";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  /** Why something failed, in the words of its cause. */
  static String reason(Throwable cause) {
    String message = cause.getMessage();
    return printable(message == null ? cause.getClass().getSimpleName() : message);
  }

  /** An address as {@code host:port}, never looked up in the DNS. */
  static String describe(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? NetUtil.toSocketAddressString(inet)
        : String.valueOf(address);
  }
}
