package org.statewise.controller.app.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.app.console.UsageException;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointLimits;
import org.statewise.models.arm.JointModel;

/** What a recording says of its arm, and how it is written there. */
public final class RecordedArm {
  /** Metadata key of an {@link ArmInfo} in a run's recording. */
  public static final String ARM_INFO = "armInfo";

  /** Metadata key of where the arm was found, a JSON list, rad. */
  public static final String START = "startPositionRad";

  /** Metadata key of the text of the task's file. */
  public static final String TASK_FILE = "taskFile";

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  /** Stands for a limit that nobody knows. */
  private static final double UNKNOWN = 1e6;

  private RecordedArm() {}

  public static String toJson(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records and arrays can always be written", e);
    }
  }

  /** The arm of a run, as its link described it. */
  public static ArmInfo ofRun(Map<String, String> metadata) throws UsageException {
    return read(metadata, ARM_INFO, ArmInfo.class);
  }

  /** The arm's torque limits, by which a network sees torques unless told otherwise, Nm. */
  public static List<Double> torqueLimits(ArmInfo arm) {
    return arm.joints().stream().map(JointInfo::tauMaxNm).toList();
  }

  /** Checks that an arm named on the command line fits a recording. */
  public static void checkJoints(String word, ArmModel named, int joints) throws UsageException {
    if (named.jointCount() != joints) {
      throw new UsageException("--arm-model %s has %d joints, but the recording has %d"
          .formatted(word, named.jointCount(), joints));
    }
  }

  /** A sentence if a recording carries another arm than the one named; empty if it carries none. */
  public static Optional<String> difference(Optional<ArmModel> own, ArmModel named) {
    return own.filter(arm -> !ArmFile.toYaml(arm).equals(ArmFile.toYaml(named)))
        .map(arm -> "arm: " + named.name() + " of --arm-model, not the recording's own, "
            + arm.name() + (arm.name().equals(named.name()) ? " with other numbers" : ""));
  }

  /** Where that arm was found, rad. */
  public static double[] start(Map<String, String> metadata) throws UsageException {
    return read(metadata, START, double[].class);
  }

  private static <T> T read(Map<String, String> metadata, String key, Class<T> type)
      throws UsageException {
    try {
      return JSON.readValue(metadata.getOrDefault(key, ""), type);
    } catch (JsonProcessingException e) {
      throw new UsageException(
          "the recording's metadata key " + key + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /** The arm of an imported stream: limits of its model if there is one, else none that matter. */
  public static ArmInfo ofStream(String name, List<String> joints, Optional<ArmModel> model,
      long periodNs) {
    List<JointInfo> infos = new ArrayList<>();
    for (int j = 0; j < joints.size(); j++) {
      if (model.isPresent()) {
        JointModel joint = model.get().joints().get(j);
        JointLimits limits = joint.limits();
        infos.add(new JointInfo(joint.name(), limits.qMinRad(), limits.qMaxRad(),
            limits.qdMaxRadPerS(), limits.tauMaxNm()));
      } else {
        infos.add(new JointInfo(joints.get(j), -UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN));
      }
    }
    return new ArmInfo(name.isEmpty() ? "unknown" : name, infos, periodNs, false);
  }
}
