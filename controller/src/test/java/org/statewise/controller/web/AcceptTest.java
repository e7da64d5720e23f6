package org.statewise.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AcceptTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ''                                                                        | false
      */*                                                                       | false
      text/plain                                                                | false
      application/openmetrics-text                                              | true
      application/openmetrics-text; version=1.0.0; charset=utf-8                | true
      application/openmetrics-text;version="1.0.0";q=0.5,text/plain;q=0.3       | true
      application/openmetrics-text;version=0.0.1;q=0.75,text/plain;q=0.5        | false
      application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5 | true
      application/openmetrics-text;q=0.2,text/plain                             | false
      application/openmetrics-text;q=0                                          | false
      APPLICATION/OpenMetrics-Text                                              | true
      application/openmetrics-text;q=lots,;;,=                                  | false
      application/openmetrics-text-not                                          | false
      """)
  void shouldWeighWhatIsAccepted(String header, boolean openMetrics) {
    assertThat(Accept.prefersOpenMetrics(header)).isEqualTo(openMetrics);
  }
}
