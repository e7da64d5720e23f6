package org.statewise.controller.mqtt;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.LinkSide;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.fixtures.mqtt.BrokerFault;
import org.statewise.fixtures.mqtt.TestBroker;
import org.statewise.proto.mqtt.Command;

/** A service beside a test's broker, fed by hand, and a target that notes what it is told. */
final class MqttFixture implements AutoCloseable {
  static final int JOINTS = 2;
  static final long NOW = 1_800_000_000_000L;

  final TestBroker broker;
  final MqttMetrics metrics = new MqttMetrics();
  final BlockingQueue<Command> submitted = new LinkedBlockingQueue<>();
  final AtomicInteger stops = new AtomicInteger();
  MqttFeed feed;
  MqttSettings.Version version = MqttSettings.Version.AUTO;
  boolean protobuf;
  int eventBuffer = 100;
  private final TickRecord tick = new TickRecord(JOINTS);
  private MqttService service;

  MqttFixture(BrokerFault fault) {
    broker = TestBroker.start(fault);
  }

  /** Starts the service, when the test has set it up. */
  MqttFixture start() {
    MqttSettings settings = new MqttSettings(
        BrokerAddress.parse("mqtt.broker", broker.url()), Optional.empty(),
        new MqttSettings.Login("statewise-any", "", Secret.NONE), version, protobuf,
        new MqttSettings.Robot("any", "plain", List.of("A1", "A2"), "1.2"),
        new MqttSettings.Limits(20, true, 10_000, eventBuffer));
    feed = new MqttFeed(JOINTS, settings);
    service = new MqttService(settings, feed,
        new CommandIntake(new Target(), 10_000, () -> NOW), index -> new Motion("lift", 2),
        metrics, () -> NOW, System::nanoTime);
    service.start();
    return this;
  }

  /** Feeds ticks, 4 ms apart. */
  void ticks(int count, LoopPhase phase) {
    for (int i = 0; i < count; i++) {
      tick.tick++;
      tick.await = AwaitResult.FRESH;
      tick.state.armTimeNs = tick.tick * 4_000_000;
      tick.state.q[1] = 0.5;
      tick.qLink[0] = 0;
      tick.qLink[1] = 0.25;
      tick.linkSide = LinkSide.ESTIMATED;
      tick.uPrior[1] = 8;
      tick.uModel[1] = 3;
      tick.uObserver[1] = 1;
      tick.phase = phase;
      tick.motion = 7;
      tick.learned = true;
      tick.stepSize = 0.25;
      Arrays.fill(tick.confidence, 0.75);
      feed.tick(tick);
    }
  }

  void event(String name) {
    feed.event(new RunEvent(Instant.ofEpochMilli(NOW), tick.tick, RunEvent.Kind.GUARD, name,
        Map.of("state", "tripped")));
  }

  /** Ends the service, which publishes that it is offline. */
  void endService() {
    service.close();
  }

  @Override
  public void close() {
    service.close();
    broker.close();
  }

  /** Accepts a hold, refuses anything else. */
  private final class Target implements CommandTarget {
    @Override
    public void stop() {
      stops.incrementAndGet();
    }

    @Override
    public void submit(Verb verb, Command command, Consumer<Answer> answer) {
      submitted.add(command);
      answer.accept(new Answer(verb == Verb.HOLD, verb == Verb.HOLD ? "holding" : "not now"));
    }

    @Override
    public void poll() {}
  }
}
