package org.statewise.bridge.fri;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;

/** What a client does to no effect, to be told once a client. One thread. */
final class ClientNotices {
  private final Set<ClientNotice> told = EnumSet.noneOf(ClientNotice.class);
  private final Queue<String> sentences = new ArrayDeque<>();

  /** Looks at what came. */
  void take(CommandMessage command) {
    if (command.commandsTool && told.add(ClientNotice.TOOL_COMMAND)) {
      sentences.add(ClientNotice.TOOL_COMMAND.sentence(""));
    }
    if (command.sendsTransformations && told.add(ClientNotice.TRANSFORMATION)) {
      sentences.add(ClientNotice.TRANSFORMATION.sentence(""));
    }
    ClientNotice refusal = command.ios.refusal;
    if (refusal != null && told.add(refusal)) {
      sentences.add(refusal.sentence(command.ios.refusedName()));
    }
  }

  /** The next client is told the same anew. */
  void forget() {
    told.clear();
    sentences.clear();
  }

  /** The next sentence that was not told yet; empty for none. */
  String next() {
    String sentence = sentences.poll();
    return sentence == null ? "" : sentence;
  }
}
