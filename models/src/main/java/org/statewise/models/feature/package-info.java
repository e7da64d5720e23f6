/** Features of the state: what linear models and state-dependent losses are linear in. */
package org.statewise.models.feature;
