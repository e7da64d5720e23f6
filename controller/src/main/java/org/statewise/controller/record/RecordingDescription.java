package org.statewise.controller.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.statewise.controller.record.mcap.McapAttachment;
import org.statewise.controller.record.mcap.McapReader;

/**
 * What an open recording says of itself beside its ticks: its metadata and attachments. Valid until
 * its {@link RecordingReader} is closed.
 */
public final class RecordingDescription {
  /** Metadata key of an imported stream: whether its accelerations were estimated. */
  public static final String QDD_ESTIMATED = "qddEstimated";

  /** Metadata key of a stream: whether its velocities were estimated from its positions. */
  public static final String QD_ESTIMATED = "qdEstimated";

  private final Path file;
  private final int joints;
  private final Supplier<Map<String, String>> words;
  private final Attachments attachments;

  /** Finds an attachment by its name. */
  @FunctionalInterface
  private interface Attachments {
    Optional<String> text(String name) throws IOException;
  }

  RecordingDescription(McapReader mcap, Path file, int joints) {
    this.file = file;
    this.joints = joints;
    words = () -> metadata(mcap);
    attachments = name -> attachment(mcap, name);
  }

  /**
   * Of a recording that was exported to another kind of file.
   *
   * @param metadata as the recording had it
   * @param armYaml the arm's description; empty if it had none
   */
  public RecordingDescription(Path file, int joints, Map<String, String> metadata,
      Optional<String> armYaml) {
    this.file = file;
    this.joints = joints;
    Map<String, String> copy = Map.copyOf(metadata);
    words = () -> copy;
    attachments = name -> name.equals(RecordingWriter.ARM_DESCRIPTION)
        ? armYaml
        : Optional.empty();
  }

  /** The count of joints that a recording without ticks claims. */
  static int jointCount(McapReader mcap, Path file) throws RecordingException {
    String count = metadata(mcap).getOrDefault(RecordingInfo.JOINT_COUNT, "");
    if (!count.matches("[1-9][0-9]{0,3}")) {
      throw new RecordingException(file + ": its metadata key jointCount must be a positive number,"
          + " but is \"" + count + "\"");
    }
    return Integer.parseInt(count);
  }

  /** Names from base to flange; {@code A1}, {@code A2} and so on where the file has none. */
  public List<String> jointNames() {
    List<String> names = List.of(metadata().getOrDefault(RecordingInfo.JOINTS, "").split(","));
    if (names.size() == joints && names.stream().noneMatch(String::isBlank)) {
      return names;
    }
    List<String> numbered = new ArrayList<>();
    for (int j = 1; j <= joints; j++) {
      numbered.add("A" + j);
    }
    return List.copyOf(numbered);
  }

  /**
   * Everything the file says of itself, as keys and words; what its writer knew only at the end is
   * missing if it was killed.
   */
  public Map<String, String> metadata() {
    return words.get();
  }

  private static Map<String, String> metadata(McapReader mcap) {
    Map<String, String> all = new LinkedHashMap<>();
    mcap.metadata(RecordingWriter.METADATA).ifPresent(all::putAll);
    mcap.metadata(RecordingWriter.END_METADATA).ifPresent(all::putAll);
    return all;
  }

  /** What an imported stream's torques are to be divided by, Nm, one a joint; empty for a run. */
  public Optional<double[]> torqueScaleNm() throws RecordingException {
    String words = metadata().get(RecordingWriter.TORQUE_SCALE);
    if (words == null) {
      return Optional.empty();
    }
    double[] scale;
    try {
      scale = Arrays.stream(words.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      scale = new double[0];
    }
    if (scale.length != joints || !Arrays.stream(scale).allMatch(s -> s > 0 && s < 1e9)) {
      throw new RecordingException(file + ": its metadata key torqueScaleNm must have " + joints
          + " positive numbers, but is \"" + words + "\"");
    }
    return Optional.of(scale);
  }

  public RecordingKind kind() {
    return RecordingKind.STREAM.word().equals(metadata().get(RecordingInfo.KIND))
        ? RecordingKind.STREAM
        : RecordingKind.RUN;
  }

  /** Where in its run the recording begins. */
  public RecordingPart part() throws RecordingException {
    try {
      return RecordingPart.of(metadata());
    } catch (RecordingException e) {
      throw new RecordingException(file + ": " + e.getMessage(), e);
    }
  }

  /** The configuration that was in effect, as JSON. */
  public Optional<String> configurationJson() throws IOException {
    return attachments.text(RecordingWriter.CONFIGURATION);
  }

  /** The arm's description, as YAML. */
  public Optional<String> armYaml() throws IOException {
    return attachments.text(RecordingWriter.ARM_DESCRIPTION);
  }

  private static Optional<String> attachment(McapReader mcap, String name) throws IOException {
    for (McapAttachment attachment : mcap.attachments()) {
      if (attachment.name().equals(name)) {
        return Optional.of(new String(mcap.read(attachment), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }
}
