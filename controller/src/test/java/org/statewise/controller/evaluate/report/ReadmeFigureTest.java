package org.statewise.controller.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;

/**
 * The README's plot is drawn from runs of this program. Where these change on purpose, {@code -Dstatewise.regenerate}
 * draws it anew.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "os.arch", matches = "amd64",
    disabledReason = "the figures are those of amd64: elsewhere sine may be rounded otherwise")
final class ReadmeFigureTest {
  private static final Path FILE = Path.of(System.getProperty("statewise.root"),
      "controller/docs/error-by-round.svg");

  @TempDir
  private Path folder;

  private final Set<String> motions = new LinkedHashSet<>();

  /** Tracking error of each motion after the approach, mrad, over its number. */
  private Plot.Line line(String name, String... options) throws Exception {
    Path summary = folder.resolve(name + ".json");
    List<String> args = new ArrayList<>(
        List.of("run", "--fast", "--rounds", "3", "--metrics", "off",
            "--set", "loop.burnInTicks=0", "--summary", summary.toString()));
    args.addAll(List.of(options));
    Program run = Program.run(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (JsonNode motion : new ObjectMapper().readTree(summary.toFile()).get("motions")) {
      if (motion.get("round").asInt() > 0) {
        x.add(x.size() + 1.0);
        motions.add(motion.get("name").asText() + " " + motion.get("round").asInt());
        y.add(motion.get("trackingRmseMrad").asDouble());
      }
    }
    assertThat(x).hasSize(15);
    return new Plot.Line(name, x, y, List.of(), List.of());
  }

  @Test
  void shouldShowWhatRunsGive() throws Exception {
    List<Plot.Line> lines = List.of(line("no adaptation", "--adaptation", "off"),
        line("disturbance observer", "--adaptation", "trend:order=1,gain=0.1,lead=0"),
        line("network, not taught before", "--adaptation", "network", "--loss", "structured"),
        line("default: network and observer"));
    Plot plot = new Plot("tracking error of each motion, motors, with an unknown load of 0.857 kg",
        Plot.Axis.categories("motion and its round", List.copyOf(motions)),
        Plot.Axis.log("tracking error, mrad RMS"), lines);
    // A picture by itself brings the page's style with it, and paper.
    String drawn = SvgPlot.drawTitled(plot, "figure", new Canvas.Size(860, 340, 7.1, 17, "wide"))
        .replaceFirst(">\n",
            ">\n<style>\n" + PageStyle.PLOTS
                + "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    if (System.getProperty("statewise.regenerate") != null) {
      Files.writeString(FILE, drawn);
    }
    assertThat(FILE).hasContent(drawn);
  }
}
