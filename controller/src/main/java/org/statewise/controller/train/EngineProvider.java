package org.statewise.controller.train;

/** Opens engines of one kind; found by {@link java.util.ServiceLoader}, so that an engine may lie beside the program. */
public interface EngineProvider {
  /**
   * Opens an engine.
   *
   * @param master where it computes, as its own users write it
   * @throws EngineException if there is none, in a sentence
   */
  TaskEngine open(String master);
}
