package org.statewise.controller.warm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.statewise.controller.files.AtomicFile;
import org.statewise.controller.train.ModelFileFormat;
import org.statewise.controller.train.TrainingException;

/**
 * What a model had learned, and what it is valid for.
 *
 * @param identity by key: arm, joints, scaling, prior, model, loss and so on
 * @param values all that the model remembers, finite
 * @param programVersion of the program that saved it
 * @param savedNs when, ns since 1970
 * @param samples learned in the run that saved it
 */
// Never compared; its array is copied in and out.
@SuppressWarnings("ArrayRecordComponent")
public record WarmState(Map<String, String> identity, double[] values, String programVersion,
    long savedNs, long samples) {
  /** Counts the changes of the order in which models keep their numbers. */
  private static final int LAYOUT = 1;

  private static final int MAX_SHOWN = 60;

  /** Copies what it is given. */
  public WarmState {
    identity = Map.copyOf(identity);
    values = values.clone();
  }

  /** A copy. */
  @Override
  public double[] values() {
    return values.clone();
  }

  /** The bytes of its file: an envelope with a checksum. */
  public byte[] toBytes() {
    org.statewise.proto.model.WarmState.Builder message = org.statewise.proto.model.WarmState
        .newBuilder().setLayout(LAYOUT)
        .setProgramVersion(programVersion).setSavedNs(savedNs).setSamples(samples);
    // In order, so that equal states are equal bytes.
    message.putAllIdentity(new TreeMap<>(identity));
    for (double value : values) {
      message.addValues(value);
    }
    return ModelFileFormat.WARM_STATE.wrap(message.build());
  }

  /** Replaces {@code file} as a whole: whoever reads it sees the old state or this one. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, toBytes());
  }

  /**
   * Reads a file.
   *
   * @throws TrainingException in one sentence, if it is missing, of another kind, newer or damaged
   */
  public static WarmState read(Path file) throws TrainingException {
    return of(file.toString(), ModelFileFormat.WARM_STATE.read(file,
        org.statewise.proto.model.WarmState.parser()));
  }

  /**
   * Reads the bytes of a file.
   *
   * @param name where they are from
   * @throws TrainingException as for {@link #read}
   */
  public static WarmState parse(String name, byte[] bytes) throws TrainingException {
    return of(name, ModelFileFormat.WARM_STATE.unwrap(name, bytes,
        org.statewise.proto.model.WarmState.parser()));
  }

  private static WarmState of(String name, org.statewise.proto.model.WarmState message)
      throws TrainingException {
    if (message.getLayout() != LAYOUT) {
      throw new TrainingException("'" + name + "' is a warm state of layout "
          + Integer.toUnsignedString(message.getLayout()) + ", but this program knows " + LAYOUT);
    }
    double[] values = new double[message.getValuesCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = message.getValues(i);
      if (!Double.isFinite(values[i])) {
        throw new TrainingException("'" + name + "' is damaged: value " + i
            + " must be finite, but is " + values[i]);
      }
    }
    return new WarmState(message.getIdentityMap(), values, message.getProgramVersion(),
        message.getSavedNs(), message.getSamples());
  }

  /**
   * Why a run may not go on from this state: one sentence, empty if it may.
   *
   * @param wanted what the run is; the first key in its order that differs is told
   * @param size how many numbers its model remembers
   */
  public Optional<String> refusal(Map<String, String> wanted, int size) {
    for (Map.Entry<String, String> entry : wanted.entrySet()) {
      String own = identity.getOrDefault(entry.getKey(), "");
      if (!own.equals(entry.getValue())) {
        return Optional.of("its " + entry.getKey() + " must be " + shown(entry.getValue())
            + ", but is " + shown(own));
      }
    }
    return values.length == size
        ? Optional.empty()
        : Optional.of("it must have " + size + " values, but has " + values.length);
  }

  private static String shown(String value) {
    return value.isEmpty()
        ? "unknown"
        : value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "...";
  }
}
