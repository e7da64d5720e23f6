package org.statewise.controller.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order, bound and repetition of events. */
final class EventBufferTest {
  private final EventBuffer events = new EventBuffer(20);

  private void add(int from, int to) {
    for (int i = from; i <= to; i++) {
      events.add(new Payloads.Body(new byte[]{(byte) i}, Payloads.JSON));
    }
  }

  private List<EventBuffer.Entry> send() {
    List<EventBuffer.Entry> sent = new ArrayList<>();
    for (EventBuffer.Entry entry = events.next(); entry != null; entry = events.next()) {
      sent.add(entry);
    }
    return sent;
  }

  private static List<Integer> numbers(List<EventBuffer.Entry> entries) {
    return entries.stream().map(entry -> (int) entry.payload()[0]).toList();
  }

  @Test
  void shouldSendInOrderAndSoManyAtOnce() {
    add(1, 20);
    List<EventBuffer.Entry> first = send();
    assertThat(numbers(first)).hasSize(16).startsWith(1, 2, 3).endsWith(16);
    events.acknowledge(first.get(0));
    assertThat(numbers(send())).containsExactly(17);
    assertThat(events.size()).isEqualTo(19);
  }

  @Test
  void shouldSendAgainFromTheFirstThatWasNotAcknowledged() {
    add(1, 5);
    List<EventBuffer.Entry> first = send();
    events.acknowledge(first.get(0));
    events.acknowledge(first.get(2));
    events.sendAgain();
    assertThat(numbers(send())).containsExactly(2, 4, 5);
  }

  @Test
  void shouldSendWhatWasTakenBackInItsPlace() {
    add(1, 5);
    List<EventBuffer.Entry> first = send();
    events.takeBack(first.get(1));
    add(6, 6);
    assertThat(numbers(send())).containsExactly(2, 6);
  }

  @Test
  void shouldDropTheOldestAndCount() {
    add(1, 23);
    assertThat(events.dropped()).isEqualTo(3);
    assertThat(numbers(send())).startsWith(4);
  }

  @Test
  void shouldNotMindAnAcknowledgementOfWhatWasDropped() {
    add(1, 1);
    List<EventBuffer.Entry> first = send();
    add(2, 21);
    events.acknowledge(first.get(0));
    assertThat(events.size()).isEqualTo(20);
    assertThat(events.dropped()).isEqualTo(1);
  }
}
