package org.statewise.controller.config;

/** A configuration that cannot be used: one sentence that names the key, the rule and the value. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the sentence. */
  public ConfigException(String sentence) {
    super(sentence);
  }
}
