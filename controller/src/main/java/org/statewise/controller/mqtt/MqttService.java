package org.statewise.controller.mqtt;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.worker.WorkerThread;

/**
 * The thread {@code statewise-mqtt}: connects, publishes and answers. Everything it has to do with the
 * run goes through {@link MqttFeed} and {@link CommandIntake}, so a broker that is slow, gone or faulty
 * holds up nobody but this thread.
 */
public final class MqttService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttService.class);
  private static final long ROUND_NS = 5_000_000;
  private static final int COMMANDS_A_ROUND = 16;

  /** How long the last messages may take. */
  private static final long MAX_DISCONNECT_NS = 2_000_000_000L;

  private final CommandHandler commands;
  private final Publisher publisher;
  private final Connection connection;
  private final MqttMetrics metrics;
  private final Topics topics;
  private final boolean listens;
  private final LongSupplier clockNs;
  private final WorkerThread thread;
  private long failures;

  /**
   * Makes it; {@link #start} starts it.
   *
   * @param motions names what a motion's index means
   * @param wallMillis wall clock, ms since 1970: how old a command is
   * @param clockNs monotonic clock, ns
   */
  public MqttService(MqttSettings settings, MqttFeed feed, CommandIntake intake,
      IntFunction<Motion> motions, MqttMetrics metrics, LongSupplier wallMillis,
      LongSupplier clockNs) {
    this.metrics = metrics;
    this.clockNs = clockNs;
    topics = new Topics(settings.robot().name());
    listens = settings.limits().commands();
    commands = new CommandHandler(settings, feed, intake, metrics);
    publisher = new Publisher(settings, feed, motions, metrics, wallMillis);
    connection = new Connection(settings, publisher::will, this::arrived, metrics);
    commands.replyBy(this::reply);
    thread = new WorkerThread("statewise-mqtt", this::work);
  }

  /** Starts it; returns at once, whether there is a broker or not. */
  public void start() {
    thread.start();
  }

  private void arrived(Incoming message) {
    commands.arrived(message);
    thread.wake();
  }

  private void reply(Outgoing message) {
    Session session = connection.up();
    if (session == null) {
      metrics.dropped(MqttMetrics.Kind.REPLY, 1);
    } else {
      publisher.reply(session, message);
    }
  }

  private void work() {
    publisher.warmUp();
    while (!thread.closing()) {
      try {
        round();
      } catch (RuntimeException e) {
        // Logged once; a thread that ended here would take the commands with it.
        failures++;
        if (failures == 1) {
          LOG.atError().setCause(e).addKeyValue("name", "failed").log("mqtt");
        }
      }
      thread.rest(ROUND_NS);
    }
    disconnect();
  }

  private void round() {
    if (connection.round(clockNs.getAsLong())) {
      publisher.startOver();
      Session fresh = connection.up();
      if (fresh != null && listens) {
        fresh.subscribe(topics.commands());
      }
    }
    Session session = connection.up();
    if (session != null) {
      publisher.round(session);
    } else {
      publisher.roundWithoutBroker();
    }
    publisher.countDrops();
    commands.round(COMMANDS_A_ROUND);
  }

  private void disconnect() {
    Session session = connection.up();
    if (session != null) {
      boolean published = publisher.publishOffline(session);
      long beganNs = clockNs.getAsLong();
      while (session.state() == Session.State.UP && (!published || session.unacknowledged() > 0)
          && clockNs.getAsLong() - beganNs < MAX_DISCONNECT_NS) {
        LockSupport.parkNanos(this, ROUND_NS);
        published = publisher.publishOffline(session);
      }
      session.disconnect();
    }
    publisher.countDrops();
    connection.end();
  }

  /** Publishes that the run is offline, if a broker is connected, and ends. Takes a few seconds at most. */
  @Override
  public void close() {
    thread.close();
  }
}
