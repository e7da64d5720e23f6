package org.statewise.controller.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live line, which fits the terminal whatever its width, and what stands above it. */
final class ScreenTest {
  private final StringWriter out = new StringWriter();
  private int columns = 20;
  private final Screen screen = new Screen(new PrintWriter(out), new PrintWriter(out), true,
      () -> columns);

  private static FittedLine line() {
    return new FittedLine().add(1, "running").add(3, "lift 2").add(2, "error 0.1 mrad")
        .add(4, "missed 0");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"80|running  lift 2  error 0.1 mrad  missed 0",
    "41|running  lift 2  error 0.1 mrad  missed 0", "40|running  lift 2  error 0.1 mrad",
    "30|running  error 0.1 mrad", "22|running", "7|running", "3|run"})
  void shouldLeaveOutWhatMattersLeast(int width, String text) {
    assertThat(line().in(width)).isEqualTo(text);
  }

  @Test
  void shouldCutALiveLineToTheTerminalsWidthOfThatMoment() {
    screen.show("0123456789012345678901234567890");
    assertThat(out.toString()).isEqualTo("\r0123456789012345678\u001b[K");
    columns = 6;
    screen.show("0123456789");
    assertThat(out.toString()).endsWith("\r01234\u001b[K");
  }

  @Test
  void shouldSayWhatIsPreparedUntilSomethingElseIsPrinted() {
    screen.prepare("warming up");
    assertThat(out.toString()).isEqualTo("\rwarming up ...\u001b[K");
    screen.out().printf("statewise %d%n", 1);
    screen.out().println("two");
    assertThat(out.toString())
        .isEqualTo("\rwarming up ...\u001b[K" + "\r\u001b[K" + "statewise 1\ntwo\n");
  }

  @Test
  void shouldNotFillALogWithWhatIsPrepared() {
    new Screen(new PrintWriter(out), new PrintWriter(out), false, () -> 80).prepare("warming up");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"60,60", "0,80", "-3,80", "wide,80", "99999,80", ",80"})
  void shouldTakeAUsualWidthWhereTheEnvironmentNamesNone(String columns, int width) {
    assertThat(TerminalWidth.ofEnvironment(columns)).isEqualTo(width);
  }
}
