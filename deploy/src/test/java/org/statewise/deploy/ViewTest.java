package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of the packaged program on its page in Chromium, and live for Foxglove's own client. */
@Tag("system")
final class ViewTest {
  private static final String CLOCK = "document.getElementById('clock').textContent";
  private static final String PLAY = "document.getElementById('play').textContent";
  private static final String POSITION = "document.querySelector('#panel-position canvas').toDataURL()";

  @TempDir
  private Path folder;

  @Test
  void shouldPlayPauseAndSeekARecordingThatBreaksOff() throws Exception {
    byte[] whole = Files.readAllBytes(Recordings.ofRun(folder, "60s"));
    Path cut = Files.write(folder.resolve("cut off.mcap"),
        Arrays.copyOf(whole, whole.length * 9 / 10));
    try (Browser browser = Browser.start(folder);
        Running view = new Program(folder).start("view", cut.getFileName().toString(), "--page",
            "127.0.0.1:0")) {
      String address = view.awaitLine("^page: (\\S+)").group(1);
      browser.open(address);
      browser.await(CLOCK, clock -> clock.matches("00:(0[1-9]|[1-4]).*"));
      assertThat(browser.value("document.title")).isEqualTo("cut off.mcap · Statewise");
      assertThat(browser.value("document.getElementById('track-note').textContent"))
          .contains("the file was not closed");
      assertThat(browser.value("document.querySelector('.commands').hidden")).isEqualTo("true");
      assertThat(browser.value("document.getElementById('pose-note').textContent"))
          .isEqualTo("measured; desired as a ghost");

      browser.value("document.getElementById('play').click()");
      browser.await(PLAY, "Play"::equals);
      String before = browser.value(POSITION);
      browser.value("(slider => { slider.value = '50.5';"
          + " slider.dispatchEvent(new Event('input')); slider.dispatchEvent(new Event('change'));"
          + " })(document.getElementById('seek'))");
      browser.await(CLOCK, clock -> clock.startsWith("00:50."));
      browser.await(POSITION, now -> !now.equals(before));
      browser.await("document.getElementById('phase').textContent", "running"::equals);

      browser.value("(speed => { speed.value = '10'; })(document.getElementById('speed'))");
      browser.value("document.getElementById('play').click()");
      // At its end it stands still by itself, perhaps before anybody sees that it played.
      browser.await(CLOCK, clock -> clock.matches("00:5[3-9].*"));
      browser.await(PLAY, "Play"::equals);

      view.signal("TERM");
      assertThat(view.awaitEnd().code()).isZero();
      browser.await("document.getElementById('notice').textContent",
          words -> words.equals("The program that showed this recording has ended."));
      assertThat(browser.errors()).allMatch(line -> line.contains("ERR_CONNECTION_REFUSED"));
    }
  }

  @Test
  void shouldReplayARecordingToFoxgloveAndEnd() throws Exception {
    Recordings.ofRun(folder, "12s");
    NodeScripts.install();
    try (Running view = new Program(folder).start("view", "run.mcap", "--page", "off",
        "--foxglove", "127.0.0.1:0")) {
      String address = view.awaitLine("^foxglove: (ws:\\S+)").group(1);

      JsonNode found = new ObjectMapper().readTree(NodeScripts.run("watch-live.mjs", address,
          "foxglove.sdk.v1", "1000000"));

      assertThat(found.at("/closing/reason").asText())
          .isEqualTo("there is nothing more to be seen");
      assertThat(found.at("/info/name").asText()).isEqualTo("statewise iiwa7, run.mcap");
      JsonNode measured = found.at("/topics/~1joint_states");
      // Twelve seconds and the fade of the task; a busy machine may lose some, and says so.
      assertThat(measured.get("messages").asInt()).isBetween(500, 4000);
      assertThat(found.at("/topics/~1log/last/message").asText()).isEqualTo("stopped");
      assertThat(view.awaitEnd().code()).isZero();
    }
  }
}
