package org.statewise.controller.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsCsvTest {
  private static List<Map<String, String>> read(String csv) throws IOException {
    try (MappingIterator<Map<String, String>> rows = new CsvMapper()
        .readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader())
        .readValues(csv)) {
      return rows.readAll();
    }
  }

  @Test
  void shouldBeReadBackByAnotherReader() throws Exception {
    String name = "kalman:leak=0.01,q=0.1 \"quoted\"\nand broken";
    List<Map<String, String>> rows = read(ResultsCsv.of(List.of(
        new ResultRow("paper", "a.mcap", name, "", Double.NaN, 3, 2, "reach", "mseNm2", 0.1 + 0.2),
        new ResultRow("paper", "a.mcap", "squared", "sgd", 0.001, 1, 1, "", "mseNm2",
            Double.POSITIVE_INFINITY))));
    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst().keySet()).containsExactly("experiment", "stream", "loss",
        "updateRule", "alpha", "seed", "trial", "motion", "metric", "value");
    assertThat(rows.getFirst()).containsEntry("loss", name).containsEntry("alpha", "")
        .containsEntry("seed", "3").containsEntry("motion", "reach");
    assertThat(Double.parseDouble(rows.getFirst().get("value"))).isEqualTo(0.1 + 0.2);
    assertThat(Double.parseDouble(rows.getLast().get("value"))).isInfinite();
  }

  @Test
  void shouldEndEveryLineAsTheStandardSays() {
    assertThat(ResultsCsv.of(List.of())).endsWith(",value\r\n");
  }
}
