/** Why a transaction has the labels that it has. */
@NullMarked
package io.gleaner.tracking.explaining;

import org.jspecify.annotations.NullMarked;
