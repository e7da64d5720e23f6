package org.statewise.controller.mqtt;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.statewise.controller.loop.LinkSide;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;
import org.statewise.proto.mqtt.Event;
import org.statewise.proto.mqtt.Status;
import org.statewise.proto.mqtt.Telemetry;

/** Publishes status, telemetry and events, as long as the broker takes them. */
final class Publisher {
  /** So many messages may be on their way before telemetry is left out. */
  private static final int MAX_UNACKNOWLEDGED = 64;

  /** So many replies wait for the broker before one is left out. */
  private static final int MAX_REPLIES = 64;

  private final MqttSettings settings;
  private final Topics topics;
  private final MqttFeed feed;
  private final IntFunction<Motion> motions;
  private final MqttMetrics metrics;
  private final LongSupplier wallMillis;
  private final TickRecord tick;
  private final TickRecord learned;
  /** Replies that the broker had no room for yet. */
  private final Deque<Outgoing> replies = new ArrayDeque<>();
  private LoopPhase toldPhase;
  private boolean offlineBegun;
  private boolean offlineSent;
  private long countedEventDrops;
  private long countedTelemetryDrops;

  Publisher(MqttSettings settings, MqttFeed feed, IntFunction<Motion> motions, MqttMetrics metrics,
      LongSupplier wallMillis) {
    this.settings = settings;
    this.feed = feed;
    this.motions = motions;
    this.metrics = metrics;
    this.wallMillis = wallMillis;
    topics = new Topics(settings.robot().name());
    tick = new TickRecord(settings.robot().joints().size());
    learned = new TickRecord(settings.robot().joints().size());
  }

  /** Makes each kind of message once, so that the first one is not made beside the first ticks. */
  void warmUp() {
    var _ = telemetry();
    var _ = Payloads.of(Event.getDefaultInstance(), settings.protobuf());
  }

  /** What the broker says for a run that is cut off. */
  Outgoing will() {
    return status(false, null);
  }

  private Outgoing status(boolean online, LoopPhase phase) {
    MqttSettings.Robot robot = settings.robot();
    Status status = Status.newBuilder().setOnline(online).setRobot(robot.name())
        .setPhase(phase == null ? "" : word(phase)).setFault(phase == null ? "" : feed.fault())
        .setVersion(robot.version()).setAtMillis(wallMillis.getAsLong()).setArm(robot.arm())
        .addAllJoints(robot.joints()).build();
    return new Outgoing(topics.status(), Payloads.of(status, settings.protobuf()), 1, true);
  }

  /** The connection is new, or broke: what was told before counts no more. */
  void startOver() {
    toldPhase = null;
    metrics.dropped(MqttMetrics.Kind.REPLY, replies.size());
    replies.clear();
    feed.events().sendAgain();
  }

  /** Publishes what is due; {@code session} is up. */
  void round(Session session) {
    LoopPhase phase = feed.phase();
    if (phase != toldPhase
        && send(session, MqttMetrics.Kind.STATUS, status(true, phase))) {
      toldPhase = phase;
    }
    replies(session);
    events(session);
    if (feed.takeDue(tick, learned) && !(session.unacknowledged() < MAX_UNACKNOWLEDGED
        && send(session, MqttMetrics.Kind.TELEMETRY, telemetry()))) {
      metrics.dropped(MqttMetrics.Kind.TELEMETRY, 1);
    }
  }

  /** Publishes a reply now, or as soon as the broker has room for it. */
  void reply(Session session, Outgoing message) {
    if (replies.size() == MAX_REPLIES) {
      metrics.dropped(MqttMetrics.Kind.REPLY, 1);
      return;
    }
    replies.addLast(message);
    replies(session);
  }

  private void replies(Session session) {
    while (!replies.isEmpty() && send(session, MqttMetrics.Kind.REPLY, replies.peekFirst())) {
      replies.removeFirst();
    }
  }

  /** Counts what no broker was there for. */
  void roundWithoutBroker() {
    if (feed.takeDue(tick, learned)) {
      metrics.dropped(MqttMetrics.Kind.TELEMETRY, 1);
    }
  }

  /** Counts what the feed had no room for. */
  void countDrops() {
    long eventDrops = feed.events().dropped();
    metrics.dropped(MqttMetrics.Kind.EVENTS, eventDrops - countedEventDrops);
    countedEventDrops = eventDrops;
    long telemetryDrops = feed.dropped();
    metrics.dropped(MqttMetrics.Kind.TELEMETRY, telemetryDrops - countedTelemetryDrops);
    countedTelemetryDrops = telemetryDrops;
  }

  /**
   * Publishes what a run that ends by itself has left to say; called again and again, since the broker may not have
   * room for all of them at once.
   *
   * @return whether the last status was handed over
   */
  boolean publishOffline(Session session) {
    if (!offlineBegun) {
      offlineBegun = true;
      replies(session);
      events(session);
    }
    // From the second call on before the events, which may be many.
    offlineSent = offlineSent
        || send(session, MqttMetrics.Kind.STATUS, status(false, feed.phase()));
    replies(session);
    events(session);
    return offlineSent;
  }

  private void events(Session session) {
    EventBuffer events = feed.events();
    for (EventBuffer.Entry entry = events.next(); entry != null; entry = events.next()) {
      EventBuffer.Entry sent = entry;
      if (!session.publish(new Outgoing(topics.events(), entry.payload(), 1, false,
          entry.contentType(), new byte[0]), () -> events.acknowledge(sent),
          () -> events.takeBack(sent))) {
        events.takeBack(entry);
        return;
      }
      metrics.published(MqttMetrics.Kind.EVENTS);
    }
  }

  /** Whether the message was handed over. */
  private boolean send(Session session, MqttMetrics.Kind kind, Outgoing message) {
    boolean taken = session.publish(message, () -> {}, () -> {});
    if (taken) {
      metrics.published(kind);
    }
    return taken;
  }

  private Outgoing telemetry() {
    Telemetry.Builder message = Telemetry.newBuilder().setTick(tick.tick)
        .setArmSeconds(tick.state.armTimeNs * 1e-9).setPhase(word(tick.phase));
    if (tick.motion >= 0) {
      Motion motion = motions.apply(tick.motion);
      message.setMotion(motion.name()).setRound(motion.round());
    }
    for (int j = 0; j < tick.u.length; j++) {
      message.addQ(tick.state.q[j]).addQd(tick.state.qd[j]).addQDes(tick.qDes[j])
          .addQdDes(tick.qdDes[j]).addUFf(tick.uPrior[j] + tick.uModel[j]).addUFb(tick.uFb[j])
          .addUPrior(tick.uPrior[j]).addUMemory(tick.uMemory(j)).addUObserver(tick.uObserver[j])
          .addU(tick.u[j]).addPredictionError(learned.predictionError[j]).addPhi(learned.phi[j]);
    }
    message.setStepSize(learned.stepSize);
    if (!Double.isNaN(learned.confidence[0])) {
      Arrays.stream(learned.confidence).forEach(message::addConfidence);
    }
    if (tick.linkSide != LinkSide.UNKNOWN) {
      Arrays.stream(tick.qLink).forEach(message::addQLink);
      message.setQLinkEstimated(tick.linkSide == LinkSide.ESTIMATED);
    }
    return new Outgoing(topics.telemetry(), Payloads.of(message.build(), settings.protobuf()), 0,
        false);
  }

  static String word(LoopPhase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
