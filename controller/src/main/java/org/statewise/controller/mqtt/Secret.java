package org.statewise.controller.mqtt;

import java.nio.charset.StandardCharsets;

/** A password: whoever prints it by mistake prints nothing of it. */
public final class Secret {
  /** No password. */
  public static final Secret NONE = new Secret("");

  private final String text;

  /** Wraps {@code text}; empty for none. */
  public Secret(String text) {
    this.text = text;
  }

  boolean isPresent() {
    return !text.isEmpty();
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  char[] chars() {
    return text.toCharArray();
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "" : "***";
  }
}
