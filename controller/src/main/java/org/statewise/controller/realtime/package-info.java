/**
 * What the operating system lends a control loop: priorities of the threads between a state and its answer, memory that
 * stays where it is, processors that do not fall asleep. Each is asked for where the system allows it, and said to
 * be missing where it does not.
 */
package org.statewise.controller.realtime;
