package org.statewise.controller.app.console;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on the command line: 500ms, 60s, 2m, 1h, or plain seconds. */
public record Duration(double seconds) {
  private static final Pattern FORM = Pattern.compile("([0-9]*\\.?[0-9]+)(ms|s|m|h)?");
  private static final Map<String, Double> UNITS = Map.of("ms", 1e-3, "s", 1.0, "m", 60.0, "h",
      3600.0);

  /** Reads one. */
  public static final class Converter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "must be a time such as 500ms, 60s or 2m, but is '" + text + "'");
      }
      double unit = matcher.group(2) == null ? 1 : UNITS.get(matcher.group(2));
      double seconds = Double.parseDouble(matcher.group(1)) * unit;
      if (!(seconds > 0)) {
        throw new TypeConversionException("must be more than 0, but is '" + text + "'");
      }
      return new Duration(seconds);
    }
  }
}
