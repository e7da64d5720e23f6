package org.statewise.controller.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.statewise.controller.adapt.Intervention;
import org.statewise.controller.loop.CommandOutcome;
import org.statewise.controller.loop.LinkSide;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.proto.recording.AdaptationOrder;
import org.statewise.proto.recording.Order;

/** What a frame holds. */
final class PageFeedTest {
  private final PageWorld world = new PageWorld();

  private JsonNode frame() throws IOException {
    return PageWorld.JSON.readTree(
        PageJson.frame(world.feed.frame(PageWorld.figures()).orElseThrow()));
  }

  @Test
  void shouldHoldWhatTheNewestTickWasGivenAndDid() throws IOException {
    world.tick.state.q[1] = 0.5;
    world.tick.qDes[1] = 0.75;
    world.tick.uPrior[1] = 8;
    world.tick.uModel[1] = 3;
    world.tick.uObserver[1] = 1;
    world.tick.uFb[1] = -0.5;
    world.tick();
    JsonNode frame = frame();
    assertThat(frame.get("tick").asLong()).isEqualTo(1);
    assertThat(frame.get("t").asDouble()).isEqualTo(0.004);
    assertThat(frame.get("phase").asText()).isEqualTo("running");
    assertThat(frame.get("motion").asText()).isEqualTo("lift");
    assertThat(frame.get("round").asInt()).isEqualTo(3);
    assertThat(frame.get("q")).hasSize(7);
    assertThat(List.of("q", "qDes", "uPrior", "uMemory", "uObserver", "uFb"))
        .extracting(name -> frame.get(name).get(1).asDouble())
        .containsExactly(0.5, 0.75, 8.0, 2.0, 1.0, -0.5);
    assertThat(frame.get("latency").get("p50Micros").asDouble()).isBetween(39.0, 41.0);
    // 40 us lie from 2^(21/4) = 38.1 us up to 2^(22/4) = 45.3 us.
    assertThat(frame.get("latency").get("counts").get(21).asLong()).isEqualTo(1);
    assertThat(frame.get("figures").get("memoryShare").asDouble()).isEqualTo(0.75);
  }

  @Test
  void shouldPredictTheTargetLessTheErrorOfTheSampleLearnedLast() throws IOException {
    world.tick.learned = true;
    world.tick.priorError[2] = 5;
    world.tick.predictionError[2] = 1;
    world.tick.stepSize = 0.25;
    world.tick.state.qd[2] = -0.5;
    world.tick.confidence[2] = 0.75;
    world.tick();
    world.tick.learned = false;
    world.tick.state.qd[2] = 7;
    world.tick.priorError[2] = 99;
    world.tick();
    JsonNode frame = frame();
    assertThat(frame.get("learned").asBoolean()).isFalse();
    assertThat(frame.get("target").get(2).asDouble()).isEqualTo(5);
    assertThat(frame.get("prediction").get(2).asDouble()).isEqualTo(4);
    assertThat(frame.get("stepSize").asDouble()).isEqualTo(0.25);
    assertThat(frame.get("confidence").get(2).asDouble()).isEqualTo(0.75);
    assertThat(frame.get("confidence").get(1).isNull()).as("not told").isTrue();
    assertThat(frame.get("learnedQd").get(2).asDouble()).isEqualTo(-0.5);
  }

  @Test
  void shouldWriteWhatIsNotFiniteAsNullAndLeaveOutLinksThatNobodyKnows() throws IOException {
    world.tick.uPrior[0] = Double.NaN;
    world.tick.uFb[0] = Double.POSITIVE_INFINITY;
    world.tick();
    JsonNode frame = frame();
    assertThat(frame.get("uPrior").get(0).isNull()).isTrue();
    assertThat(frame.get("uFb").get(0).isNull()).isTrue();
    assertThat(frame.get("figures").get("observerShare").isNull()).isTrue();
    assertThat(frame.has("qLink")).isFalse();
    world.tick.linkSide = LinkSide.ESTIMATED;
    world.tick.qLink[0] = 0.125;
    world.tick();
    assertThat(frame().get("qLink").get(0).asDouble()).isEqualTo(0.125);
  }

  @Test
  void shouldCountTheTicksOfEachGuardBetweenFramesToo() throws IOException {
    world.tick.trips = 0b10;
    world.tick();
    world.tick();
    world.tick.trips = 0;
    world.tick();
    assertThat(frame().get("trips")).extracting(JsonNode::asLong).containsExactly(0L, 2L);
  }

  @Test
  void shouldTellHowTheAdaptationStands() throws IOException {
    world.tick();
    assertThat(frame().get("adaptation").asText()).isEqualTo("on");
    world.tick.command = Order.newBuilder().setAdaptation(
        AdaptationOrder.newBuilder().setMode(AdaptationOrder.Mode.FREEZE)).build().toByteArray();
    world.tick.commandOutcome = CommandOutcome.TAKEN;
    world.tick.intervention = Intervention.PREDICTION;
    world.tick();
    world.tick.command = null;
    world.tick.intervention = Intervention.NONE;
    world.tick();
    JsonNode frame = frame();
    assertThat(frame.get("adaptation").asText()).isEqualTo("freeze");
    assertThat(frame.get("withdrawn").asBoolean()).isTrue();
    assertThat(frame.get("intervention").asText()).isEqualTo(Intervention.PREDICTION.sentence());
    world.tick.intervention = Intervention.REARMED;
    world.tick();
    assertThat(frame().get("withdrawn").asBoolean()).isFalse();
  }

  @Test
  void shouldNameTheJointsAndWhereTheyAreInEachOther() throws IOException {
    JsonNode hello = PageWorld.JSON.readTree(PageJson.hello(PageWorld.subject()));
    assertThat(hello.get("joints")).extracting(joint -> joint.get("name").asText())
        .containsExactly("A1", "A2", "A3", "A4", "A5", "A6", "A7");
    assertThat(hello.get("chain")).hasSize(7);
    assertThat(hello.get("chain").get(1).get("xyzM").get(2).asDouble()).isEqualTo(0.19);
    // Roll of a quarter turn and yaw of half of one: the second joint's axis is the base's y.
    assertThat(hello.get("chain").get(1).get("rotation").get(5).asDouble()).isEqualTo(1);
  }

  @Test
  void shouldKeepTheNewestEventsAsSentences() {
    for (int i = 0; i < PageFeed.MAX_EVENTS + 5; i++) {
      world.feed.event(new RunEvent(Instant.EPOCH, i, RunEvent.Kind.GUARD, "torque",
          Map.of("state", "tripped", "phase", "running")));
    }
    world.feed.command(7, "hold", false, "phase: not now");
    List<PageEvent> events = world.feed.eventsAfter(0);
    assertThat(events).hasSize(PageFeed.MAX_EVENTS);
    assertThat(events.getFirst().text()).isEqualTo("torque tripped while running");
    assertThat(events.getLast().text()).isEqualTo("hold refused: phase: not now");
    assertThat(world.feed.eventsAfter(events.getLast().number())).isEmpty();
  }

  @Test
  void shouldAllocateNothingWhenATickComes() {
    assertThat(AllocationProbe.bytesPerCall(2000, 500, world::tick)).isZero();
  }

  @Test
  void shouldRefuseATokenThatCouldBeGuessed() {
    assertThatThrownBy(() -> new PageToken("short")).hasMessage(
        "must be at least 16 letters, digits and . _ ~ -, but has 5 characters");
    assertThatThrownBy(() -> new PageToken("0123456789abcde#")).hasMessageEndingWith(
        "but has another character");
    PageToken one = PageToken.random();
    assertThat(one.fragment()).isNotEqualTo(PageToken.random().fragment());
    assertThat(one).hasToString("***");
  }

  @Test
  void shouldHaveEveryFileOfThePageAndTheLibraryThatDraws() throws IOException {
    assertThat(PageFiles.load()).containsKeys("/", "/main.js", "/scatter.js",
        "/three.module.min.js",
        "/three.core.min.js");
  }
}
