package org.statewise.bridge.fri;

/** What a client may do without effect. */
enum ClientNotice {
  TOOL_COMMAND(
      "commands a wrench or a Cartesian pose, which is ignored: the simulated cabinet controls"
          + " joints and not the tool"),
  TRANSFORMATION("sends transformations, which are accepted and not used"),
  IO_IS_NOT_DECLARED("writes %s, which is no declared output and is ignored (--io declares it)"),
  IO_IS_AN_INPUT("writes %s, which is an input and stays as it is"),
  IO_IS_OF_ANOTHER_KIND(
      "writes %s with another type or direction than it is declared with, which is"
          + " ignored"),
  IO_HAS_NO_VALUE("writes %s without a finite value of its type, which is ignored");

  private final String form;

  ClientNotice(String form) {
    this.form = form;
  }

  /** What the client does, for people. */
  String sentence(String name) {
    return "the client " + String.format(form, name);
  }
}
