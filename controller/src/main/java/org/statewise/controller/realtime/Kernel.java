package org.statewise.controller.realtime;

import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/**
 * The calls of an operating system that a control loop needs. Each returns 0, or the number of the error; nothing
 * throws. A thread is named by its number, the calling one by 0.
 */
interface Kernel {
  /** The calling thread. */
  int THIS_THREAD = 0;

  /**
   * A thread of this program.
   *
   * @param id of the kernel
   * @param name as far as the kernel tells it, 15 characters
   */
  record ThreadId(int id, String name) {}

  /** The threads that there are now; none where the system does not tell. */
  List<ThreadId> threads();

  /** Whether the thread has a policy of real time already, since the whole program was given one. */
  boolean isRealTime(int thread);

  /** SCHED_FIFO at a priority; threads that it begins are ordinary ones. */
  int fifo(int thread, int priority);

  /** Whether this program may raise threads so: the calling one is raised and put back. */
  int tryFifo(int priority);

  /** SCHED_IDLE: below every ordinary thread. */
  int idle(int thread);

  /** Shorter slices for an ordinary thread, so that it need not wait for the running one's to end. */
  int slice(int thread, long ns);

  /** Binds a thread to processors. */
  int bind(int thread, List<Integer> processors);

  /** How late the timer of an ordinary thread may be. */
  int timerSlack(int thread, long ns);

  /** Keeps every page of the program in memory that is there now or will be. */
  int lockMemory();

  /** Keeps processors out of sleep states that take longer to leave, until the answer is closed. */
  Optional<Closeable> limitCpuLatency(int micros);
}
