/** How often the labels that signatures stand for turned out right: what makes a label trustworthy. */
@NullMarked
package io.gleaner.pattern.records;

import org.jspecify.annotations.NullMarked;
