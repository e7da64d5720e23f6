package org.statewise.bridge.fri;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The versions of KUKA's client library whose messages are supported, and how they differ. */
public enum FriDialect {
  /** Without inputs and outputs. */
  V1_11("1.11", false, true, false),
  V1_14("1.14", false, true, true),
  V1_15("1.15", false, true, true),
  V1_16("1.16", false, true, true),
  V2_5("2.5", false, false, true),
  V2_7("2.7", true, false, true);

  private final String version;
  private final boolean framed;
  private final boolean echoes;
  private final boolean outputs;

  FriDialect(String version, boolean framed, boolean echoes, boolean outputs) {
    this.version = version;
    this.framed = framed;
    this.echoes = echoes;
    this.outputs = outputs;
  }

  /**
   * The dialect of a version.
   *
   * @throws IllegalArgumentException if it is none of those known
   */
  public static FriDialect of(String version) {
    for (FriDialect dialect : values()) {
      if (dialect.version.equals(version)) {
        return dialect;
      }
    }
    throw new IllegalArgumentException("the FRI dialect must be one of "
        + Arrays.stream(values()).map(FriDialect::version).collect(Collectors.joining(", "))
        + ", but is '" + version + "'");
  }

  /** Its version, as on the command line. */
  public String version() {
    return version;
  }

  /** The message stands between its length and its checksum. */
  boolean framed() {
    return framed;
  }

  /** The robot sends its commanded position, and a client that only monitors returns it. */
  boolean echoes() {
    return echoes;
  }

  /** The robot sends a Cartesian pose. */
  boolean poses() {
    return !echoes;
  }

  /** Commands may write outputs. */
  boolean outputs() {
    return outputs;
  }
}
