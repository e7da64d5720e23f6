package org.statewise.bridge.fri;

import java.net.InetSocketAddress;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.exchange.LatestValue;
import org.statewise.bridge.exchange.LoopSignal;
import org.statewise.bridge.exchange.WaitingClock;
import org.statewise.models.HotPath;

/**
 * The I/O thread's half of a {@link FriLink}: takes the cabinet's datagrams, answers those that need
 * no controller, sends the controller's torques, and publishes each state. The control thread's half
 * sees the volatile fields and the latest-value exchanges alone.
 */
final class FriEndpoint {
  private final FriClientConfig config;
  private final ClientSession session;
  private final FriCounters counters = new FriCounters();
  private final PeerPin pin;
  private final LatestValue<JointState> states;
  private final LatestValue<OutgoingTorque> commands;
  private final LatestValue<FriStatus> statuses;
  private final OutgoingTorque sending;
  private final byte[] answer = new byte[Framing.MAX_DATAGRAM_BYTES];
  private final FriSocket socket;
  private final LoopSignal commandReady;

  /** Of a simulated cabinet; null until its period is known, and of a real one. */
  private volatile WaitingClock clock;
  private volatile InetSocketAddress foreignSender;
  private volatile boolean takenOver;
  private volatile boolean takesCommands;
  private volatile FriEnd end = FriEnd.NONE;
  private volatile long periodNs;
  private volatile boolean closed;

  /** @throws FriException if the address cannot be had */
  FriEndpoint(FriClientConfig config) throws FriException {
    this.config = config;
    int joints = config.arm().jointCount();
    session = new ClientSession(config, counters);
    pin = new PeerPin(config.peerHost(), config.peerPort());
    states = new LatestValue<>(() -> new JointState(joints), (from, to) -> to.copyFrom(from),
        this::nowNs);
    commands = new LatestValue<>(() -> new OutgoingTorque(joints),
        (from, to) -> to.copyFrom(from), System::nanoTime);
    statuses = new LatestValue<>(FriStatus::new, (from, to) -> to.copyFrom(from),
        System::nanoTime);
    sending = new OutgoingTorque(joints);
    // Last: its thread uses all of the above, which binding publishes.
    socket = FriSocket.open("statewise-fri", config.listenHost(), config.listenPort(),
        this::onDatagram);
    commandReady = new LoopSignal(socket.executor(), this::sendNewest);
  }

  private void onDatagram(byte[] bytes, int length, InetSocketAddress sender) {
    long nowNs = System.nanoTime();
    if (!pin.admits(sender, nowNs)) {
      foreignSender = sender;
      counters.foreign.incrementAndGet();
      return;
    }
    long slippedBeforeNs = slippedNs();
    ClientSession.Reaction reaction = session.receive(bytes, length,
        clock == null ? nowNs : clock.arrive(), takenOver);
    if (reaction == ClientSession.Reaction.DROPPED) {
      return;
    }
    session.stampAge(nowNs, slippedNs() - slippedBeforeNs);
    pin.received(sender, nowNs);
    if (reaction == ClientSession.Reaction.ANSWER) {
      send(session.ownAnswer(System.nanoTime(), answer));
    }
    FriStatus status = session.status();
    end = status.end;
    periodNs = session.periodNs();
    if (config.simulated() && clock == null && periodNs > 0) {
      clock = new WaitingClock(System::nanoTime, periodNs);
    }
    takesCommands = status.takesCommands();
    statuses.publish(status);
    if (session.hasNewState()) {
      states.publish(session.state());
    }
  }

  /** Sends what the control thread published last. */
  private void sendNewest() {
    if (!commands.pollInto(sending)) {
      return;
    }
    if (!sending.release) {
      send(session.torqueAnswer(sending.command, System.nanoTime(), answer));
    } else if (session.answerDue()) {
      send(session.ownAnswer(System.nanoTime(), answer));
    }
  }

  private void send(int length) {
    if (length > 0 && !closed) {
      socket.send(answer, length, pin.peer());
    }
  }

  /**
   * Control thread: from the next state on the controller commands, or has let go.
   *
   * @param outgoing copied
   * @return false if the I/O thread is gone
   */
  @HotPath
  boolean send(OutgoingTorque outgoing) {
    takenOver = !outgoing.release;
    commands.publish(outgoing);
    return commandReady.raise();
  }

  /** Whether the controller commands. */
  @HotPath
  boolean takenOver() {
    return takenOver;
  }

  LatestValue<JointState> states() {
    return states;
  }

  LatestValue<FriStatus> statuses() {
    return statuses;
  }

  /** Real time, or that of a simulated cabinet which waits for its client. */
  @HotPath
  long nowNs() {
    WaitingClock waiting = clock;
    return waiting == null ? System.nanoTime() : waiting.nowNs();
  }

  long timeSlips() {
    return clock == null ? 0 : clock.slips();
  }

  long slippedNs() {
    return clock == null ? 0 : clock.slippedNs();
  }

  @HotPath
  boolean takesCommands() {
    return takesCommands;
  }

  @HotPath
  FriEnd end() {
    return end;
  }

  /** From one answer to the next, ns. */
  long periodNs() {
    return periodNs;
  }

  /** Who sent the last datagram that was not the peer's; null for nobody. */
  InetSocketAddress foreignSender() {
    return foreignSender;
  }

  /** Which number of a message was refused last, for people; empty for none. */
  String refusal() {
    return session.refusal();
  }

  FriStatistics statistics() {
    return counters.snapshot();
  }

  int port() {
    return socket.port();
  }

  /** Any thread: sends nothing more and frees the port. */
  void close() {
    // Not by a release: the commands have one writer, the control thread, and this may be another.
    takenOver = false;
    closed = true;
    states.close();
    socket.close();
  }
}
