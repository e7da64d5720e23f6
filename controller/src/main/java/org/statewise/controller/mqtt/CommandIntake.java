package org.statewise.controller.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.statewise.proto.mqtt.Command;

/**
 * Checks commands and has valid ones carried out, whichever way they came: MQTT and the live page share one,
 * so that what the one may not do the other may not either, and an id that was used on one is used up on both.
 *
 * <p>A stop is obeyed the moment it comes, before anything in it is looked at: malformed, stale, retained
 * or repeated, it stops.
 *
 * <p>Any thread; one command at a time. An answer is given on the thread that then calls {@link #take} or
 * {@link #poll}, which need not be the one that the command came by.
 */
public final class CommandIntake {
  private static final Logger LOG = LoggerFactory.getLogger(CommandIntake.class);
  private static final int MAX_PAYLOAD_BYTES = 256 * 1024;

  /** More commands than these are answered and counted, but make no event and no line in the log. */
  private static final int EVENTS_A_SECOND = 20;

  private final CommandTarget target;
  private final LongSupplier wallMillis;
  private final ReplayFilter filter;
  private final List<Consumer<Told>> listeners = new CopyOnWriteArrayList<>();
  private long eventSecond;
  private int eventsInSecond;

  /**
   * A command as it came.
   *
   * @param verb a word of {@link Verb}, or anything else
   * @param payload as it came; nobody changes it
   * @param protobuf whether the payload is protobuf and not JSON
   * @param retained a broker kept it: nobody sends it now
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier between two threads, never compared
  public record Arrived(String verb, byte[] payload, boolean protobuf, boolean retained) {}

  /**
   * A command and what became of it, for everybody.
   *
   * @param name its verb, or {@code unknown}
   * @param id as the sender gave it; empty if that is longer than an id may be
   */
  public record Told(long atMillis, String name, String id, boolean retained,
      CommandTarget.Answer answer) {}

  /** Who sent a command, and hears what became of it. */
  @FunctionalInterface
  public interface Sender {
    /**
     * Called once for each command.
     *
     * @param verb empty if there is no such command
     * @param command empty if it could not be read
     */
    void answered(Optional<Verb> verb, Command command, CommandTarget.Answer answer);
  }

  /**
   * Lets commands through to one target.
   *
   * @param oldestMillis a command sent longer ago is refused, and one sent later than now by more than this
   * @param wallMillis wall clock, ms since 1970
   */
  public CommandIntake(CommandTarget target, long oldestMillis, LongSupplier wallMillis) {
    this.target = target;
    this.wallMillis = wallMillis;
    filter = new ReplayFilter(oldestMillis, wallMillis);
  }

  /** Has a listener told of every command and its answer, at most twenty a second. */
  public void listen(Consumer<Told> listener) {
    listeners.add(listener);
  }

  /** Obeys if {@code verb} is a stop; never waits, not even for another command. */
  public void obeyStop(String verb) {
    if (Verb.STOP.word().equals(verb)) {
      target.stop();
    }
  }

  /** Takes a command, after {@link #obeyStop}. */
  public synchronized void take(Arrived message, Sender sender) {
    Optional<Verb> verb = Verb.of(message.verb());
    boolean stops = verb.isPresent() && verb.get() == Verb.STOP;
    Command command = Command.getDefaultInstance();
    try {
      if (message.payload().length > MAX_PAYLOAD_BYTES) {
        // At least: what the socket cut off is not known here.
        throw new RefusedException("malformed: the payload must have at most " + MAX_PAYLOAD_BYTES
            + " bytes, but has at least " + message.payload().length);
      }
      command = Payloads.command(message.payload(), message.protobuf());
      if (verb.isEmpty()) {
        throw new RefusedException("unknown: there is no such command; there are " + Verb.words());
      }
      if (stops) {
        answer(message, verb, command, sender, new CommandTarget.Answer(true, "stopping"));
        return;
      }
      filter.check(verb.get(), command, message.retained());
      Command valid = command;
      target.submit(verb.get(), command,
          answer -> answer(message, verb, valid, sender, answer));
    } catch (RefusedException e) {
      answer(message, verb, command, sender, stops
          ? new CommandTarget.Answer(true, "stopping, though " + e.getMessage())
          : new CommandTarget.Answer(false, e.getMessage()));
    }
  }

  /** Goes on with what was taken; called often. */
  public synchronized void poll() {
    target.poll();
  }

  private void answer(Arrived message, Optional<Verb> verb, Command command, Sender sender,
      CommandTarget.Answer answer) {
    tell(message, verb, command, answer);
    sender.answered(verb, command, answer);
  }

  /** Everybody may know what was commanded. */
  private void tell(Arrived message, Optional<Verb> verb, Command command,
      CommandTarget.Answer answer) {
    long nowMillis = wallMillis.getAsLong();
    if (nowMillis / 1000 != eventSecond) {
      eventSecond = nowMillis / 1000;
      eventsInSecond = 0;
    }
    if (eventsInSecond++ >= EVENTS_A_SECOND) {
      return;
    }
    String name = verb.map(Verb::word).orElse("unknown");
    LOG.atLevel(answer.accepted() ? Level.INFO : Level.WARN).addKeyValue("name", name)
        .addKeyValue("accepted", answer.accepted()).addKeyValue("reason", answer.reason())
        .log("command");
    Told told = new Told(nowMillis, name, shortened(command.getId()), message.retained(), answer);
    listeners.forEach(listener -> listener.accept(told));
  }

  private static String shortened(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= 64 ? id : "";
  }
}
