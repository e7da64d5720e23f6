/** YAML as people write configurations and arms in it: plain, bounded, one document. */
package org.statewise.models.yaml;
