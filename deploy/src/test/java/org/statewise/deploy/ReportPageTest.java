package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.evaluate.report.Page;
import org.statewise.controller.evaluate.report.Plot;
import org.statewise.controller.evaluate.report.Table;
import org.statewise.controller.evaluate.report.VerdictCell;

/** A report in Chromium: its tables sort, and its pictures fit. */
@Tag("system")
final class ReportPageTest {
  private static final String FIRST_COLUMN = "[...document.querySelectorAll('tbody tr')]"
      + ".map(row => row.cells[0].textContent).join(' ')";
  private static final String SORTS = "[...document.querySelectorAll('th')]"
      + ".map(head => head.getAttribute('aria-sort')).join(' ')";

  @TempDir
  private Path folder;

  private String write() throws Exception {
    Page page = new Page("A report")
        .plot(new Plot("p", Plot.Axis.linear("s"), Plot.Axis.log("mrad"),
            List.of(new Plot.Line("rls", List.of(0.0, 1.0), List.of(1.0, 2.0)))))
        .table(new Table("A table", List.of("model", "error, Nm²", "verdict"),
            List.of(List.of("c", "12.5 ± 1.0", VerdictCell.of(true)),
                List.of("d", "diverged", VerdictCell.of(false)),
                List.of("a", "–", VerdictCell.of(true)),
                List.of("b", "1,234", VerdictCell.of(false)),
                List.of("e", "2.5e-4 (0.01)", VerdictCell.of(true)))));
    return Files.writeString(folder.resolve("index.html"), page.html()).toUri().toString();
  }

  private static void press(Browser browser, int column) throws Exception {
    browser.value("document.querySelectorAll('th button')[" + column + "].click()");
  }

  @Test
  void shouldSortByTheColumnWhoseHeadIsPressed() throws Exception {
    try (Browser browser = Browser.start(folder)) {
      browser.open(write());
      assertThat(browser.value(FIRST_COLUMN)).isEqualTo("c d a b e");
      press(browser, 1);
      assertThat(browser.value(FIRST_COLUMN)).isEqualTo("e c b d a");
      assertThat(browser.value(SORTS)).isEqualTo("none ascending none");
      press(browser, 1);
      assertThat(browser.value(FIRST_COLUMN)).as("what is no number stays behind")
          .isEqualTo("d b c e a");
      assertThat(browser.value(SORTS)).isEqualTo("none descending none");
      press(browser, 0);
      assertThat(browser.value(FIRST_COLUMN)).isEqualTo("a b c d e");
      assertThat(browser.value(SORTS)).isEqualTo("ascending none none");
      // A button is what a keyboard reaches and presses.
      assertThat(browser.value("document.querySelectorAll('th button')[0].tabIndex"))
          .isEqualTo("0");
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void shouldFillTheWidthWithOnePictureAFigure() throws Exception {
    try (Browser browser = Browser.start(folder)) {
      browser.open(write());
      assertThat(browser.value("[...document.querySelectorAll('svg')]"
          + ".filter(svg => svg.getBoundingClientRect().width > 0)"
          + ".map(svg => svg.getAttribute('class')).join(' ')")).isEqualTo("wide");
      assertThat(browser.value("document.querySelector('svg.wide').getBoundingClientRect().width"
          + " / document.body.clientWidth > 0.95")).isEqualTo("true");
    }
  }
}
