package org.statewise.controller.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked of a kernel, and what is said of its answers. */
final class RealTimeTest {
  private static final int REFUSED = 1;

  private final List<String> asked = new ArrayList<>();
  private int fifoAnswer;
  private int memoryAnswer;
  private boolean latencyThere = true;
  private boolean closed;

  private final Kernel kernel = new Kernel() {
    @Override
    public List<ThreadId> threads() {
      return List.of(new ThreadId(11, "C2 CompilerThre"), new ThreadId(12, "statewise-arm"),
          new ThreadId(13, "statewise-fri"), new ThreadId(14, "statewise-recor"),
          new ThreadId(15, "ZWorkerYoung#0"));
    }

    @Override
    public boolean isRealTime(int thread) {
      return false;
    }

    @Override
    public int fifo(int thread, int priority) {
      return answer("fifo " + thread + " " + priority, fifoAnswer);
    }

    @Override
    public int tryFifo(int priority) {
      return fifoAnswer;
    }

    @Override
    public int idle(int thread) {
      return answer("idle " + thread, 0);
    }

    @Override
    public int slice(int thread, long ns) {
      return answer("slice " + thread, 0);
    }

    @Override
    public int bind(int thread, List<Integer> processors) {
      return answer("bind " + thread + " " + processors, processors.contains(9) ? REFUSED : 0);
    }

    @Override
    public int timerSlack(int thread, long ns) {
      return 0;
    }

    @Override
    public int lockMemory() {
      return memoryAnswer;
    }

    @Override
    public Optional<Closeable> limitCpuLatency(int micros) {
      return latencyThere ? Optional.of(() -> closed = true) : Optional.empty();
    }

    private int answer(String call, int error) {
      asked.add(call);
      return error;
    }
  };

  private RealTime begin(RealTimeSettings settings, boolean punctualArm) {
    RealTime realTime = RealTime.begin(settings, punctualArm, Optional.of(kernel));
    realTime.arrangeThreads();
    return realTime;
  }

  @Test
  void shouldRaiseTheLoopsThreadsAndNoOthers() {
    RealTime realTime = begin(RealTimeSettings.DEFAULT, false);
    realTime.enterLoop();

    assertThat(asked).containsExactly("fifo 13 70", "slice 12", "fifo 0 70");
    assertThat(realTime.lines()).containsExactly("real time: the loop's threads have FIFO 70,"
        + " memory is locked, processors leave their sleep within 0 us");
  }

  @Test
  void shouldRaiseASimulatedArmThatIsToBePunctual() {
    begin(RealTimeSettings.DEFAULT, true);

    assertThat(asked).contains("fifo 12 70");
  }

  @Test
  void shouldShortenTheLoopsWaitsAndLetCompilersGiveWayWhereFifoIsRefused() {
    fifoAnswer = REFUSED;

    RealTime realTime = begin(RealTimeSettings.DEFAULT, false);
    realTime.enterLoop();

    assertThat(asked).contains("slice 13", "slice 12", "idle 11", "slice 0")
        .doesNotContain("slice 14", "slice 15", "fifo 13 70");
  }

  @Test
  void shouldSayOfEachMissingRightWhatFollowsAndWhatGivesIt() {
    fifoAnswer = REFUSED;
    memoryAnswer = REFUSED;
    latencyThere = false;

    List<String> lines = begin(RealTimeSettings.DEFAULT, false).lines();

    assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("not in real time: "));
    assertThat(lines.get(0)).contains("ticks will be late", "LimitRTPRIO=95");
    assertThat(lines.get(1)).contains("memory is not locked", "LimitMEMLOCK=infinity");
    assertThat(lines.get(2)).contains("/dev/cpu_dma_latency");
  }

  @Test
  void shouldBindTheLoopsThreadsToTheirProcessors() {
    RealTime realTime = begin(new RealTimeSettings(0, "2-3", false, -1), false);
    realTime.enterLoop();

    assertThat(asked).contains("bind 13 [2, 3]", "bind 0 [2, 3]").doesNotContain("bind 12 [2, 3]");
    assertThat(realTime.lines())
        .containsExactly("real time: the loop's threads have processors 2-3");
    assertThat(begin(new RealTimeSettings(0, "9", false, -1), false).lines())
        .containsExactly(
            "not in real time: the loop's threads have no processors of their own: of 9"
                + " none is there for this program");
  }

  @Test
  void shouldAskForNothingThatIsNotWanted() {
    RealTime realTime = begin(new RealTimeSettings(0, "", false, -1), false);

    assertThat(realTime.lines()).isEmpty();
    assertThat(asked).contains("idle 11").noneMatch(call -> call.startsWith("fifo"));
  }

  @Test
  void shouldGiveTheProcessorsTheirSleepBack() {
    begin(RealTimeSettings.DEFAULT, false).close();

    assertThat(closed).isTrue();
  }

  @Test
  void shouldDoNothingOnAnotherSystem() {
    RealTime realTime = RealTime.begin(RealTimeSettings.DEFAULT, true, Optional.empty());
    realTime.arrangeThreads();
    realTime.enterLoop();
    realTime.close();

    assertThat(realTime.rights()).isEmpty();
  }
}
