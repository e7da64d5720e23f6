package org.statewise.controller.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void shouldSetWordsToTheLeftAndFiguresToTheRight() {
    Table table = new Table("Errors, Nm²", List.of("model", "a", "further"),
        List.of(List.of("x", "10.5", "1"), List.of("longer", "2", "–")));
    assertThat(TextTable.lines(table)).containsExactly(
        "Errors, Nm²",
        "model      a  further",
        "x       10.5        1",
        "longer     2        –",
        "");
  }
}
