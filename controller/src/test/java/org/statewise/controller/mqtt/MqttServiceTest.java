package org.statewise.controller.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.fixtures.mqtt.BrokerFault;
import org.statewise.fixtures.mqtt.Received;
import org.statewise.fixtures.mqtt.TestBroker;

/** What the service publishes by itself. */
@Tag("slow")
final class MqttServiceTest extends MqttServiceFixture {
  @ParameterizedTest
  @EnumSource(MqttSettings.Version.class)
  void shouldKeepARetainedStatusThatFollowsThePhase(MqttSettings.Version version)
      throws Exception {
    fixture(BrokerFault.NONE).version = version;
    fixture.start();
    Received first = await("status");
    assertThat(first.retained()).isTrue();
    assertThat(first.qos()).isEqualTo(1);
    assertThat(json(first).get("online").asBoolean()).isTrue();
    assertThat(json(first).get("phase").asText()).isEqualTo("waiting");
    assertThat(json(first).get("joints")).hasSize(2);
    fixture.ticks(1, LoopPhase.RUNNING);
    assertThat(json(await("status")).get("phase").asText()).isEqualTo("running");
    fixture.endService();
    JsonNode last = json(await("status"));
    assertThat(last.get("online").asBoolean()).isFalse();
    assertThat(last.get("phase").asText()).isEqualTo("running");
  }

  @Test
  void shouldPublishTelemetryTwentyTimesASecondOfTheArmsClock() throws Exception {
    fixture(BrokerFault.NONE).start();
    await("status");
    for (int i = 0; i < 3; i++) {
      // Due every 12.5 ticks.
      fixture.ticks(i == 0 ? 13 : 12, LoopPhase.RUNNING);
      JsonNode telemetry = json(await("telemetry"));
      assertThat(telemetry.get("tick").asLong()).isEqualTo(i == 0 ? 1 : i == 1 ? 14 : 26);
      assertThat(telemetry.get("q").get(1).asDouble()).isEqualTo(0.5);
      assertThat(telemetry.get("qLink").get(1).asDouble()).isEqualTo(0.25);
      assertThat(telemetry.get("qLinkEstimated").asBoolean()).isTrue();
      assertThat(telemetry.get("uFf").get(1).asDouble()).isEqualTo(11);
      assertThat(telemetry.get("uPrior").get(1).asDouble()).isEqualTo(8);
      assertThat(telemetry.get("uMemory").get(1).asDouble()).isEqualTo(2);
      assertThat(telemetry.get("uObserver").get(1).asDouble()).isEqualTo(1);
      assertThat(telemetry.get("motion").asText()).isEqualTo("lift");
      assertThat(telemetry.get("stepSize").asDouble()).isEqualTo(0.25);
      assertThat(telemetry.get("confidence").get(1).asDouble()).isEqualTo(0.75);
    }
  }

  @Test
  void shouldKeepEventsInOrderWhileTheBrokerIsAway() throws Exception {
    fixture(BrokerFault.RESTARTS).eventBuffer = 50;
    fixture.start();
    await("status");
    for (int i = 1; i <= 90; i++) {
      fixture.event("guard-" + i);
    }
    Received last = fixture.broker.await(m -> m.payload().contains("\"name\":\"guard-90\""));
    assertThat(last.qos()).isEqualTo(1);
    List<Long> numbers = fixture.broker.all().stream()
        .filter(m -> m.topic().endsWith("/events")).map(MqttServiceTest::number).toList();
    long highest = 0;
    for (long number : numbers) {
      assertThat(number).as("no number is skipped but by a drop: %s", numbers)
          .isLessThanOrEqualTo(highest == 0 ? 41 : highest + 41);
      highest = Math.max(highest, number);
    }
    assertThat(numbers.stream().distinct().count()).isGreaterThanOrEqualTo(50);
    assertThat(fixture.broker.connections()).isGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15})
  void shouldTellAllEventsToABrokerThatTakesFewAtOnce(int receiveMaximum) throws Exception {
    fixture(BrokerFault.NONE).broker.receiveMaximum(receiveMaximum);
    fixture.start();
    await("status");
    for (int i = 1; i <= 60; i++) {
      fixture.event("guard-" + i);
    }
    fixture.ticks(1, LoopPhase.RUNNING);
    fixture.broker.await(m -> m.payload().contains("\"name\":\"guard-60\""));
    fixture.endService();
    assertThat(fixture.broker.all().stream().filter(m -> m.topic().endsWith("/events"))
        .map(MqttServiceTest::number).toList())
        .isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
    assertThat(fixture.broker.all().stream().filter(m -> m.topic().endsWith("/status"))
        .map(Received::payload)).anyMatch(m -> m.contains("running"))
        .last().asString().contains("\"online\":false");
    assertThat(fixture.broker.mostUnacknowledged()).isLessThanOrEqualTo(receiveMaximum);
    assertThat(fixture.broker.connections()).isEqualTo(1);
  }

  @Test
  void shouldKeepItsConnectionWhileTelemetryWaitsForABrokerThatTakesOneMessageAtOnce()
      throws Exception {
    fixture(BrokerFault.NONE).broker.receiveMaximum(1);
    fixture.start();
    for (int i = 1; i <= 40; i++) {
      fixture.event("guard-" + i);
      fixture.ticks(50, LoopPhase.RUNNING);
      int last = i;
      fixture.broker.await(m -> m.payload().contains("\"name\":\"guard-" + last + "\""));
    }
    // The next telemetry may find the window full, and the one after that, but not for ever.
    while (fixture.broker.connections() == 1
        && fixture.broker.all().stream().noneMatch(m -> m.topic().endsWith("/telemetry"))) {
      fixture.ticks(50, LoopPhase.RUNNING);
    }
    assertThat(fixture.broker.connections()).isEqualTo(1);
  }

  private static long number(Received event) {
    try {
      return json(event).get("number").asLong();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldComeBackAfterTheBrokerHungUp() throws Exception {
    fixture(BrokerFault.NONE).start();
    await("status");
    fixture.broker.disconnect();
    await("status");
    assertThat(fixture.broker.connections()).isEqualTo(2);
    assertThat(fixture.metrics.connects()).isEqualTo(2);
    command("hold", fresh("again"), false);
    assertThat(reply().get("accepted").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = BrokerFault.class, names = {"GARBAGE", "HANGS_UP"})
  void shouldOutliveABrokerThatIsMad(BrokerFault fault) throws Exception {
    fixture(fault).start();
    TestBroker broker = fixture.broker;
    while (broker.connections() < 3) {
      // Each of them ends the connection; the service comes back by itself.
      Thread.onSpinWait();
    }
    broker.fault(BrokerFault.NONE);
    fixture.ticks(1, LoopPhase.BRAKING);
    broker.await(m -> m.topic().endsWith("/status") && m.payload().contains("braking"));
  }
}
