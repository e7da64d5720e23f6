package org.statewise.controller.app.wiring;

import java.util.Set;
import org.statewise.controller.config.LossName;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.LearnedFiles;
import org.statewise.models.online.LearnedFilter;
import org.statewise.models.online.NetworkInitialisation;
import org.statewise.models.online.NetworkMemorySpec;

/** Gives learned files as {@code losses} does, and notes the names of those that were asked for. */
record FileNames(LearnedModels losses, Set<String> names) implements LearnedFiles {
  @Override
  public LossSpec loss(String name) {
    return loss(LossName.parse("loss", name));
  }

  LossSpec loss(LossName name) {
    LossName resolved = losses.resolve(name);
    if (resolved.isLearned()) {
      names.add(resolved.text());
    }
    return losses.find(resolved);
  }

  @Override
  public LearnedFilter filter(String name) {
    names.add(name);
    return losses.filter(name);
  }

  @Override
  public NetworkInitialisation start(String name) {
    names.add(name);
    return losses.start(name);
  }

  @Override
  public NetworkMemorySpec memory(String name) {
    names.add(name);
    return losses.memory(name);
  }
}
