package org.statewise.controller.explain;

import java.util.ArrayList;
import java.util.List;
import org.statewise.controller.loop.TickRecord;

/**
 * Why a run stopped, for people and programs.
 *
 * @param cause its word
 * @param stoppedBy the guard that stopped the arm; empty if none did
 * @param joint the name of the joint that {@code rows} show; empty without ticks
 * @param lines ten of them, for people: cause, advice, what the last 50 ms were like
 * @param rows the ticks of the last 50 ms up to the one that decided
 */
public record Explanation(String cause, String stoppedBy, String joint, List<String> lines,
    List<TickRow> rows) {
  /** How much of the end is shown tick by tick, ms. */
  public static final int SHOWN_MILLIS = 50;

  public Explanation {
    lines = List.copyOf(lines);
    rows = List.copyOf(rows);
  }

  /** Explains an end. */
  public static Explanation of(Ending ending) {
    Diagnosis diagnosis = Diagnostician.diagnose(ending);
    List<TickRow> rows = new ArrayList<>();
    if (ending.ticks().count() > 0) {
      long states = Math.ceilDiv(SHOWN_MILLIS * 1_000_000L, ending.arm().periodNs());
      TickRecord before = null;
      for (TickRecord tick : ending.ticks().recent(states)) {
        rows.add(TickRow.of(tick, before, ending));
        before = tick;
      }
    }
    return new Explanation(diagnosis.cause().word(), diagnosis.stoppedBy(),
        diagnosis.joint() < 0 ? "" : ending.joint(diagnosis.joint()).name(),
        new ExplanationLines(ending, diagnosis).all(), rows);
  }
}
