package org.statewise.bridge.fri;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.statewise.models.HotPath;

/** Which inputs and outputs a cabinet's project declares. Immutable. */
public final class DeclaredIos {
  /** None at all. */
  public static final DeclaredIos NONE = new DeclaredIos(List.of());

  /** So many fit into a message. */
  private static final int MOST = 10;

  private final DeclaredIo[] ios;
  private final byte[][] names;

  /** @throws IllegalArgumentException if there are more than ten, or two have one name */
  public DeclaredIos(List<DeclaredIo> declared) {
    ios = declared.toArray(DeclaredIo[]::new);
    names = new byte[ios.length][];
    if (ios.length > MOST) {
      throw new IllegalArgumentException("io: at most " + MOST
          + " can be declared, as many as a message has, but there are " + ios.length);
    }
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < ios.length; k++) {
      if (!seen.add(ios[k].name())) {
        throw new IllegalArgumentException(
            "io: " + ios[k].name() + " must be declared once, but comes twice");
      }
      names[k] = ios[k].name().getBytes(StandardCharsets.US_ASCII);
    }
  }

  @HotPath
  int count() {
    return ios.length;
  }

  @HotPath
  DeclaredIo get(int k) {
    return ios[k];
  }

  /** Its name as it is on the wire; not to be changed. */
  @HotPath
  byte[] name(int k) {
    return names[k];
  }

  /** Which one has the name that a reader has entered; -1 for none. */
  @HotPath
  int indexOf(WireReader name) {
    for (int k = 0; k < names.length; k++) {
      if (name.rests(names[k])) {
        return k;
      }
    }
    return -1;
  }
}
