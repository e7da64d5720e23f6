package org.statewise.controller.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.statewise.proto.mqtt.Command;
import org.statewise.proto.mqtt.Event;
import org.statewise.proto.mqtt.Reply;

/**
 * Takes commands in, has valid ones carried out and answers all of them.
 *
 * <p>A stop is obeyed the moment it comes, before anything in it is looked at: malformed, stale, retained
 * or repeated, it stops.
 */
final class CommandHandler {
  private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);
  private static final int MAX_WAITING = 64;
  private static final int MAX_PAYLOAD_BYTES = 256 * 1024;

  /** More commands than these are answered and counted, but make no event and no line in the log. */
  private static final int EVENTS_A_SECOND = 20;

  private final MqttSettings settings;
  private final Topics topics;
  private final MqttFeed feed;
  private final CommandTarget target;
  private final MqttMetrics metrics;
  private final LongSupplier wallMillis;
  private final ReplayFilter filter;
  private final BlockingQueue<Incoming> inbox = new ArrayBlockingQueue<>(MAX_WAITING);
  private Consumer<Outgoing> replies = _ -> {};
  private long eventSecond;
  private int eventsInSecond;

  CommandHandler(MqttSettings settings, MqttFeed feed, CommandTarget target, MqttMetrics metrics,
      LongSupplier wallMillis) {
    this.settings = settings;
    this.feed = feed;
    this.target = target;
    this.metrics = metrics;
    this.wallMillis = wallMillis;
    topics = new Topics(settings.robot().name());
    filter = new ReplayFilter(settings.limits().oldestCommandMillis(), wallMillis);
  }

  /** Where replies go. */
  void replyBy(Consumer<Outgoing> way) {
    replies = way;
  }

  /** Takes a message. Any thread; never waits. */
  void arrived(Incoming message) {
    Optional<Verb> verb = verb(message);
    if (verb.isPresent() && verb.get() == Verb.STOP) {
      target.stop();
    }
    if (!inbox.offer(message)) {
      metrics.command(verb, false);
    }
  }

  private Optional<Verb> verb(Incoming message) {
    return Verb.of(topics.verb(message.topic()));
  }

  /** Handles what came, a few at a time. MQTT thread. */
  void round(int most) {
    for (int i = 0; i < most; i++) {
      Incoming message = inbox.poll();
      if (message == null) {
        break;
      }
      handle(message);
    }
    target.poll();
  }

  private void handle(Incoming message) {
    Optional<Verb> verb = verb(message);
    Command command = Command.getDefaultInstance();
    boolean protobuf = message.contentType().isEmpty()
        ? settings.protobuf()
        : message.contentType().equals(Payloads.PROTOBUF);
    try {
      if (message.payload().length > MAX_PAYLOAD_BYTES) {
        // At least: what the socket cut off is not known here.
        throw new RefusedException("malformed: the payload must have at most " + MAX_PAYLOAD_BYTES
            + " bytes, but has at least " + message.payload().length);
      }
      command = Payloads.command(message.payload(), protobuf);
      if (verb.isEmpty()) {
        throw new RefusedException("unknown: there is no such command; there are " + Verb.words());
      }
      if (verb.get() == Verb.STOP) {
        answer(message, verb, command, protobuf, new CommandTarget.Answer(true, "stopping"));
        return;
      }
      filter.check(verb.get(), command, message.retained());
      Command valid = command;
      target.submit(verb.get(), command,
          answer -> answer(message, verb, valid, protobuf, answer));
    } catch (RefusedException e) {
      boolean stops = verb.isPresent() && verb.get() == Verb.STOP;
      answer(message, verb, command, protobuf, stops
          ? new CommandTarget.Answer(true, "stopping, though " + e.getMessage())
          : new CommandTarget.Answer(false, e.getMessage()));
    }
  }

  private void answer(Incoming message, Optional<Verb> verb, Command command, boolean protobuf,
      CommandTarget.Answer answer) {
    metrics.command(verb, answer.accepted());
    tell(message, verb, command, answer);
    String to = message.responseTopic().isEmpty()
        ? command.getResponseTopic()
        : message.responseTopic();
    if (!topics.mayReplyTo(to)) {
      return;
    }
    Reply reply = Reply.newBuilder().setId(command.getId())
        .setVerb(verb.map(Verb::word).orElse("")).setAccepted(answer.accepted())
        .setReason(answer.reason()).setRobot(settings.robot().name())
        .setPhase(Publisher.word(feed.phase())).setTick(feed.tickCount())
        .setCorrelation(command.getCorrelation()).build();
    Payloads.Body body = Payloads.of(reply, protobuf);
    replies.accept(new Outgoing(to, body.bytes(), 1, false, body.contentType(),
        message.correlation()));
  }

  /** Everybody may know what was commanded. */
  private void tell(Incoming message, Optional<Verb> verb, Command command,
      CommandTarget.Answer answer) {
    long second = wallMillis.getAsLong() / 1000;
    if (second != eventSecond) {
      eventSecond = second;
      eventsInSecond = 0;
    }
    if (eventsInSecond++ >= EVENTS_A_SECOND) {
      return;
    }
    String name = verb.map(Verb::word).orElse("unknown");
    LOG.atLevel(answer.accepted() ? Level.INFO : Level.WARN).addKeyValue("name", name)
        .addKeyValue("accepted", answer.accepted()).addKeyValue("reason", answer.reason())
        .log("command");
    feed.add(Event.newBuilder().setAtMillis(wallMillis.getAsLong()).setTick(feed.tickCount())
        .setKind("command").setName(name).setSeverity(answer.accepted() ? "info" : "warning")
        .putDetails("accepted", Boolean.toString(answer.accepted()))
        .putDetails("reason", answer.reason())
        .putDetails("id", shortened(command.getId()))
        .putDetails("retained", Boolean.toString(message.retained())));
  }

  private static String shortened(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= 64 ? id : "";
  }
}
