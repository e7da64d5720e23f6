package org.statewise.controller.mqtt;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.statewise.controller.mqtt.MqttSettings.Version;
import org.statewise.proto.mqtt.Command;
import org.statewise.proto.mqtt.Reply;
import org.statewise.proto.mqtt.Status;

/**
 * The other side of {@link MqttService}: asks a run for its status, commands it and waits for its reply. It knows
 * of a run that has ended by the status that the broker keeps, and does not wait for that one.
 *
 * <p>One thread. Every wait ends at the time-out.
 */
public final class CommandClient implements AutoCloseable {
  private static final int MAX_WAITING = 64;

  /** How often the session is looked at while nothing comes. */
  private static final long LOOK_NS = 5_000_000L;

  private final MqttSettings settings;
  private final Topics topics;
  private final String replyTopic;
  private final long timeoutNs;
  private final LongSupplier wallMillis;
  private final BlockingQueue<Incoming> arrived = new ArrayBlockingQueue<>(MAX_WAITING);
  private Optional<Status> lastStatus = Optional.empty();
  private Session session;

  /**
   * Connects to nothing yet.
   *
   * @param settings of the run; the client takes an id of its own
   * @param timeoutNs how long each of the calls may take
   * @param wallMillis wall clock, ms since 1970
   */
  public CommandClient(MqttSettings settings, long timeoutNs, LongSupplier wallMillis) {
    String id = "statewise-ctl-" + UUID.randomUUID();
    this.settings = settings.withClientId(id);
    this.timeoutNs = timeoutNs;
    this.wallMillis = wallMillis;
    topics = new Topics(settings.robot().name());
    replyTopic = topics.reply(id);
  }

  /**
   * Connects and begins to listen to the run.
   *
   * @throws IOException in one sentence if no broker lets us in
   */
  public void connect() throws IOException, InterruptedException {
    long beganNs = System.nanoTime();
    boolean speaks5 = settings.version() != Version.V3_1_1;
    open(speaks5, beganNs);
    if (session.state() != Session.State.UP && settings.version() == Version.AUTO
        && session.reached() && !session.refused()) {
      // Whoever hung up may speak the other version.
      session.end();
      open(false, beganNs);
    }
    if (session.state() != Session.State.UP) {
      String why = session.state() == Session.State.OVER ? session.why() : "it does not answer";
      throw new IOException(
          "the broker " + settings.broker() + " cannot be talked to: " + why);
    }
    session.subscribe(replyTopic);
    session.subscribe(topics.status());
  }

  private void open(boolean speaks5, long beganNs) throws InterruptedException {
    BrokerSockets sockets = new BrokerSockets(settings.tls(), settings.broker().host());
    session = speaks5 ? new Session5(settings, sockets) : new Session3(settings, sockets);
    session.open(Optional.empty(), arrived::offer);
    while (session.state() == Session.State.CONNECTING
        && System.nanoTime() - beganNs < timeoutNs) {
      TimeUnit.NANOSECONDS.sleep(LOOK_NS);
    }
  }

  /**
   * What the run, or the broker for it, said last of its state.
   *
   * @throws IOException in one sentence if nothing comes in time
   */
  public Status status() throws IOException, InterruptedException {
    long beganNs = System.nanoTime();
    while (lastStatus.isEmpty()) {
      Incoming message = next(beganNs);
      if (message == null) {
        throw new IOException(nobody("no status came"));
      }
      take(message);
    }
    return lastStatus.get();
  }

  /**
   * Commands the run and waits for its reply.
   *
   * @param what what the verb needs; its id and time are filled in
   * @throws IOException in one sentence if no reply comes in time, or the run has ended
   */
  public Reply command(Verb verb, Command.Builder what) throws IOException, InterruptedException {
    Command command = what.setId(UUID.randomUUID().toString())
        .setSentAtMillis(wallMillis.getAsLong()).setResponseTopic(replyTopic).build();
    long beganNs = System.nanoTime();
    boolean taken = session.publish(new Outgoing(topics.command(verb),
        Payloads.of(command, settings.protobuf()), 1, false), () -> {}, () -> {});
    if (!taken) {
      throw new IOException("the broker " + settings.broker() + " takes no message");
    }
    while (true) {
      Incoming message = next(beganNs);
      if (message == null) {
        throw new IOException(nobody("no reply to '" + verb.word() + "' came"));
      }
      if (message.topic().equals(replyTopic)) {
        Reply reply = Payloads.readInto(Reply.newBuilder(), message.payload()).build();
        if (reply.getId().equals(command.getId())) {
          return reply;
        }
      } else if (take(message) && !lastStatus.get().getOnline()) {
        throw new IOException("the run of '" + settings.robot().name() + "' is over, by what "
            + settings.broker() + " keeps of it: nobody takes '" + verb.word() + "'");
      }
    }
  }

  /** Notes a status; true if the broker had kept it. */
  private boolean take(Incoming message) throws IOException {
    if (message.topic().equals(topics.status())) {
      lastStatus = Optional.of(
          Payloads.readInto(Status.newBuilder(), message.payload()).build());
      return message.retained();
    }
    return false;
  }

  /** The next message, or null if none comes in time. */
  private Incoming next(long beganNs) throws IOException, InterruptedException {
    while (true) {
      Incoming message = arrived.poll(LOOK_NS, TimeUnit.NANOSECONDS);
      if (message != null) {
        return message;
      }
      if (session.state() == Session.State.OVER) {
        throw new IOException("the broker " + settings.broker() + " ended the connection: "
            + session.why());
      }
      if (System.nanoTime() - beganNs > timeoutNs) {
        return null;
      }
    }
  }

  private String nobody(String what) {
    String why = lastStatus.isEmpty()
        ? ": no run of that name has told this broker of itself, or this user may not read it"
        : ": its mqtt.commands is off, or the broker does not pass on what this user sends";
    return String.format(Locale.ROOT, "%s from '%s' at %s within %.1f s%s", what,
        settings.robot().name(),
        settings.broker(), timeoutNs * 1e-9, why);
  }

  /** A message as one line of JSON, by the mapping that payloads have. */
  public static String json(Message message) {
    return new String(Payloads.of(message, false).bytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (session != null) {
      if (session.state() == Session.State.UP) {
        session.disconnect();
      }
      session.end();
    }
  }
}
