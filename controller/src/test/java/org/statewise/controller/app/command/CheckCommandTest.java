package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.statewise.controller.app.Program;

/** On whatever machine this is: what is said of it is tested where machines are made up. */
final class CheckCommandTest {
  @Test
  void shouldExitWithOneIfSomethingWillHurtAndWithZeroElse() {
    Program check = Program.run("check", "--seconds", "0");
    assertThat(check.code()).as("%s", check.out())
        .isEqualTo(check.out().contains("will hurt") ? 1 : 0);
    assertThat(check.out()).contains("processors").contains("clock")
        .doesNotContain("wake-ups");
  }

  @Test
  void shouldPrintTheSameAsJson() throws Exception {
    Program check = Program.run("check", "--seconds", "1", "--json");
    JsonNode rows = new ObjectMapper().readTree(check.out());
    assertThat(rows.findValuesAsText("what"))
        .contains("kernel", "interrupts", "network adapters", "Java")
        .endsWith("wake-ups");
    assertThat(rows.findValuesAsText("verdict"))
        .allMatch(verdict -> verdict.matches("good|works|will hurt"));
    assertThat(check.code())
        .isEqualTo(rows.findValuesAsText("verdict").contains("will hurt") ? 1 : 0);
    assertThat(rows.get(rows.size() - 1).get("value").asText())
        .matches("late by p50 \\d+, .*, max \\d+ us");
  }

  @Test
  void shouldRefuseATimeThatCannotBe() {
    Program check = Program.run("check", "--seconds", "-1");
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.err()).contains("--seconds must be within 0 and 3600, but is -1");
  }

  @Test
  void shouldRefuseToListenToWhatIsNoCabinet() {
    Program check = Program.run("check", "--seconds", "1", "--arm", "sim");
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.err()).contains("--arm must begin with fri://, but is 'sim'");
  }
}
