package org.statewise.controller.dataset;

import java.util.ArrayList;
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

  RecordingColumns(RecordingReader recording) {
    isRun = recording.description().kind() == RecordingKind.RUN;
    joints = recording.jointCount();
    quantities.put("q", tick -> tick.state.q);
    quantities.put("qd", tick -> tick.state.qd);
    if (!isRun) {
      // No link measures accelerations, and a stream's are known or estimated.
      quantities.put("qdd", tick -> tick.state.qdd);
    }
    quantities.put("tau", tick -> tick.state.tau);
    if (isRun) {
      quantities.put("qdes", tick -> tick.qDes);
      quantities.put("qddes", tick -> tick.qdDes);
      quantities.put("qdddes", tick -> tick.qddDes);
      quantities.put("uprior", tick -> tick.uPrior);
      quantities.put("umodel", tick -> tick.uModel);
      quantities.put("ufb", tick -> tick.uFb);
      quantities.put("u", tick -> tick.u);
    }
  }

  /** Whether the recording is of a run, which has more columns than a stream. */
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
