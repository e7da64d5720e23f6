package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page for whoever has a keyboard alone, in Chromium. */
@Tag("system")
final class PageKeyboardTest {
  /** More than the page has. */
  private static final int MAX_STOPS = 120;
  private static final String CLOCK = "document.getElementById('clock').textContent";

  /** Everything that can be operated and is seen; of radio buttons the one that is chosen stands for its group. */
  private static final String STOPS = """
      (() => {
        window.missing = new Set([...document.querySelectorAll('button, select, input, a[href], [tabindex="0"]')]
          .filter(element => !element.disabled && element.checkVisibility()
            && (element.type !== 'radio' || element.checked)));
        document.activeElement.blur();
        return window.missing.size;
      })()""";

  /** Takes what has the focus off the list; gives what shows no focus, or nothing. */
  private static final String SEE = """
      (() => {
        const element = document.activeElement;
        window.missing.delete(element);
        const shown = element.type === 'radio' ? element.nextElementSibling
          : element.id === 'seek' ? element.parentElement : element;
        const style = getComputedStyle(shown);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 ? '' : shown.outerHTML.slice(0, 120);
      })()""";
  private static final String MISSING = "[...window.missing]"
      + ".map(element => element.outerHTML.slice(0, 120)).join('\\n')";

  @TempDir
  private Path folder;

  private static void assertAllReached(Browser browser) throws Exception {
    int stops = Integer.parseInt(browser.value(STOPS));
    assertThat(stops).isBetween(20, MAX_STOPS);
    for (int k = 0; k < stops; k++) {
      browser.press(Browser.Key.TAB);
      assertThat(browser.value(SEE)).as("shows no focus").isEmpty();
    }
    assertThat(browser.value(MISSING)).as("not reached in %d steps", stops).isEmpty();
  }

  private static void tabTo(Browser browser, String selector) throws Exception {
    for (int k = 0; k < MAX_STOPS; k++) {
      if (browser.value("document.activeElement.matches('" + selector + "')").equals("true")) {
        return;
      }
      browser.press(Browser.Key.TAB);
    }
    throw new AssertionError(selector + " is not reached by Tab");
  }

  @Test
  void shouldReachAndShowEveryButtonOfARunAndStopItByEnter() throws Exception {
    try (Browser browser = Browser.start(folder);
        Running run = new Program(folder).start("run", "--metrics", "off", "--page",
            "127.0.0.1:0")) {
      browser.open(run.awaitLine("^page: (\\S+)").group(1));
      browser.await("document.getElementById('stop').disabled", "false"::equals);

      assertAllReached(browser);

      tabTo(browser, "#panel-phi input");
      browser.press(Browser.Key.RIGHT);
      browser.await("document.querySelector('#panel-phi small').textContent",
          note -> note.contains("over its velocity"));
      tabTo(browser, "#joints button");
      browser.press(" ");
      browser.await("document.querySelector('#joints button').ariaPressed", "false"::equals);
      tabTo(browser, ".skip");
      browser.press(Browser.Key.ENTER);
      browser.await("document.activeElement.id", "charts"::equals);
      tabTo(browser, "#stop");
      browser.press(Browser.Key.ENTER);
      assertThat(run.awaitEnd().code()).isZero();
    }
  }

  @Test
  void shouldGoThroughARecordingByKeysOnItsTimeLine() throws Exception {
    String file = Recordings.ofRun(folder, "50s").getFileName().toString();
    try (Browser browser = Browser.start(folder);
        Running view = new Program(folder).start("view", file, "--page", "127.0.0.1:0")) {
      browser.open(view.awaitLine("^page: (\\S+)").group(1) + "#t=0");
      browser.await("document.querySelectorAll('#events button').length",
          count -> Integer.parseInt(count) > 2);
      browser.await(CLOCK, clock -> clock.startsWith("00:00.0"));

      assertAllReached(browser);

      tabTo(browser, "#seek");
      press(browser, Browser.Key.RIGHT, "00:05.0");
      press(browser, Browser.Key.PAGE_UP, "00:35.0");
      press(browser, Browser.Key.LEFT, "00:30.0");
      press(browser, Browser.Key.END, "00:5");
      press(browser, Browser.Key.HOME, "00:00.0");
      tabTo(browser, "#events button");
      // The newest event: the end of the run.
      press(browser, Browser.Key.ENTER, "00:5");
      tabTo(browser, "#play");
      browser.press(Browser.Key.ENTER);
      browser.await(CLOCK, clock -> clock.startsWith("00:0"));
    }
  }

  private static void press(Browser browser, String key, String time) throws Exception {
    browser.press(key);
    browser.await(CLOCK, clock -> clock.startsWith(time));
  }
}
