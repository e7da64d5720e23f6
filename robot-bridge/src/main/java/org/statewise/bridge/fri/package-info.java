/**
 * KUKA's Fast Robot Interface, both ends: the client that drives an arm by torque overlay, and the
 * cabinet of a simulated arm. {@code docs/fri.md} describes the session and every assumption.
 */
package org.statewise.bridge.fri;
