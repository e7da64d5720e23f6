package org.statewise.controller.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.statewise.proto.mqtt.Command;
import org.statewise.proto.mqtt.Command.WhatCase;

/**
 * Lets a command through once, and only while it is fresh. Fresh means that the sender's wall clock and
 * ours differ by no more than the limit; so an id needs to be remembered for twice the limit only,
 * and a restart forgets nothing that could still be repeated for longer than that.
 *
 * <p>One thread.
 */
final class ReplayFilter {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final int MAX_IDS = 4096;
  private static final int MAX_SHOWN = 80;

  private final long oldestMillis;
  private final LongSupplier wallMillis;
  private final Set<String> ids = new HashSet<>();
  private final Deque<Seen> seen = new ArrayDeque<>();

  /** An id and when it came. */
  private record Seen(String id, long atMillis) {}

  ReplayFilter(long oldestMillis, LongSupplier wallMillis) {
    this.oldestMillis = oldestMillis;
    this.wallMillis = wallMillis;
  }

  /** @throws RefusedException in one sentence, if the command must not be carried out */
  void check(Verb verb, Command command, boolean retained) throws RefusedException {
    if (retained) {
      throw new RefusedException("retained: the broker kept this command, nobody gives it now");
    }
    if (!ID.matcher(command.getId()).matches()) {
      throw new RefusedException(
          "malformed: id must be 1 to 64 letters, digits and . _ : -, but is "
              + (command.getId().isEmpty() ? "missing" : "'" + shortened(command.getId()) + "'"));
    }
    if (command.getWhatCase() != verb.needs()) {
      throw new RefusedException("malformed: command/" + verb.word() + " must have "
          + (verb.needs() == WhatCase.WHAT_NOT_SET
              ? "no field of another verb"
              : "the field " + name(verb.needs()))
          + ", but has "
          + (command.getWhatCase() == WhatCase.WHAT_NOT_SET
              ? "none"
              : name(command.getWhatCase())));
    }
    long nowMillis = wallMillis.getAsLong();
    checkAge(command, nowMillis);
    forgetBefore(nowMillis - 2 * oldestMillis);
    if (ids.contains(command.getId())) {
      throw new RefusedException("replayed: the id " + command.getId() + " was seen before");
    }
    if (ids.size() >= MAX_IDS) {
      throw new RefusedException("flooded: more than " + MAX_IDS + " commands in "
          + 2 * oldestMillis / 1000 + " s");
    }
    ids.add(command.getId());
    seen.addLast(new Seen(command.getId(), nowMillis));
  }

  private static String name(WhatCase what) {
    return Command.getDescriptor().findFieldByNumber(what.getNumber()).getJsonName();
  }

  private static String shortened(String id) {
    return id.length() > MAX_SHOWN ? id.substring(0, MAX_SHOWN) + "..." : id;
  }

  private void checkAge(Command command, long nowMillis) throws RefusedException {
    if (command.getSentAtMillis() <= 0) {
      throw new RefusedException("malformed: sentAtMillis must be the sender's clock in ms since"
          + " 1970, but is " + (command.getSentAtMillis() == 0
              ? "missing"
              : Long.toString(command.getSentAtMillis())));
    }
    // Saturates instead of wrapping round: any number may come.
    long ageMillis = nowMillis - Math.min(command.getSentAtMillis(), Long.MAX_VALUE / 2);
    if (ageMillis > oldestMillis) {
      throw new RefusedException("stale: sent %.1f s ago, more than %.1f s"
          .formatted(ageMillis * 1e-3, oldestMillis * 1e-3));
    }
    if (ageMillis < -oldestMillis) {
      throw new RefusedException(
          "stale: sent %.1f s in the future, more than %.1f s: set the clocks"
              .formatted(-ageMillis * 1e-3, oldestMillis * 1e-3));
    }
  }

  private void forgetBefore(long millis) {
    while (!seen.isEmpty() && seen.peekFirst().atMillis() < millis) {
      ids.remove(seen.removeFirst().id());
    }
  }
}
