/**
 * What an arm is made of, and the files that say so. Format: {@code models/docs/arm-format.md}.
 */
package org.statewise.models.arm;
