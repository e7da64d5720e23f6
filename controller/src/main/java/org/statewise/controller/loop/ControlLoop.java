package org.statewise.controller.loop;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.statewise.bridge.api.ArmLink;

/**
 * The control thread: ticks until the phase is final, then leaves the arm to its own hold. It has the
 * only catch-all of the program, and that ends in the same hold.
 */
public final class ControlLoop implements Runnable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Ticks before allocation is measured: what is loaded and linked at first use does not count. */
  private static final long SETTLING_TICKS = 250;

  private final ControlTick tick;
  private final ArmLink link;
  private Throwable failure;
  private long measuredTicks;
  private long allocatedBytes;

  /** Drives {@code link}, which the caller closes. */
  public ControlLoop(ControlTick tick, ArmLink link) {
    this.tick = tick;
    this.link = link;
    // The first call of it allocates itself.
    var _ = THREADS.getCurrentThreadAllocatedBytes();
  }

  @Override
  public void run() {
    long settledBytes = 0;
    long ticks = 0;
    try {
      while (!tick.run(link).isFinal()) {
        ticks++;
        if (ticks == SETTLING_TICKS) {
          settledBytes = THREADS.getCurrentThreadAllocatedBytes();
        }
      }
      if (ticks > SETTLING_TICKS) {
        measuredTicks = ticks - SETTLING_TICKS;
        allocatedBytes = THREADS.getCurrentThreadAllocatedBytes() - settledBytes;
      }
    } catch (Throwable e) {
      failure = e;
      tick.fail();
    } finally {
      link.release();
    }
  }

  /** What the catch-all caught, or null. Read after the run. */
  public Throwable failure() {
    return failure;
  }

  /** Bytes that the control thread allocated a tick, after its first second. Read after the run. */
  public double allocatedBytesPerTick() {
    return measuredTicks == 0 ? 0 : (double) allocatedBytes / measuredTicks;
  }
}
