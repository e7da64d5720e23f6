package org.statewise.controller.app.replay;

import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.wiring.CommandBuilder;
import org.statewise.controller.loop.CommandAction;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.loop.LoopCommand;
import org.statewise.controller.replay.ReplayLink;

/** Gives a replayed tick the command that the recorded one took. */
final class RecordedCommands implements CommandSource {
  private final ReplayLink link;
  private final CommandBuilder builder;
  private final boolean motionsOnly;
  private long number;
  private UsageException failure;

  /**
   * @param motionsOnly another controller than the recorded one is played: it moves as that one did,
   *     and keeps its own loss, prior and adaptation
   */
  RecordedCommands(ReplayLink link, CommandBuilder builder, boolean motionsOnly) {
    this.link = link;
    this.builder = builder;
    this.motionsOnly = motionsOnly;
  }

  @Override
  public LoopCommand take() {
    byte[] recorded = link.command();
    if (recorded == null || failure != null) {
      return null;
    }
    number++;
    try {
      CommandAction action = builder.build(recorded);
      boolean motion = action instanceof CommandAction.Hold
          || action instanceof CommandAction.Begin;
      return motion || !motionsOnly ? new LoopCommand(number, recorded, action) : null;
    } catch (UsageException e) {
      failure = e;
      return null;
    }
  }

  /** Why a command could not be made again, or null. */
  UsageException failure() {
    return failure;
  }
}
