package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page of the packaged program in Chromium. The arm waits for its controller, so that a busy machine cannot end the run. */
@Tag("system")
final class PageTest {
  private static final String POSITION = "document.querySelector('#panel-position canvas').toDataURL()";
  private static final String JOINTS = "[...document.querySelectorAll('#joints button')]"
      + ".map(button => button.textContent).join(' ')";

  @TempDir
  private Path folder;

  @Test
  void shouldShowTheRunAndStopItForWhoeverHasTheToken() throws Exception {
    try (Browser browser = Browser.start(folder);
        Running run = new Program(folder).start("run", "--metrics", "off", "--page",
            "127.0.0.1:0")) {
      String address = run.awaitLine("^page: (\\S+)").group(1);
      browser.open(address.substring(0, address.indexOf('#')));
      browser.await("document.getElementById('phase').textContent", "running"::equals);
      assertThat(browser.value(JOINTS)).isEqualTo("A1 A2 A3 A4 A5 A6 A7");
      assertThat(browser.value("document.getElementById('pose-note').textContent"))
          .isEqualTo("measured; desired as a ghost");
      assertThat(browser.value("document.getElementById('stop').disabled")).isEqualTo("true");
      String before = browser.value(POSITION);
      browser.await(POSITION, now -> !now.equals(before));

      browser.open(address);
      browser.await("document.getElementById('stop').disabled", "false"::equals);
      assertThat(browser.value("location.href")).doesNotContain("token");
      browser.value("document.getElementById('stop').click()");
      assertThat(run.awaitEnd().code()).isZero();
      browser.await("document.getElementById('notice').textContent",
          words -> words.contains("The run has ended"));
      assertThat(browser.errors()).allMatch(line -> line.contains("ERR_CONNECTION_REFUSED"));
    }
  }
}
