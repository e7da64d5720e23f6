package org.statewise.bridge.fri;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.statewise.bridge.fri.FriEnums.IoDirection;
import org.statewise.bridge.fri.FriEnums.IoType;

/**
 * An input or output as a cabinet's project declares it. As KUKA has it, a client reads both and writes
 * outputs alone.
 *
 * @param name group and name, for example {@code FRI.Out_Seconds}
 * @param digital what a boolean (0 or 1) or digital one is at first, 64 bits without a sign
 * @param analog what an analog one is at first, finite
 */
public record DeclaredIo(String name, IoType type, IoDirection direction, long digital,
    double analog) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,63}");
  private static final Pattern FORM = Pattern.compile(
      "([^=]*)=(boolean|digital|analog)(-input|-output)?(?::(.*))?");

  public DeclaredIo {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("io: a name must be of 1 to 63 letters, digits, dots,"
          + " hyphens and underscores, but is '" + name + "'");
    }
    if (type == IoType.BOOLEAN && (digital < 0 || digital > 1)) {
      throw new IllegalArgumentException(
          "io: " + name + " must be 0 or 1, but is " + Long.toUnsignedString(digital));
    }
    if (!Double.isFinite(analog)) {
      throw new IllegalArgumentException("io: " + name + " must be finite, but is " + analog);
    }
  }

  /**
   * Reads {@code NAME=TYPE[-DIRECTION][:VALUE]}, an output of 0 where nothing else is given.
   *
   * @throws IllegalArgumentException in one sentence
   */
  public static DeclaredIo parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "io: must be NAME=boolean, NAME=digital or NAME=analog, then"
              + " -input or -output and :VALUE where wanted, as in FRI.In_Go=boolean-input:1, but is '"
              + text + "'");
    }
    IoType type = IoType.valueOf(form.group(2).toUpperCase(Locale.ROOT));
    IoDirection direction = "-input".equals(form.group(3)) ? IoDirection.INPUT : IoDirection.OUTPUT;
    String value = form.group(4) == null ? "0" : form.group(4);
    try {
      return type == IoType.ANALOG
          ? new DeclaredIo(form.group(1), type, direction, 0, Double.parseDouble(value))
          : new DeclaredIo(form.group(1), type, direction, Long.parseUnsignedLong(value), 0);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("io: " + form.group(1) + " must be "
          + (type == IoType.ANALOG ? "a number" : "a whole number that is not negative")
          + ", but is '" + value + "'", e);
    }
  }
}
