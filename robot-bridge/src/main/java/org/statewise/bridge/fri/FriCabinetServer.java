package org.statewise.bridge.fri;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statewise.bridge.exchange.AnswerWait;
import org.statewise.bridge.exchange.LoopSignal;
import org.statewise.bridge.exchange.WaitingClock;
import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.bridge.sim.SimulatedArm;
import org.statewise.bridge.sim.SpinPacer;

/**
 * A {@link Cabinet} in real time on the network: it sends first, to its one client's address, a
 * message each send period. Datagrams of others are counted and ignored.
 *
 * <p>Two threads: {@code statewise-cabinet} paces the arm on an absolute schedule, an I/O thread
 * receives and sends. The cabinet waits for its client, as {@link
 * org.statewise.bridge.sim.RealTimeLink} does for its controller: a client that has answered the
 * message before gets {@link WaitingClock#MAX_WAIT_NS} more for an answer that is due, half as long
 * after each that it missed, of which only time counts in which the cabinet itself had a processor
 * ({@link AnswerWait}); and periods that the cabinet's own thread overslept are not made up
 * for. With strict time it waits for nobody; if its thread wakes whole periods late, it sends one
 * message and counts those between as lost.
 */
public final class FriCabinetServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FriCabinetServer.class);

  private static final long STOP_MILLIS = 2000;

  private final Object lock = new Object();
  private final Cabinet cabinet;
  private final SpinPacer pacer = new SpinPacer();
  private final long periodNs;
  private final boolean strict;
  private final InetSocketAddress client;
  private final FriSocket socket;
  private final LoopSignal messageReady;
  private final AnswerWait wait = new AnswerWait();
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  /** Guarded by {@link #lock}, as is the cabinet. */
  private final byte[] message = new byte[Framing.MAX_DATAGRAM_BYTES];
  private int messageLength;
  private boolean messageIsNew;
  private final byte[] outgoing = new byte[Framing.MAX_DATAGRAM_BYTES];
  private SessionState lastSession = SessionState.MONITORING_WAIT;
  private volatile long timeSlips;
  private volatile long slippedNs;
  private final WaitReasons waitReasons = new WaitReasons();
  private final ReplyTimes replies = new ReplyTimes();
  private volatile boolean closed;

  private FriCabinetServer(SimulatedArm arm, FriCabinetConfig config, InetSocketAddress client,
      String host, int port) throws FriException {
    this.cabinet = new Cabinet(arm, config);
    this.periodNs = arm.info().periodNs();
    this.strict = config.strictTime();
    this.client = client;
    this.socket = FriSocket.open("statewise-cabinet-io", host, port, this::onDatagram);
    this.messageReady = new LoopSignal(socket.executor(), this::sendNewest);
    this.thread = Thread.ofPlatform().name("statewise-cabinet").daemon().unstarted(this::live);
  }

  /**
   * Starts to send.
   *
   * @param arm owned by this cabinet from now on
   * @param client where the client listens; resolved
   * @param host local address to send from
   * @param port local port; 0 for one of its own
   * @throws FriException if that address cannot be had
   * @throws IllegalArgumentException if the arm cannot be one behind FRI
   */
  public static FriCabinetServer start(SimulatedArm arm, FriCabinetConfig config,
      InetSocketAddress client, String host, int port) throws FriException {
    FriCabinetServer server = new FriCabinetServer(arm, config, client, host, port);
    server.thread.start();
    return server;
  }

  private void onDatagram(byte[] bytes, int length, InetSocketAddress sender) {
    synchronized (lock) {
      if (client.equals(sender)) {
        cabinet.receive(bytes, length);
        replies.receives(cabinet.isAnswered());
      } else {
        cabinet.countForeign();
      }
    }
  }

  private void live() {
    long deadlineNs = System.nanoTime() + periodNs;
    while (!closed) {
      pacer.waitUntil(deadlineNs);
      boolean waited = !strict && awaitAnswer();
      long lateNs = System.nanoTime() - deadlineNs;
      int late = (int) Math.max(0, lateNs / periodNs);
      if (!strict && (waited || late > 0)) {
        slip(lateNs);
        deadlineNs += lateNs;
        late = 0;
      }
      deadlineNs += (late + 1) * periodNs;
      step(late + 1);
    }
  }

  /** Whether the client had to be waited for. */
  private boolean awaitAnswer() {
    long longestNs = answerTimeoutNs();
    wait.begin(longestNs, System.nanoTime());
    while (!closed && answerTimeoutNs() > 0 && wait.goesOn(System.nanoTime())) {
      pacer.rest();
    }
    return longestNs > 0;
  }

  private long answerTimeoutNs() {
    synchronized (lock) {
      return cabinet.answerTimeoutNs(WaitingClock.MAX_WAIT_NS);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
  private void slip(long ns) {
    timeSlips++;
    slippedNs += ns;
    synchronized (lock) {
      cabinet.advanceWallClock(ns);
    }
  }

  private void step(int count) {
    SessionState session;
    CabinetStop stop;
    String reason = "";
    String notice;
    synchronized (lock) {
      messageLength = cabinet.step(count, message);
      messageIsNew = true;
      session = cabinet.session();
      stop = cabinet.stop();
      boolean stopped = session != lastSession && lastSession.isCommanding();
      if (waitReasons.isNew(cabinet) || stopped) {
        reason = cabinet.objection();
      } else if (session != lastSession && session == SessionState.COMMANDING_ACTIVE) {
        reason = cabinet.announcement();
      }
      notice = cabinet.nextNotice();
    }
    messageReady.raise();
    if (session != lastSession) {
      LOG.atInfo().addKeyValue("name", word(session)).addKeyValue("from", word(lastSession))
          .addKeyValue("stop", word(stop)).addKeyValue("reason", reason).log("cabinet");
      lastSession = session;
    } else if (!reason.isEmpty()) {
      LOG.atInfo().addKeyValue("name", word(session)).addKeyValue("reason", reason)
          .log("cabinet");
    }
    if (!notice.isEmpty()) {
      LOG.atWarn().addKeyValue("name", "notice").addKeyValue("reason", notice).log("cabinet");
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void sendNewest() {
    int length;
    synchronized (lock) {
      // A signal that came while this ran has had its message sent already.
      if (!messageIsNew) {
        return;
      }
      messageIsNew = false;
      length = messageLength;
      System.arraycopy(message, 0, outgoing, 0, length);
      replies.sends(cabinet.session() == SessionState.COMMANDING_ACTIVE);
    }
    if (!closed) {
      socket.send(outgoing, length, client);
    }
  }

  /** The port that it sends from. */
  public int port() {
    return socket.port();
  }

  /** How often its clock stood still: it waited for its client, or its thread had no processor. */
  public long timeSlips() {
    return timeSlips;
  }

  /** For how long in all, ns. */
  public long slippedNs() {
    return slippedNs;
  }

  /**
   * From now on {@code ns} gets the time from each message of COMMANDING_ACTIVE to its answer, on the I/O thread and
   * under the cabinet's lock: it must return soon.
   */
  public void watchReplies(LongConsumer ns) {
    replies.listener(ns);
  }

  /** What was counted so far. */
  public FriStatistics statistics() {
    synchronized (lock) {
      return cabinet.statistics();
    }
  }

  /** How often the arm was taken back from a client, by cause; without the causes that never were. */
  public Map<CabinetStop, Long> stops() {
    synchronized (lock) {
      return cabinet.stops();
    }
  }

  /** Waits until the server is closed. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Stops sending and frees the port. Idempotent. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      // Whoever interrupts wants to be off sooner; the thread is a daemon.
      Thread.currentThread().interrupt();
    }
    socket.close();
    ended.countDown();
  }
}
