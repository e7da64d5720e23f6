package org.statewise.controller.page;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Locale;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.CommandOutcome;
import org.statewise.controller.loop.TickRecord;
import org.statewise.proto.recording.Order;

/** How the adaptation stands, as far as ticks tell: by command, and by what the supervisor did last. */
final class Supervision {
  private String mode;
  private boolean withdrawn;
  private Intervention last = Intervention.NONE;

  /**
   * How it stands.
   *
   * @param mode {@code on}, {@code freeze} or {@code off}, by command or from the start
   * @param withdrawn whether the supervisor keeps the model's torque out
   * @param reason what the supervisor did last, as a sentence; empty if it did nothing yet
   */
  record State(String mode, boolean withdrawn, String reason) {}

  /** @param learns whether the run has a model that learns */
  Supervision(boolean learns) {
    mode = learns ? "on" : "off";
  }

  private Supervision(Supervision other) {
    mode = other.mode;
    withdrawn = other.withdrawn;
    last = other.last;
  }

  /** The same, which goes on by itself. */
  Supervision copy() {
    return new Supervision(this);
  }

  /** Takes a tick. */
  void add(TickRecord tick) {
    if (tick.command != null && tick.commandOutcome == CommandOutcome.TAKEN) {
      command(tick.command);
    }
    if (tick.intervention != Intervention.NONE) {
      last = tick.intervention;
      withdrawn = last.stops() || last == Intervention.STAYS_WITHDRAWN
          || (withdrawn && last != Intervention.REARMED);
    }
  }

  private void command(byte[] recorded) {
    try {
      Order order = Order.parseFrom(recorded);
      if (order.hasAdaptation()) {
        mode = order.getAdaptation().getMode().name().toLowerCase(Locale.ROOT);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the program wrote this command itself", e);
    }
  }

  State state() {
    return new State(mode, withdrawn, last == Intervention.NONE ? "" : last.sentence());
  }
}
