package org.statewise.bridge.remote;

/**
 * What a {@link BridgeServer} counted since it started.
 *
 * @param connections TCP connections accepted
 * @param rejected of them, those that never got a Welcome because of what they asked or are: wrong
 *     version, arm taken, TLS, no Hello in time, too many at once
 * @param malformed connections ended because of bytes or messages against the protocol
 * @param framesIn whole messages received
 * @param framesOut messages sent
 * @param staleCommands commands ignored because their sequence did not grow
 * @param outdatedCommands commands refused because they answer a state that is too many periods old,
 *     or one that never was
 * @param supersededCommands commands that a newer one or a hold overtook before the arm was ready
 *     for them
 * @param refusedCommands commands that the arm refused
 * @param droppedStates states not sent because the controller did not read fast enough
 * @param lostControllers sessions that ended without a Goodbye
 */
public record BridgeStatistics(
    long connections,
    long rejected,
    long malformed,
    long framesIn,
    long framesOut,
    long staleCommands,
    long outdatedCommands,
    long supersededCommands,
    long refusedCommands,
    long droppedStates,
    long lostControllers) {}
