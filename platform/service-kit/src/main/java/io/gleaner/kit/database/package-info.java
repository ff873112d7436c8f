/** The database of a service and its roles; the tenant of a transaction, on R2DBC and on JDBC. */
@NullMarked
package io.gleaner.kit.database;

import org.jspecify.annotations.NullMarked;
