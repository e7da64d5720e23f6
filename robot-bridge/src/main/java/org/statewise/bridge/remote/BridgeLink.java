package org.statewise.bridge.remote;

import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.exchange.LatestValue;
import org.statewise.bridge.exchange.LoopSignal;
import org.statewise.bridge.exchange.WaitingClock;
import org.statewise.models.HotPath;
import org.statewise.proto.arm.State;

/**
 * An arm behind a {@link BridgeServer}, seen from the controller. Its clock is
 * {@link System#nanoTime}, or stands still with that of an arm that waits for its controller.
 *
 * <p>The control thread copies into and out of latest-value exchanges; an I/O thread of this link's
 * own does all coding and all network calls. {@link #awaitState}, {@link #send} and {@link
 * #release} allocate nothing. A state that is not whole and finite, or not newer than the last one,
 * is counted and dropped, so the control thread never sees it.
 */
public final class BridgeLink implements ArmLink {
  private final ArmInfo info;
  private final boolean waits;
  private final LongSupplier realNs;
  private final WaitingClock clock;
  private final Channel channel;
  private final Runnable shutDown;

  private final LatestValue<JointState> states;
  private final LatestValue<OutgoingCommand> commands;
  private final LoopSignal commandReady;

  /** The control thread's. */
  private final OutgoingCommand outgoing;

  /** The I/O thread's. */
  private final OutgoingCommand sending;
  private final StateIntake intake;

  private final AtomicReference<String> lossReason = new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicLong droppedCommands = new AtomicLong();

  /**
   * @param waits whether the arm waits for its controller
   * @param realNs monotonic; this link's clock, or what it is made of
   * @param shutDown closes the connection in order and ends the I/O thread
   */
  BridgeLink(ArmInfo info, boolean waits, Channel channel, LongSupplier realNs,
      Runnable shutDown) {
    this.info = info;
    this.waits = waits;
    this.realNs = realNs;
    clock = new WaitingClock(realNs, info.periodNs());
    this.channel = channel;
    this.shutDown = shutDown;
    int joints = info.jointCount();
    states = new LatestValue<>(() -> new JointState(joints), (from, to) -> to.copyFrom(from),
        this::nowNs);
    commands = new LatestValue<>(() -> new OutgoingCommand(joints),
        (from, to) -> to.copyFrom(from), realNs);
    commandReady = new LoopSignal(channel.eventLoop(), this::sendNewest);
    outgoing = new OutgoingCommand(joints);
    sending = new OutgoingCommand(joints);
    intake = new StateIntake(joints, waits, realNs, clock, states);
  }

  /**
   * Connects to a bridge and takes its arm.
   *
   * @param timeoutMillis for all of it: connection, TLS, and the bridge's Welcome; positive
   * @param tls present exactly if the bridge uses TLS
   * @throws BridgeException if the bridge cannot be reached, refuses (its arm is taken, it speaks
   *     another version), or does not answer in time
   */
  public static BridgeLink connect(String host, int port, int timeoutMillis,
      Optional<TlsConfig> tls) throws BridgeException {
    return connect(host, port, timeoutMillis, tls, System::nanoTime);
  }

  /**
   * The same on another clock than {@link System#nanoTime}.
   *
   * @param clockNs monotonic
   */
  public static BridgeLink connect(String host, int port, int timeoutMillis,
      Optional<TlsConfig> tls, LongSupplier clockNs) throws BridgeException {
    return new BridgeConnector(host, port, timeoutMillis, clockNs).connect(tls);
  }

  @Override
  public ArmInfo info() {
    return info;
  }

  @Override
  @HotPath
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    return closed.get() ? AwaitResult.LOST : states.awaitInto(state, deadlineNs);
  }

  /** {@inheritDoc} A command with a number that is not finite is refused here and not sent. */
  @Override
  @HotPath
  public SendResult send(TorqueCommand command) {
    if (isLost()) {
      return SendResult.LOST;
    }
    if (!command.isValidFor(info.jointCount())) {
      return SendResult.REFUSED;
    }
    outgoing.release = false;
    outgoing.sequence++;
    outgoing.command.copyFrom(command);
    commands.publish(outgoing);
    return commandReady.raise() ? SendResult.SENT : SendResult.LOST;
  }

  @Override
  @HotPath
  public void release() {
    if (!isLost()) {
      outgoing.release = true;
      commands.publish(outgoing);
      commandReady.raise();
    }
  }

  @Override
  @HotPath
  public long nowNs() {
    return waits ? clock.nowNs() : realNs.getAsLong();
  }

  @Override
  public boolean waits() {
    return waits;
  }

  @Override
  public long timeSlips() {
    return clock.slips();
  }

  @Override
  public long slippedNs() {
    return clock.slippedNs();
  }

  /** Says Goodbye, upon which the bridge lets the arm hold; waits for its end a second at most. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      lose("this end closed the link");
      shutDown.run();
    }
  }

  @Override
  public String endReason() {
    return lossReason().orElse("");
  }

  /** Why the link is over, in one sentence; empty while it is up. */
  public Optional<String> lossReason() {
    return Optional.ofNullable(lossReason.get());
  }

  /** States dropped because a value was missing, too many, or not finite. */
  public long malformedStates() {
    return intake.malformedStates();
  }

  /** States dropped because their sequence did not grow. */
  public long staleStates() {
    return intake.staleStates();
  }

  /** Commands not sent because the network did not take the ones before. */
  public long droppedCommands() {
    return droppedCommands.get();
  }

  /** How many commands of this session the arm refused, as of the last state. */
  public long refusedCommands() {
    return intake.refusedCommands();
  }

  private boolean isLost() {
    return lossReason.get() != null;
  }

  /** I/O thread: a state came. */
  void onState(State state) {
    intake.accept(state);
  }

  /** Any thread: the link is over; the first reason counts. */
  void lose(String reason) {
    if (lossReason.compareAndSet(null, reason)) {
      states.close();
    }
  }

  /** I/O thread: sends what the control thread published last. */
  private void sendNewest() {
    if (!commands.pollInto(sending)) {
      return;
    }
    if (sending.release) {
      Outbound.send(channel, Messages.RELEASE);
    } else if (channel.isWritable()) {
      Outbound.send(channel, Messages.command(sending.sequence, sending.command,
          realNs.getAsLong()));
    } else {
      droppedCommands.incrementAndGet();
    }
  }
}
