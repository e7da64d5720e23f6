package org.statewise.controller.record;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a recording says of itself before its first tick.
 *
 * @param programVersion of the program that writes it
 * @param created when the first tick was or the import began; a run's log times count from here
 * @param arm the arm's name; empty if unknown
 * @param joints the joints' names from base to flange, without commas
 * @param configurationJson the effective configuration; empty for none
 * @param armYaml the arm's description; empty for none
 * @param more further words, whose keys must not be those of {@link #toMetadata}
 */
public record RecordingInfo(
    RecordingKind kind, String programVersion, Instant created, String arm, List<String> joints,
    String configurationJson, String armYaml, Map<String, String> more) {
  static final String KIND = "kind";
  static final String PROGRAM_VERSION = "programVersion";
  static final String CREATED = "created";
  static final String ARM = "arm";
  static final String JOINT_COUNT = "jointCount";
  static final String JOINTS = "joints";

  /** Metadata key of what the parts of one run have in common: when the first of them was created. */
  static final String RUN_CREATED = "runCreated";

  public RecordingInfo {
    joints = List.copyOf(joints);
    more = Map.copyOf(more);
    if (joints.isEmpty()) {
      throw new IllegalArgumentException("a recording must have at least one joint, but has none");
    }
    for (String joint : joints) {
      if (joint.contains(",")) {
        throw new IllegalArgumentException(
            "a recorded joint's name must not contain a comma, but is \"" + joint + "\"");
      }
    }
    for (String key : List.of(KIND, PROGRAM_VERSION, CREATED, ARM, JOINT_COUNT, JOINTS)) {
      if (more.containsKey(key)) {
        throw new IllegalArgumentException("the recording sets the key " + key + " by itself");
      }
    }
  }

  /** Of a part, where this is the run's; its log times go on from those of the part before. */
  public RecordingInfo ofPart(RecordingPart part) {
    Map<String, String> words = new LinkedHashMap<>(more);
    words.putAll(part.toMetadata());
    words.put(RUN_CREATED, created.toString());
    return new RecordingInfo(kind, programVersion, created.plusNanos(part.sinceStartNs()), arm,
        joints, configurationJson, armYaml, words);
  }

  /** The entries of the metadata record {@code statewise}. */
  Map<String, String> toMetadata() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(KIND, kind.word());
    entries.put(PROGRAM_VERSION, programVersion);
    entries.put(CREATED, created.toString());
    entries.put(ARM, arm);
    entries.put(JOINT_COUNT, Integer.toString(joints.size()));
    entries.put(JOINTS, String.join(",", joints));
    entries.putAll(more);
    return entries;
  }

  /** {@code created} as ns since 1970. */
  long createdNs() {
    return Math.addExact(Math.multiplyExact(created.getEpochSecond(), 1_000_000_000L),
        created.getNano());
  }
}
