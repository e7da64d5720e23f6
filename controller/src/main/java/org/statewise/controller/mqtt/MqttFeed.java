package org.statewise.controller.mqtt;

import java.util.Locale;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.proto.mqtt.Event;

/**
 * Where ticks and events of a run wait for the MQTT thread: the newest tick, one tick that is due for
 * telemetry, and a bounded buffer of events. The telemetry thread fills it and never waits for more than
 * a copy.
 */
public final class MqttFeed {
  private final TickRecord last;
  private final TickRecord due;
  private final TickRecord learned;
  private final double periodSeconds;
  private final boolean protobuf;
  private final EventBuffer events;
  private long dueAtNs = Long.MIN_VALUE;
  private boolean waiting;
  private long dropped;
  private long numbered;

  /** For an arm of {@code joints} joints. */
  public MqttFeed(int joints, MqttSettings settings) {
    last = new TickRecord(joints);
    due = new TickRecord(joints);
    learned = new TickRecord(joints);
    periodSeconds = 1 / settings.limits().telemetryHz();
    protobuf = settings.protobuf();
    events = new EventBuffer(settings.limits().eventBuffer());
  }

  /** Takes a tick. */
  public synchronized void tick(TickRecord tick) {
    last.copyFrom(tick);
    if (tick.learned) {
      learned.copyFrom(tick);
    }
    long nowNs = tick.state.armTimeNs;
    if (dueAtNs != Long.MIN_VALUE && nowNs - dueAtNs < 0) {
      return;
    }
    dropped += waiting ? 1 : 0;
    waiting = true;
    due.copyFrom(tick);
    long periodNs = Math.round(periodSeconds * 1e9);
    // On the grid of the period, unless a gap was longer than that.
    boolean behind = dueAtNs == Long.MIN_VALUE || nowNs - dueAtNs >= periodNs;
    dueAtNs = (behind ? nowNs : dueAtNs) + periodNs;
  }

  /** Takes an event. */
  public void event(RunEvent event) {
    Event.Builder message = Event.newBuilder().setAtMillis(event.time().toEpochMilli())
        .setTick(event.tick()).setKind(event.kind().name().toLowerCase(Locale.ROOT))
        .setName(event.name()).setSeverity(event.severity().name().toLowerCase(Locale.ROOT));
    event.details().forEach((key, value) -> message.putDetails(key, value.toString()));
    add(message);
  }

  /** Takes what was commanded, and what became of it. */
  void command(CommandIntake.Told told) {
    CommandTarget.Answer answer = told.answer();
    add(Event.newBuilder().setAtMillis(told.atMillis()).setTick(tickCount()).setKind("command")
        .setName(told.name()).setSeverity(answer.accepted() ? "info" : "warning")
        .putDetails("accepted", Boolean.toString(answer.accepted()))
        .putDetails("reason", answer.reason()).putDetails("id", told.id())
        .putDetails("retained", Boolean.toString(told.retained())));
  }

  private synchronized void add(Event.Builder event) {
    events.add(Payloads.of(event.setNumber(++numbered).build(), protobuf));
  }

  EventBuffer events() {
    return events;
  }

  /** The tick that is due, with what was learned last; false if none is. */
  synchronized boolean takeDue(TickRecord into, TickRecord intoLearned) {
    if (!waiting) {
      return false;
    }
    waiting = false;
    into.copyFrom(due);
    intoLearned.copyFrom(learned);
    return true;
  }

  synchronized LoopPhase phase() {
    return last.phase;
  }

  synchronized String fault() {
    return last.fault == FaultReason.NONE ? "" : last.fault.sentence();
  }

  synchronized long tickCount() {
    return last.tick;
  }

  /** Ticks due for telemetry that the next one overtook. */
  synchronized long dropped() {
    return dropped;
  }
}
