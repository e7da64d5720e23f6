package org.statewise.controller.app.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.statewise.controller.loop.CommandMailbox;
import org.statewise.controller.loop.CommandOutcome;
import org.statewise.controller.loop.LoopCommand;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.mqtt.CommandTarget;
import org.statewise.controller.mqtt.RefusedException;
import org.statewise.controller.mqtt.Verb;
import org.statewise.controller.telemetry.NewestTick;
import org.statewise.proto.mqtt.Command;
import org.statewise.proto.recording.HoldOrder;
import org.statewise.proto.recording.Order;
import org.statewise.proto.recording.TaskOrder;

/**
 * Carries commands out on a run: one after the other, each as one or two commands to the control thread,
 * and answered when the tick that took the last one has been seen.
 *
 * <p>A task begins from rest. If the arm moves, it is held first; the new task is planned from where its
 * set-point came to rest, and begins with a minimum-jerk motion from there.
 */
final class RunCommands implements CommandTarget {
  private static final int MAX_WAITING = 16;

  /** The loop looks for a command at every tick: this long without one, it is not looking. */
  private static final long MAX_TAKING_NS = 2_000_000_000L;

  /** Longer than any arm takes to come to rest. */
  private static final long MAX_REST_NS = 10_000_000_000L;

  private final CommandTranslator translator;
  private final CommandMailbox mailbox;
  private final Runnable stop;
  private final LongSupplier clockNs;
  private final NewestTick newest;
  private final Deque<PendingCommand> waiting = new ArrayDeque<>();
  private final TickRecord now;
  private PendingCommand job;
  private long lastNumber;
  private TaskOrder currentTask;

  /** Saves the model's state, or says why not; null where the run keeps none. */
  private volatile Supplier<Optional<String>> saver;

  /** Written by the telemetry thread, which sees the ticks. */
  private volatile Taken taken = new Taken(0, CommandOutcome.TAKEN);

  /** What became of a command to the loop. */
  private record Taken(long number, CommandOutcome outcome) {}

  /**
   * @param newest shows the newest tick
   * @param configured the task that {@code start} begins
   * @param stop brings the arm to rest and ends the run
   */
  RunCommands(CommandTranslator translator, CommandMailbox mailbox, NewestTick newest,
      TaskOrder configured,
      Runnable stop, LongSupplier clockNs) {
    this.translator = translator;
    this.mailbox = mailbox;
    this.newest = newest;
    this.stop = stop;
    this.clockNs = clockNs;
    currentTask = configured;
    now = newest.newRecord();
  }

  /** From now on the model's state can be saved. Any thread. */
  void saveBy(Supplier<Optional<String>> way) {
    saver = way;
  }

  /** Sees every tick, after the newest tick has been noted. Telemetry thread. */
  void tick(TickRecord tick) {
    if (tick.commandNumber != 0) {
      taken = new Taken(tick.commandNumber, tick.commandOutcome);
    }
  }

  @Override
  public void stop() {
    stop.run();
  }

  @Override
  public void submit(Verb verb, Command command, Consumer<Answer> answer) {
    if (waiting.size() >= MAX_WAITING) {
      answer.accept(new Answer(false, "busy: " + MAX_WAITING + " commands wait already"));
      return;
    }
    waiting.addLast(new PendingCommand(verb, command, answer));
    poll();
  }

  @Override
  public void poll() {
    boolean goesOn = true;
    while (goesOn) {
      if (job == null) {
        job = waiting.pollFirst();
      }
      goesOn = job != null && step();
    }
  }

  /** Whether the job was ended, so that the next one may begin. */
  private boolean step() {
    try {
      if (!newest.lastInto(now)) {
        throw new RefusedException("phase: the run has not begun");
      }
      if (job.loopCommand != null) {
        return checkTaken();
      }
      if (job.verb == Verb.SAVE_STATE) {
        return save();
      }
      if (job.deadlineNs == 0) {
        begin();
      } else {
        beginTaskAtRest();
      }
      return false;
    } catch (RefusedException e) {
      return end(new Answer(false, e.getMessage()));
    }
  }

  private boolean end(Answer answer) {
    PendingCommand ended = job;
    job = null;
    ended.answer.accept(answer);
    return true;
  }

  private void begin() throws RefusedException {
    if (now.phase.compareTo(LoopPhase.STOPPING) >= 0) {
      throw new RefusedException("phase: not allowed while " + word(now.phase));
    }
    switch (job.verb) {
      case START -> {
        if (now.phase == LoopPhase.RUNNING) {
          throw new RefusedException("phase: a task runs already");
        }
        awaitRest(currentTask);
      }
      case TASK -> awaitRest(translator.task(job.command.getTask(), now.qDes));
      case HOLD -> hold();
      case ADAPTATION, LOSS, PAYLOAD_HINT -> hand(translator.of(job.verb, job.command));
      case SAVE_STATE, STOP -> throw new IllegalArgumentException(job.verb + " moves nothing");
    }
  }

  private boolean save() throws RefusedException {
    Supplier<Optional<String>> way = saver;
    if (way == null) {
      throw new RefusedException("not available: this run keeps no state (--save-state)");
    }
    Optional<String> failure = way.get();
    if (failure.isPresent()) {
      throw new RefusedException("failed: " + failure.get());
    }
    return end(new Answer(true, "state saved"));
  }

  private void awaitRest(TaskOrder task) throws RefusedException {
    job.task = task;
    job.deadlineNs = clockNs.getAsLong() + MAX_REST_NS;
    if (now.phase == LoopPhase.RUNNING
        || (now.phase == LoopPhase.ENGAGING && job.verb == Verb.TASK)) {
      job.holdsFirst = true;
      hold();
    } else {
      beginTaskAtRest();
    }
  }

  private void hold() throws RefusedException {
    hand(Order.newBuilder().setHold(HoldOrder.getDefaultInstance()).build());
  }

  private void beginTaskAtRest() throws RefusedException {
    if (now.phase == LoopPhase.HOLDING && PendingCommand.isAtRest(now)) {
      TaskOrder.Builder task = job.task.toBuilder().clearQStart();
      for (double q : now.qDes) {
        task.addQStart(q);
      }
      hand(Order.newBuilder().setTask(task).build());
    } else if (now.phase.compareTo(LoopPhase.RUNNING) >= 0) {
      throw new RefusedException("phase: not allowed while " + word(now.phase));
    } else if (clockNs.getAsLong() - job.deadlineNs >= 0) {
      throw new RefusedException("phase: the arm did not come to rest");
    }
  }

  private void hand(Order message) throws RefusedException {
    LoopCommand next = translator.prepare(lastNumber + 1, message);
    job.warning = translator.warning(message);
    if (!mailbox.offer(next)) {
      throw new RefusedException("busy: the loop has not taken the last command");
    }
    lastNumber++;
    job.loopCommand = next;
    job.deadlineNs = clockNs.getAsLong() + MAX_TAKING_NS;
  }

  /** A command was handed over: has the loop taken it? */
  private boolean checkTaken() throws RefusedException {
    Taken last = taken;
    if (last.number() != job.loopCommand.number()) {
      if (clockNs.getAsLong() - job.deadlineNs < 0) {
        return false;
      }
      throw new RefusedException(mailbox.withdraw(job.loopCommand)
          ? "phase: the loop takes no commands while " + word(now.phase)
          : "unknown: the loop took the command, but what became of it was not seen");
    }
    if (last.outcome() != CommandOutcome.TAKEN) {
      throw new RefusedException("phase: " + last.outcome().sentence());
    }
    if (job.holdsFirst) {
      // The first of two commands; the next looks at where the arm rests.
      job.holdsFirst = false;
      job.loopCommand = null;
      job.deadlineNs = clockNs.getAsLong() + MAX_REST_NS;
      return false;
    }
    if (job.task != null) {
      currentTask = job.task;
    }
    return end(new Answer(true, job.success()));
  }

  private static String word(LoopPhase phase) {
    return phase.name().toLowerCase(java.util.Locale.ROOT);
  }
}
