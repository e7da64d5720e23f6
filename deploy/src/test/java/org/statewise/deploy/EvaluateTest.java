package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The paper's experiments, small, by the packaged program. */
@Tag("system")
final class EvaluateTest {
  private static final String MODELS = "learned-state-dependent@0.001,learned-structured@0.001,"
      + "learned-mlp@0.001,squared@0.001,observer,observer with rigid-body";

  @TempDir
  private Path folder;

  @Test
  void shouldReportThePaperAndThenItsOwnStreams() throws Exception {
    Finished paper = new Program(folder).run("evaluate", "paper", "--quick", "--epochs", "2",
        "--models", MODELS, "--out", "paper");
    assertThat(paper.code()).as("%s", paper).isZero();
    assertThat(paper.out()).contains("learned-state-dependent@0.001 before squared@0.001",
        "written: paper/index.html");

    Document page = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(folder.resolve("paper/index.html").toFile());
    assertThat(page.getElementsByTagName("svg").getLength()).isGreaterThan(30);
    assertThat(Files.size(folder.resolve("paper/index.html"))).isLessThan(2_000_000);
    List<String> rows = Files.readAllLines(folder.resolve("paper/results.csv"));
    assertThat(rows.getFirst())
        .isEqualTo("experiment,stream,loss,updateRule,alpha,seed,trial,motion,metric,value");
    assertThat(rows).anyMatch(row -> row.startsWith("paper,pick-and-place,persistence,"));

    // The data that the experiment made is a recording like any other.
    Finished streams = new Program(folder).run("evaluate", "streams", "--train",
        "paper/data/sine-0.08.mcap", "--test", "paper/data/pick-and-place-1.mcap", "--seeds", "1",
        "--trials", "1", "--epochs", "1", "--models", "learned-structured@0.001,squared@0.01",
        "--out", "streams");
    assertThat(streams.code()).as("%s", streams).isZero();
    assertThat(folder.resolve("streams/index.html")).isNotEmptyFile();
  }
}
