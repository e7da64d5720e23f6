package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.app.Program;

/** {@code statewise bench} runs and says what it measured; how fast anything is, nobody asserts. */
@Tag("slow")
final class BenchCommandTest {
  @TempDir
  private Path folder;

  private Program bench(String arguments) {
    return Program.run(("bench " + arguments.replace("DIR", folder.toString())).split(" "));
  }

  @Test
  void shouldMeasureTheLoopBesideTheReferencesThatThereAre() throws IOException {
    Program run = bench("--for 300ms --rate 250 --link sim,fri --load heap,disk,scrape,page"
        + " --set loop.burnInTicks=200 --set arm.strictTime=false --out DIR/out --json");
    assertThat(run.code()).as("%s", run).isZero();
    JsonNode said = new ObjectMapper().readTree(run.out());
    // A machine that is too busy ends a run early, and then that is said; all else is there.
    for (JsonNode loop : said.get("loops")) {
      assertThat(loop.get("ticks").asLong() + loop.get("ending").asText().length()).isPositive();
    }
    assertThat(said.get("loops")).hasSize(2);
    assertThat(said.get("micros").findValuesAsText("quantity")).contains("sleep");
    assertThat(said.get("micros").findValuesAsText("quantity").contains("reply")
        || !said.get("loops").get(1).get("ending").asText().isEmpty()).isTrue();
    assertThat(said.get("micros").findValuesAsText("quantity").contains("cyclictest")
        || said.get("missing").toString().contains("rt-tests")).isTrue();
    assertThat(said.get("micros")).allMatch(row -> row.get("p50").asDouble() <= row.get("max")
        .asDouble());
    assertThat(folder.resolve("out/bench.json")).hasContent(run.out());
    assertThat(folder.resolve("out/index.html")).content().contains("Work of a tick at 250 Hz");
    assertThat(names()).contains("histograms.hlog", "index.html", "bench.json")
        .anyMatch(name -> name.endsWith("-sleep.hgrm"))
        .noneMatch(name -> name.contains("tmp"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "--rate 300|--rate must be 100, 125, 200, 250, 500 or 1000 Hz, whole milliseconds from 1 to 10,",
    "--link usb|--link must be of sim, bridge, fri, but has 'usb'",
    "--load gpu|--load must be none, all or of cpu, heap, disk, scrape, mqtt, page, but has 'gpu'",
    "tick|bench must be of loop or meta, but is of 'tick'",
    "meta --quick|bench meta must have no options of bench loop, but has one"})
  void shouldSayWhatIsWrong(String arguments, String sentence) {
    Program run = bench(arguments);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(sentence);
  }

  @Test
  void shouldReplaceNothing() throws IOException {
    Files.writeString(folder.resolve("index.html"), "yesterday's");
    Program run = bench("--quick --out DIR");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("index.html' exists already");
    assertThat(folder.resolve("index.html")).hasContent("yesterday's");
  }
}
