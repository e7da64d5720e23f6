package org.statewise.controller.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
  @Test
  void shouldSayNothingOfARecordingOfItsOwn() {
    assertThat(Arithmetic.difference(Map.of("arithmetic", "" + Arithmetic.REVISION))).isEmpty();
  }

  @Test
  void shouldNameBothBuildsOfAnOlderRecording() {
    assertThat(Arithmetic.difference(Map.of("programVersion", "0.1.0"))).get().asString()
        .startsWith("the recording is of statewise 0.1.0 with arithmetic 1, this is ")
        .contains("with arithmetic " + Arithmetic.REVISION + ": sums are rounded in another order");
  }
}
