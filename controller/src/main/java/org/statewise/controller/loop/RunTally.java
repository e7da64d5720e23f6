package org.statewise.controller.loop;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.statewise.controller.adapt.Intervention;
import org.statewise.models.HotPath;

/**
 * What a run comes to, added up by the control thread itself: the ring that shows ticks to others drops
 * some when its reader stalls, and figures of what is left would be wrong without a sign of it. Each
 * motion that ends is handed over whole; one thread at a time takes them.
 *
 * <p>Memory order: as in {@link TickRing}. The slot at {@code ended} is the motion that runs and belongs
 * to the control thread.
 */
public final class RunTally {
  /** Motions that may wait to be taken: minutes of the shortest ones that plans make. */
  static final int CAPACITY = 1024;

  private final MotionFigures[] slots = new MotionFigures[CAPACITY];
  private final int[] interventions = new int[Intervention.values().length];
  private final int[] observerInterventions = new int[Intervention.values().length];

  /** Motions that ended; written by the control thread alone. */
  private final AtomicLong ended = new AtomicLong();

  /** Motions that were taken; written by the taker alone. */
  private final AtomicLong taken = new AtomicLong();

  /** Motions that found every slot full; written by the control thread alone. */
  private final AtomicLong lost = new AtomicLong();

  /** Makes every slot. */
  public RunTally() {
    for (int i = 0; i < CAPACITY; i++) {
      slots[i] = new MotionFigures();
    }
  }

  /** Takes one tick. */
  @HotPath
  public void add(TickRecord tick) {
    interventions[index(tick.intervention)]++;
    observerInterventions[index(tick.observerIntervention)]++;
    if (tick.phase != LoopPhase.RUNNING || tick.motion < 0) {
      return;
    }
    if (open().motion != tick.motion) {
      end();
      open().begin(tick.motion);
    }
    open().add(tick);
  }

  @HotPath
  private MotionFigures open() {
    return slots[(int) ended.getPlain() & CAPACITY - 1];
  }

  /** The motion that runs is over. Control thread, also when no more ticks follow. */
  @HotPath
  public void end() {
    if (open().motion < 0) {
      return;
    }
    if (ended.getPlain() + 1 - taken.getAcquire() >= CAPACITY) {
      lost.setRelease(lost.getPlain() + 1);
    } else {
      ended.setRelease(ended.getPlain() + 1);
    }
    open().begin(-1);
  }

  /** Hands over the motions that ended, in order; each is valid only during the call. */
  public void take(Consumer<MotionFigures> reader) {
    long next = taken.getPlain();
    for (long end = ended.getAcquire(); next < end; next++) {
      reader.accept(slots[(int) next & CAPACITY - 1]);
      taken.setRelease(next + 1);
    }
  }

  /** Motions that are missing from what was taken, since nobody took any for too long. */
  public long lost() {
    return lost.getAcquire();
  }

  /**
   * How often supervision did this. Read after the run.
   *
   * @param ofObserver to an observer beside a memory; else to the memory, or to a model of one part
   */
  public int interventions(Intervention kind, boolean ofObserver) {
    return (ofObserver ? observerInterventions : interventions)[index(kind)];
  }

  /** Where a kind is counted; a map would box its counts. */
  @SuppressWarnings("EnumOrdinal")
  @HotPath
  private static int index(Intervention kind) {
    return kind.ordinal();
  }
}
