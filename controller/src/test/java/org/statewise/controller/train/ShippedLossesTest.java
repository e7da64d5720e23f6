package org.statewise.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.models.loss.LossSpec;

class ShippedLossesTest {
  static Stream<JsonNode> losses() throws IOException {
    try (InputStream in = resource("manifest.yaml")) {
      return new YAMLMapper().readTree(in).get("losses").valueStream().toList().stream();
    }
  }

  private static InputStream resource(String name) {
    return LossSpec.class.getResourceAsStream("/losses/" + name);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void shouldBeTheFilesOfTheManifest(JsonNode entry) throws Exception {
    String file = entry.get("file").asText();
    try (InputStream in = resource(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      assertThat(HexFormat.of().formatHex(digest.digest(in.readAllBytes())))
          .isEqualTo(entry.get("sha256").asText());
    }
    String word = file.replace(".pb", "");
    LossFile loss = LossFile.shipped(word);
    assertThat(loss.loss().word()).isEqualTo(word);
    assertThat(entry.get("command").asText()).contains("--loss " + word + " ");
    assertThat(loss.forJoints(7).build(7, new SplittableRandom(1)).phi().count()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void shouldPredictUnseenMotionsBetterThanSquared(JsonNode entry) {
    for (String figure : new String[]{"afterBatches", "online", "onlineBounded"}) {
      assertThat(entry.get("learned").get(figure).asDouble())
          .isLessThan(entry.get("squared").get(figure).asDouble())
          .isLessThan(entry.get("untrained").get(figure).asDouble());
    }
  }

  @Test
  void shouldRefuseAKindWithoutAShippedLoss() {
    assertThatThrownBy(() -> LossFile.shipped("squared"))
        .hasMessage("there is no shipped loss for 'squared'");
  }
}
