package org.statewise.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.statewise.controller.loop.LoopPhase;

/** What the dashboard shows, and how. */
final class DashboardTest {
  private final JsonNode panels;

  DashboardTest() throws JsonProcessingException {
    panels = new ObjectMapper().readTree(new Dashboard().toJson()).get("panels");
  }

  private JsonNode panel(String title) {
    return panels.valueStream().filter(panel -> panel.get("title").asText().equals(title))
        .findFirst().orElseThrow();
  }

  @Test
  void shouldShowThePhaseAsStatesWithANameAndAColourEach() {
    JsonNode phase = panel("Phase over time");
    assertThat(phase.get("type").asText()).isEqualTo("state-timeline");
    JsonNode mapping = phase.at("/fieldConfig/defaults/mappings/0");
    assertThat(mapping.get("type").asText()).isEqualTo("value");
    String query = phase.at("/targets/0/expr").asText();
    Set<String> colours = new HashSet<>();
    List<LoopPhase> phases = List.of(LoopPhase.values());
    for (int i = 0; i < phases.size(); i++) {
      LoopPhase each = phases.get(i);
      JsonNode state = mapping.get("options").get(Integer.toString(i));
      assertThat(state.get("text").asText()).isEqualTo(Meters.word(each));
      assertThat(query).contains(i + " * statewise_loop_phase{",
          "phase=\"" + Meters.word(each) + "\"");
      colours.add(state.get("color").asText());
    }
    assertThat(colours).hasSize(LoopPhase.values().length);
  }

  @Test
  void shouldGiveVerdictsAsColouredNumbersOrWords() {
    for (String title : List.of("Adaptation, on or off", "Link quality now",
        "Guard trips in five minutes",
        "Interventions in five minutes", "Deadlines missed in five minutes", "Recording")) {
      JsonNode verdict = panel(title);
      assertThat(verdict.get("type").asText()).as(title).isEqualTo("stat");
      assertThat(verdict.at("/options/colorMode").asText()).isEqualTo("background");
      assertThat(verdict.at("/options/reduceOptions/calcs/0").asText()).isEqualTo("lastNotNull");
      JsonNode steps = verdict.at("/fieldConfig/defaults/thresholds/steps");
      assertThat(steps.get(0).get("value").isNull()).isTrue();
      assertThat(steps.get(1).get("color").asText())
          .isNotEqualTo(steps.get(0).get("color").asText());
    }
    JsonNode recording = panel("Recording").at("/fieldConfig/defaults/mappings/0/options");
    assertThat(recording.at("/1/text").asText()).isEqualTo("failed");
    assertThat(recording.at("/1/color").asText()).isEqualTo("red");
  }

  @Test
  void shouldHaveTitlesInWords() {
    assertThat(panels).extracting(panel -> panel.get("title").asText())
        .allMatch(title -> title.matches("[A-Z][^_]*")).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Metric.values()).map(Metric::prometheusName))
        .allMatch(name -> panels.toString().contains(name));
  }

  @Test
  void shouldLetNoPanelLieOnAnother() {
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : panels) {
      JsonNode place = panel.get("gridPos");
      assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < place.get("w").asInt(); x++) {
        for (int y = 0; y < place.get("h").asInt(); y++) {
          assertThat(taken.add((place.get("x").asInt() + x) + "," + (place.get("y").asInt() + y)))
              .as("%s", panel.get("title")).isTrue();
        }
      }
    }
    assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
  }
}
