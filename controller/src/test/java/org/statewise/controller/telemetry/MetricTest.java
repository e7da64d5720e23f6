package org.statewise.controller.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MetricTest {
  @ParameterizedTest
  @EnumSource
  void shouldNameItsUnit(Metric metric) {
    assertThat(metric.meterName()).startsWith("statewise.").matches("[a-z.]+");
    assertThat(metric.help()).endsWith(".");
  }
}
