package org.statewise.controller.mqtt;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.statewise.proto.mqtt.Command;
import org.statewise.proto.mqtt.Reply;

/** Takes the commands of a broker in, hands them to the intake and replies to all of them. */
final class CommandHandler {
  private static final int MAX_WAITING = 64;

  private final MqttSettings settings;
  private final Topics topics;
  private final MqttFeed feed;
  private final CommandIntake intake;
  private final MqttMetrics metrics;
  private final BlockingQueue<Incoming> inbox = new ArrayBlockingQueue<>(MAX_WAITING);

  /** Of commands that the intake went on with on another way's thread. */
  private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
  private Consumer<Outgoing> replies = _ -> {};

  CommandHandler(MqttSettings settings, MqttFeed feed, CommandIntake intake,
      MqttMetrics metrics) {
    this.settings = settings;
    this.feed = feed;
    this.intake = intake;
    this.metrics = metrics;
    topics = new Topics(settings.robot().name());
    intake.listen(feed::command);
  }

  /** Where replies go. */
  void replyBy(Consumer<Outgoing> way) {
    replies = way;
  }

  /** Takes a message. Any thread; never waits. */
  void arrived(Incoming message) {
    String verb = topics.verb(message.topic());
    intake.obeyStop(verb);
    if (!inbox.offer(message)) {
      metrics.command(Verb.of(verb), false);
    }
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
    intake.poll();
    for (Runnable next = answers.poll(); next != null; next = answers.poll()) {
      next.run();
    }
  }

  private void handle(Incoming message) {
    boolean protobuf = message.contentType().isEmpty()
        ? settings.protobuf()
        : message.contentType().equals(Payloads.PROTOBUF);
    intake.take(
        new CommandIntake.Arrived(topics.verb(message.topic()), message.payload(), protobuf,
            message.retained()),
        (verb, command, answer) -> answers.add(
            () -> answer(message, verb, command, protobuf, answer)));
  }

  private void answer(Incoming message, Optional<Verb> verb, Command command, boolean protobuf,
      CommandTarget.Answer answer) {
    metrics.command(verb, answer.accepted());
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
}
