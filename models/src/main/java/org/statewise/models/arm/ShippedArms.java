package org.statewise.models.arm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The arms that come with Statewise. */
public final class ShippedArms {
  private static final List<String> NAMES = List.of("iiwa7", "iiwa14");

  private ShippedArms() {}

  /** The names that {@link #load} knows. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Loads an arm by its name.
   *
   * @throws IllegalArgumentException if the name is unknown, listing the known ones
   */
  public static ArmModel load(String name) {
    return ArmFile.parse(yaml(name), name + ".yaml");
  }

  /**
   * The description as it is shipped, comments included: a start for an arm file of one's own.
   *
   * @throws IllegalArgumentException if the name is unknown, listing the known ones
   */
  public static String yaml(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "arm must be one of " + String.join(", ", NAMES) + ", but is " + name);
    }
    try (InputStream in = ShippedArms.class.getResourceAsStream("/arms/" + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("arms/" + name + ".yaml is missing in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("arms/" + name + ".yaml cannot be read", e);
    }
  }
}
