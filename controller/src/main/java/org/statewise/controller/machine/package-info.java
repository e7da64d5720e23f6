/**
 * Whether a machine is fit for a control loop: what its kernel says of itself, and how late it wakes a thread that
 * sleeps. Reads the kernel's files; changes nothing of the machine.
 */
package org.statewise.controller.machine;
