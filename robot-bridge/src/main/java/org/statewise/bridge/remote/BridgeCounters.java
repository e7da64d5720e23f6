package org.statewise.bridge.remote;

import java.util.concurrent.atomic.AtomicLong;

/** The live counters behind {@link BridgeStatistics}; any thread adds, any thread reads. */
final class BridgeCounters {
  final AtomicLong connections = new AtomicLong();
  final AtomicLong rejected = new AtomicLong();
  final AtomicLong malformed = new AtomicLong();
  final AtomicLong framesIn = new AtomicLong();
  final AtomicLong framesOut = new AtomicLong();
  final AtomicLong staleCommands = new AtomicLong();
  final AtomicLong outdatedCommands = new AtomicLong();
  final AtomicLong supersededCommands = new AtomicLong();
  final AtomicLong refusedCommands = new AtomicLong();
  final AtomicLong droppedStates = new AtomicLong();
  final AtomicLong lostControllers = new AtomicLong();

  BridgeStatistics snapshot() {
    return new BridgeStatistics(connections.get(), rejected.get(), malformed.get(), framesIn.get(),
        framesOut.get(), staleCommands.get(), outdatedCommands.get(), supersededCommands.get(),
        refusedCommands.get(), droppedStates.get(), lostControllers.get());
  }
}
