package org.statewise.controller.mqtt;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.statewise.proto.mqtt.Command.WhatCase;

/** Everything that can be commanded. To add one: add it here and carry it out in the target. */
public enum Verb {
  START("start", WhatCase.WHAT_NOT_SET), STOP("stop", WhatCase.WHAT_NOT_SET), HOLD("hold",
      WhatCase.WHAT_NOT_SET),
  TASK("task", WhatCase.TASK), ADAPTATION("adaptation",
      WhatCase.ADAPTATION),
  LOSS("loss", WhatCase.LOSS), PAYLOAD_HINT("payload-hint",
      WhatCase.PAYLOAD_HINT),
  SAVE_STATE("save-state", WhatCase.WHAT_NOT_SET);

  private final String word;
  private final WhatCase needs;

  Verb(String word, WhatCase needs) {
    this.word = word;
    this.needs = needs;
  }

  /** The last level of its topic. */
  public String word() {
    return word;
  }

  /** The field that its command must set; WHAT_NOT_SET for none. */
  WhatCase needs() {
    return needs;
  }

  static Optional<Verb> of(String word) {
    return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(Verb::word).collect(Collectors.joining(", "));
  }
}
