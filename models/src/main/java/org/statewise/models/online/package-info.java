/**
 * Models of the torque that the control tick asks for a prediction and that learn from one
 * completed sample at a time. Physical units outside, scaled ones inside ({@link Scaling}).
 */
package org.statewise.models.online;
