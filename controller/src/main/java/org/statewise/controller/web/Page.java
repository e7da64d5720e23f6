package org.statewise.controller.web;

/** One page of the endpoint. Called on the endpoint's thread; must be quick and may not block. */
@FunctionalInterface
public interface Page {
  /** The format of {@code /metrics} where nothing better is accepted. */
  String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** The format of {@code /metrics} for whoever prefers it. */
  String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  /** Of an answer for people. */
  String PLAIN = "text/plain; charset=utf-8";

  /**
   * Makes an answer.
   *
   * @param accept the request's Accept header; empty if it has none
   */
  Answer answer(String accept);

  /**
   * What is sent.
   *
   * @param status of HTTP, for example 200
   * @param contentType of the body
   */
  record Answer(int status, String contentType, String body) {}
}
