/** Whether the manifests say what is true of the code, and nothing that a cluster would refuse. */
@NullMarked
package io.gleaner.deploy;

import org.jspecify.annotations.NullMarked;
