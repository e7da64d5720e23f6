package org.statewise.bridge.fri;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a client does to no effect, to be told once a client. One thread; words are made only when asked for. */
final class ClientNotices {
  private static final ClientNotice[] ALL = ClientNotice.values();

  private final boolean[] told = new boolean[ALL.length];
  private final ClientNotice[] order = new ClientNotice[ALL.length];
  private int noted;
  private int handed;
  private final byte[][] names = new byte[ALL.length][IoWrites.MAX_NAME_BYTES];
  private final int[] nameLengths = new int[ALL.length];

  /** Looks at what came. */
  void take(CommandMessage command) {
    if (command.commandsTool) {
      note(ClientNotice.TOOL_COMMAND);
    }
    if (command.sendsTransformations) {
      note(ClientNotice.TRANSFORMATION);
    }
    ClientNotice refusal = command.ios.refusal;
    if (refusal != null && note(refusal)) {
      nameLengths[refusal.ordinal()] = command.ios.refusedNameInto(names[refusal.ordinal()]);
    }
  }

  private boolean note(ClientNotice notice) {
    int k = notice.ordinal();
    if (told[k]) {
      return false;
    }
    told[k] = true;
    order[noted++] = notice;
    return true;
  }

  /** The next client is told the same anew. */
  void forget() {
    Arrays.fill(told, false);
    noted = 0;
    handed = 0;
  }

  /** The next sentence that was not told yet; empty for none. */
  String next() {
    if (handed == noted) {
      return "";
    }
    ClientNotice notice = order[handed++];
    int k = notice.ordinal();
    // Whatever a client calls it, it is one line of a log.
    return notice.sentence(
        new String(names[k], 0, nameLengths[k], StandardCharsets.UTF_8).replaceAll("[^ -~]", "?"));
  }
}
