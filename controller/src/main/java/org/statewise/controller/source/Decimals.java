package org.statewise.controller.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the numbers of a text: with a decimal point or with a decimal comma, whichever the first number
 * with a fraction has, and from then on with that one alone. So 1,234 is never one time 1.234 and the
 * other time 1234.
 */
final class Decimals {
  private static final Pattern NUMBER_WITH_COMMA = Pattern
      .compile("[+-]?[0-9]*,[0-9]+([eE][+-]?[0-9]+)?");

  /** Longer numbers are rounded as doubles: a decimal expansion of a million digits takes seconds. */
  private static final int MAX_EXACT_CHARACTERS = 40;

  /** What stands before a fraction. */
  enum Mark {
    UNKNOWN, POINT, COMMA
  }

  private Mark mark = Mark.UNKNOWN;

  Mark mark() {
    return mark;
  }

  /** Why {@link #parse} gave no number, in words that go on a sentence; empty if nothing more is known. */
  String cause(String text) {
    return mark == Mark.POINT && NUMBER_WITH_COMMA.matcher(text).matches()
        ? "; numbers above it have a decimal point, so this comma is none"
        : mark == Mark.COMMA && text.contains(".")
            ? "; numbers above it have a decimal comma, so this point is none"
            : "";
  }

  /** The text with a decimal point; empty if it is no decimal number. It may be NaN or infinite. */
  Optional<String> parse(String text) {
    String pointed = text;
    if (text.indexOf(',') >= 0) {
      if (mark == Mark.POINT || !NUMBER_WITH_COMMA.matcher(text).matches()) {
        return Optional.empty();
      }
      mark = Mark.COMMA;
      pointed = text.replace(',', '.');
    } else if (text.indexOf('.') >= 0) {
      if (mark == Mark.COMMA) {
        return Optional.empty();
      }
      mark = Mark.POINT;
    }
    return isDecimal(pointed) ? Optional.of(pointed) : Optional.empty();
  }

  private static boolean isDecimal(String text) {
    try {
      double value = Double.parseDouble(text);
      // Java also reads "1d", "1f" and hexadecimal, which no data file means.
      char last = text.charAt(text.length() - 1);
      boolean decimal = (last >= '0' && last <= '9') || last == '.';
      boolean hexadecimal = text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
      return !Double.isFinite(value) || (decimal && !hexadecimal);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** A time within some 10^18 ns of zero in nanoseconds: to the digit, not to the nearest double. */
  static long nanos(String pointed, ClockUnit unit) {
    double value = Double.parseDouble(pointed);
    // Also keeps 1e-999999999 from being written out.
    if (pointed.length() > MAX_EXACT_CHARACTERS || Math.abs(value) < 1e-12) {
      return Math.round(value * unit.nanos());
    }
    return new BigDecimal(pointed).scaleByPowerOfTen(unit.decimals())
        .setScale(0, RoundingMode.HALF_UP).longValueExact();
  }
}
