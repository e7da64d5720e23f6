package org.statewise.controller.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;

/** The columns of an exported recording, in their order, whatever format the table has. */
final class RecordingColumns {
  private final boolean isRun;
  private final int joints;
  private final Map<String, Function<TickRecord, double[]>> quantities = new LinkedHashMap<>();

  /** The columns that the recording's kind has. */
  RecordingColumns(RecordingReader recording) {
    this(recording, false);
  }

  /** @param every whether a run and a stream have the same columns, with nothing in those of the other */
  RecordingColumns(RecordingReader recording, boolean every) {
    boolean run = recording.description().kind() == RecordingKind.RUN;
    isRun = run || every;
    joints = recording.jointCount();
    double[] nothing = new double[joints];
    Arrays.fill(nothing, Double.NaN);
    quantities.put("q", tick -> tick.state.q);
    quantities.put("qd", tick -> tick.state.qd);
    if (!run || every) {
      // No link measures accelerations, and a stream's are known or estimated.
      quantities.put("qdd", tick -> tick.state.qdd);
    }
    quantities.put("tau", tick -> tick.state.tau);
    if (isRun) {
      quantities.put("qdes", tick -> run ? tick.qDes : nothing);
      quantities.put("qddes", tick -> run ? tick.qdDes : nothing);
      quantities.put("qdddes", tick -> run ? tick.qddDes : nothing);
      quantities.put("uprior", tick -> run ? tick.uPrior : nothing);
      quantities.put("umodel", tick -> run ? tick.uModel : nothing);
      quantities.put("ufb", tick -> run ? tick.uFb : nothing);
      quantities.put("u", tick -> run ? tick.u : nothing);
    }
  }

  /** Whether there are the columns of a run, which has more than a stream. */
  boolean isRun() {
    return isRun;
  }

  /** What has one number a joint, by the name in front of the joint's number. */
  Map<String, Function<TickRecord, double[]>> quantities() {
    return Collections.unmodifiableMap(quantities);
  }

  /** The names of the quantities' columns: q1 to qn, then qd1 to qdn and so on. */
  List<String> quantityNames() {
    List<String> names = new ArrayList<>();
    for (String quantity : quantities.keySet()) {
      for (int j = 1; j <= joints; j++) {
        names.add(quantity + j);
      }
    }
    return names;
  }

  /** All names of a table of text. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of("t", "segment"));
    if (isRun) {
      names.addAll(List.of("round", "tick", "fresh", "phase"));
    }
    names.addAll(quantityNames());
    return names;
  }
}
