package org.statewise.controller.foxglove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.statewise.controller.foxglove.FoxgloveWorld.PERIOD_NS;
import static org.statewise.controller.foxglove.FoxgloveWorld.START_NS;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.proto.foxglove.JointStates;
import org.statewise.proto.foxglove.Log;
import org.statewise.proto.recording.Tick;
import org.statewise.proto.ros.StdMsgs;

class FoxgloveServerTest {
  private final FoxgloveWorld world = new FoxgloveWorld();

  @Test
  void shouldSayFirstWhoIsHereAndWhatThereIs() throws IOException {
    FoxgloveWorld.Client client = world.new Client().connect().receive();

    assertThat(client.texts).hasSize(2);
    assertThat(client.texts.get(0).get("op").asText()).isEqualTo("serverInfo");
    assertThat(client.texts.get(0).get("name").asText()).isEqualTo("statewise iiwa7");
    assertThat(client.texts.get(1).at("/channels")).hasSize(Topic.values().length);
    assertThat(client.texts.get(1).at("/channels/1/topic").asText()).isEqualTo("/joint_states");
  }

  @Test
  void shouldSendWhatAClientSubscribedToAndNothingElse() throws IOException {
    FoxgloveWorld.Client client = world.new Client().connect().subscribe(4_000_000_000L,
        Topic.MEASURED);
    world.tick();
    world.tick();
    world.round();
    client.receive();

    assertThat(client.data).hasSize(2);
    assertThat(client.data.get(1).subscription()).isEqualTo(4_000_000_000L);
    assertThat(client.data.get(1).timeNs()).isEqualTo(START_NS + PERIOD_NS);
    JointStates states = JointStates.parseFrom(client.data.get(1).bytes());
    assertThat(states.getJoints(0).getName()).isEqualTo("A1");
    assertThat(states.getJoints(0).getPosition()).isEqualTo(2);
    assertThat(client.times).containsExactly(START_NS + PERIOD_NS);
  }

  @Test
  void shouldSendTheTickAsRecordingsHaveIt() throws IOException {
    FoxgloveWorld.Client client = world.new Client().connect().subscribe(1, Topic.TICK);
    world.tick();
    world.round();
    client.receive();

    Tick tick = Tick.parseFrom(client.data.getFirst().bytes());
    assertThat(tick.getTick()).isEqualTo(1);
    assertThat(tick.getMotion()).isEqualTo("lift");
    assertThat(tick.getRound()).isEqualTo(3);
  }

  @Test
  void shouldTellALateClientOfTheArmAndTheEvents() throws IOException {
    world.tick();
    world.round();
    FoxgloveWorld.Client client = world.new Client().connect().subscribe(1, Topic.DESCRIPTION)
        .subscribe(2, Topic.LOG).receive();

    assertThat(StdMsgs.String.parseFrom(client.data.getFirst().bytes()).getData())
        .contains("<robot name=\"iiwa7\">");
    assertThat(Log.parseFrom(client.data.getLast().bytes()).getMessage()).isEqualTo("running");
  }

  @Test
  void shouldMakeNoMessagesThatNobodySees() throws IOException {
    FoxgloveWorld.Client client = world.new Client().connect().subscribe(1, Topic.MEASURED);
    assertThat(world.feed.isWatched()).isTrue();
    client.send("{\"op\":\"unsubscribe\",\"subscriptionIds\":[1]}");
    assertThat(world.feed.isWatched()).isFalse();
    world.tick();
    world.round();

    assertThat(client.receive().data).isEmpty();
    assertThat(client.subscribe(1, Topic.MEASURED).receive().texts).hasSize(2);
  }

  @Test
  void shouldLeaveOutWhatASlowClientCannotTakeAndSayHowMuch() throws IOException {
    FoxgloveWorld.Client slow = world.new Client().connect().subscribe(1, Topic.MEASURED);
    FoxgloveWorld.Client quick = world.new Client().connect().subscribe(1, Topic.MEASURED);
    slow.reads = false;
    for (int i = 0; i < 20; i++) {
      world.tick();
      world.round();
    }
    slow.reads = true;
    world.tick();
    world.round();
    slow.receive();

    assertThat(slow.data).hasSize(1);
    assertThat(slow.texts.getLast().get("message").asText()).startsWith("20 messages were left");
    assertThat(quick.receive().data).hasSize(21);
    assertThat(world.feed.dropped()).isZero();
    assertThat(world.feed.leftOut()).isEqualTo(20);
  }

  @Test
  void shouldCloseAClientThatReadsNothingForHalfAMinute() {
    FoxgloveWorld.Client client = world.new Client().connect();
    world.round();
    client.reads = false;
    world.nowNs += 29_000_000_000L;
    world.round();
    assertThat(client.isOpen()).isTrue();
    world.nowNs += 1_000_000_000L;
    world.round();
    assertThat(client.isOpen()).isFalse();
    assertThat(world.hub.clients()).isEmpty();
  }

  @Test
  void shouldDropAndCountAndNeverWaitWhenTheServerIsStuck() {
    world.new Client().connect().subscribe(1, Topic.MEASURED);
    for (int i = 0; i < 3000; i++) {
      world.tick();
    }
    assertThat(world.feed.dropped()).isEqualTo(3000 - 2048);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "{\"op\":\"subscribe\",\"subscriptions\":[{\"id\":1,\"channelId\":99}]} | there is no channel 99",
    "{\"op\":\"subscribe\",\"subscriptions\":[{\"id\":7,\"channelId\":3}]} | there is a subscription 7",
    "{\"op\":\"subscribe\",\"subscriptions\":[{\"id\":8,\"channelId\":2}]} | /joint_states is subscribed to",
    "{\"op\":\"subscribe\",\"subscriptions\":[{\"id\":-1,\"channelId\":2}]} | must be a whole number",
    "{\"op\":\"subscribe\"} | subscriptions must be a list of at most 64, but is missing",
    "{\"op\":\"setParameters\",\"parameters\":[]} | knows subscribe and unsubscribe, but not setParameters",
    "{\"op\":5} | op must be a text, but is 5", "[] | must be a JSON object, but is []",
    "nothing | is not readable"})
  void shouldSayWhyItDoesNotDoWhatAClientAsks(String request, String why) throws IOException {
    FoxgloveWorld.Client client = world.new Client().connect().subscribe(7, Topic.MEASURED);
    client.send(request);

    assertThat(client.receive().texts.getLast().get("op").asText()).isEqualTo("status");
    assertThat(client.texts.getLast().get("message").asText()).contains(why);
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void shouldTakeNoData() throws IOException {
    FoxgloveWorld.Client client = world.new Client().connect();
    client.send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[]{1, 0, 0, 0, 0})));

    assertThat(client.receive().texts.getLast().get("message").asText())
        .contains("takes no data");
  }

  @Test
  void shouldEndWithWhoeverAsksForNothingThatThereIs() throws IOException {
    FoxgloveWorld.Client client = world.new Client().connect();
    for (int i = 0; i < 101; i++) {
      client.send("{}");
    }
    assertThat(client.receive().closed).isEqualTo("too many messages that are not available");
    assertThat(client.isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foxglove.websocket.v1", "foxglove.sdk.v1", "other, foxglove.sdk.v1"})
  void shouldSpeakBothNamesOfTheProtocol(String offered) {
    String answer = world.new Client()
        .request(FoxgloveWorld.upgrade("127.0.0.1:8765", "", offered));

    assertThat(answer).startsWith("HTTP/1.1 101")
        .containsIgnoringCase("sec-websocket-protocol: " + offered.replace("other, ", ""));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "none", value = {
    "127.0.0.1:8765 | none | none | 400 | the subprotocol must be",
    "127.0.0.1:8765 | none | mqtt | 400 | the subprotocol must be",
    "evil.example:8765 | none | foxglove.sdk.v1 | 403 | the Host header must be",
    "127.0.0.1:8765 | https://evil.example | foxglove.sdk.v1 | 403 | the Origin header must be",
    "127.0.0.1:8765 | null | foxglove.sdk.v1 | 403 | the Origin header must be",
    "127.0.0.1:8765 | https://foxglove.dev.evil.example | foxglove.sdk.v1 | 403 | the Origin",
    "127.0.0.1:8765 | http://app.foxglove.dev | foxglove.sdk.v1 | 403 | the Origin header must be"})
  void shouldRefuseWhoHasNoBusinessHere(String host, String origin, String protocol, int status,
      String why) {
    String answer = world.new Client().request(FoxgloveWorld.upgrade(host,
        origin == null ? "" : origin, protocol == null ? "" : protocol));

    assertThat(answer).startsWith("HTTP/1.1 " + status).contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://app.foxglove.dev", "https://foxglove.dev", "file://",
    "http://localhost:8080", "http://[::1]:3000", "http://127.0.0.1:8765"})
  void shouldLetViewersIn(String origin) {
    assertThat(world.new Client().request(FoxgloveWorld.upgrade("127.0.0.1:8765", origin,
        "foxglove.sdk.v1"))).startsWith("HTTP/1.1 101");
  }

  @Test
  void shouldRefuseTheNinthClient() {
    for (int i = 0; i < 8; i++) {
      world.new Client().connect();
    }
    assertThat(world.new Client().request(FoxgloveWorld.upgrade("127.0.0.1:8765", "",
        "foxglove.sdk.v1"))).startsWith("HTTP/1.1 503").contains("8 clients see this run already");
  }

  @Test
  void shouldTellABrowserWhereToOpenIt() {
    assertThat(world.new Client().request("GET / HTTP/1.1\r\nHost: 127.0.0.1:8765\r\n\r\n"))
        .startsWith("HTTP/1.1 426").contains("open it there as a Foxglove WebSocket");
  }
}
