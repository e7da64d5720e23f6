package org.statewise.controller.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.statewise.controller.loop.TickStage;

/** What is measured, always as a time. */
public enum Quantity {
  /** How late cyclictest's thread wakes from clock_nanosleep. */
  CYCLICTEST("wake-up, cyclictest"),
  /** How late a thread of Java, arranged as the control thread is, wakes from a sleep until an absolute time. */
  SLEEP("wake-up, Java"),
  /** From the link's receipt of a state until the control thread has it: the loop's own wait. */
  HAND_OVER("hand-over"),
  /** From the link's receipt of a state until its command is with the link. */
  TURNAROUND("turnaround"),
  /** From the cabinet's message until the answer of this program is there, as the cabinet sees it. */
  REPLY("reply"),
  /** The same of the client in C. */
  C_REPLY("reply, client in C"),
  /** Work of a whole tick, from the state to the record. */
  TICK("tick"),
  /** {@link TickStage#READ}. */
  READ("read"),
  /** {@link TickStage#PREDICT}. */
  PREDICT("predict"),
  /** {@link TickStage#FEEDBACK}. */
  FEEDBACK("feedback"),
  /** {@link TickStage#GUARDS}. */
  GUARDS("guards"),
  /** {@link TickStage#SEND}. */
  SEND("send"),
  /** {@link TickStage#LEARN}. */
  LEARN("learn"),
  /** {@link TickStage#RECORD}. */
  RECORD("record");

  private final String label;

  Quantity(String label) {
    this.label = label;
  }

  /** Its words in tables. */
  public String label() {
    return label;
  }

  /** Its word in names of files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The time that a stage takes. */
  static Quantity of(TickStage stage) {
    return valueOf(stage.name());
  }

  /** Those of a tick's work. */
  public static List<Quantity> ofTick() {
    return Arrays.stream(values()).filter(quantity -> quantity.compareTo(TICK) >= 0).toList();
  }
}
