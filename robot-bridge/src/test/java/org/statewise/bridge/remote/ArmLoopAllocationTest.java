package org.statewise.bridge.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;

/** The arm's loop costs the heap nothing while it serves. */
final class ArmLoopAllocationTest {
  private static final int JOINTS = 7;
  private static final int WINDOW = 500;
  private static final int WINDOWS = 12;
  private static final long PERIOD_NS = 1_000_000_000;

  /** Reads, from within the loop's own thread, what that thread has allocated. */
  private static final class MeteredArm implements ArmLink {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ArmInfo info = new ScriptedArm(JOINTS, PERIOD_NS, false).info();
    private final long[] allocated = new long[WINDOWS + 1];
    private volatile int windows;
    private volatile boolean closed;
    private long sequence;
    private int commands;

    @Override
    public ArmInfo info() {
      return info;
    }

    @Override
    public AwaitResult awaitState(JointState state, long deadlineNs) {
      if (commands == 0) {
        // Until someone commands, nothing else slows the loop.
        LockSupport.parkNanos(200_000);
      }
      state.sequence = ++sequence;
      return closed ? AwaitResult.LOST : AwaitResult.FRESH;
    }

    @Override
    public SendResult send(TorqueCommand command) {
      int window = commands / WINDOW;
      if (commands++ % WINDOW == 0 && window < allocated.length) {
        allocated[window] = threads.getCurrentThreadAllocatedBytes();
        windows = window + 1;
      }
      return SendResult.SENT;
    }

    @Override
    public void release() {}

    @Override
    public long nowNs() {
      return System.nanoTime();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void shouldAllocateNothingOnTheArmsThread() throws Exception {
    MeteredArm arm = new MeteredArm();
    JointState state = new JointState(JOINTS);
    TorqueCommand command = new TorqueCommand(JOINTS);
    try (BridgeServer server = Peers.serve(arm); BridgeLink link = Peers.connect(server)) {
      while (arm.windows <= WINDOWS) {
        assertThat(Peers.await(link, state)).isEqualTo(AwaitResult.FRESH);
        command.stateSequence = state.sequence;
        link.send(command);
      }
    }
    // As in AllocationProbe: the compiler allocates on a thread's behalf now and then.
    long least = Long.MAX_VALUE;
    for (int w = 0; w < WINDOWS; w++) {
      least = Math.min(least, arm.allocated[w + 1] - arm.allocated[w]);
    }
    assertThat(least).isZero();
  }
}
