package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That nothing on the live page sticks out of its place, on small screens and large, in Chromium. */
@Tag("system")
final class PageLayoutTest {
  /** A phone, a tablet, the narrowest page with three charts beside each other, and a common screen. */
  private static final List<Integer> WIDTHS = List.of(375, 768, 1160, 1400);

  /** What reaches beyond the inner edge of its panel, and no ancestor in it cuts; as text, a line each. */
  private static final String OVERFLOWING = """
      (() => {
        const found = [];
        for (const place of document.querySelectorAll('header, .timeline, .figure, .tools, .panel')) {
          const style = getComputedStyle(place);
          const bounds = place.getBoundingClientRect();
          const left = bounds.left + parseFloat(style.paddingLeft) - 0.5;
          const right = bounds.right - parseFloat(style.paddingRight) + 0.5;
          for (const element of place.querySelectorAll('*')) {
            const own = element.getBoundingClientRect();
            let cut = own.width < 2;
            for (let above = element.parentElement; above !== place; above = above.parentElement) {
              cut ||= getComputedStyle(above).overflowX !== 'visible';
            }
            if (!cut && (own.left < left || own.right > right)) {
              found.push((place.id || place.className) + ': ' + element.tagName + ' ' + element.textContent.slice(0, 20)
                + ' by ' + Math.max(left - own.left, own.right - right).toFixed(1) + ' px');
            }
          }
        }
        return found.join('\\n');
      })()""";
  private static final String SIDEWAYS = "document.documentElement.scrollWidth"
      + " - document.documentElement.clientWidth";

  @TempDir
  private Path folder;

  private static void assertAllInPlace(Browser browser) throws Exception {
    for (int width : WIDTHS) {
      browser.resize(width);
      browser.await("innerWidth", Integer.toString(width)::equals);
      assertThat(browser.value(OVERFLOWING)).as("at %d px", width).isEmpty();
      assertThat(browser.value(SIDEWAYS)).as("scroll at %d px", width).isEqualTo("0");
    }
  }

  @Test
  void shouldKeepEverythingOfARunInItsPanelAtEveryWidth() throws Exception {
    try (Browser browser = Browser.start(folder);
        Running run = new Program(folder).start("run", "--metrics", "off", "--page",
            "127.0.0.1:0")) {
      browser.open(run.awaitLine("^page: (\\S+)").group(1));
      browser.await("document.getElementById('phase').textContent", "running"::equals);

      assertAllInPlace(browser);

      browser.value("document.querySelector('#panel-phi input[value=\"1\"]').click()");
      assertThat(browser.value("document.querySelector('#panel-phi canvas').ariaLabel"))
          .isEqualTo("Loss weights φ, per joint, over its velocity in the last minute");
      assertAllInPlace(browser);
    }
  }

  @Test
  void shouldKeepEverythingOfARecordingInItsPanelAtEveryWidth() throws Exception {
    Path file = Recordings.ofRun(folder, "12s");
    try (Browser browser = Browser.start(folder);
        Running view = new Program(folder).start("view", file.getFileName().toString(), "--page",
            "127.0.0.1:0")) {
      browser.open(view.awaitLine("^page: (\\S+)").group(1));
      browser.await("document.querySelectorAll('#events li').length",
          count -> Integer.parseInt(count) > 0);

      assertAllInPlace(browser);
    }
  }
}
